import { getMetadataStorage } from "type-graphql";
import type { DataSource, EntityMetadata } from "typeorm";
import type { ColumnMetadata } from "typeorm/metadata/ColumnMetadata.js";
import { ThingEntry } from "../entities/base.js";
import { Check } from "../entities/check.js";
import { THINGS } from "../entities/index.js";
import { Random } from "./random.js";

/** What is told twice or more, and what a text may be at its oddest. */
const TEXTS = [
  "Trà Vinh",
  "Trà Vinh",
  "trà vinh",
  "Đường truyền số liệu",
  "",
  " ",
  "ព្រះត្រពាំង",
  "សេវាសាធារណៈ",
  "e\u0301 é",
  "😀👩‍💻",
  'a "b" \\ / \b\f\n\r\t\u0001\u007f\u2028',
  "%_\\",
  "null",
  "'); --",
  "Rất dài ".repeat(2000),
];
/** Spans around them still have years of four digits, as the Date scalar has. */
const DAYS = ["1000-01-01", "2020-12-15", "2021-02-28", "2021-09-14", "2021-09-14", "9998-12-31"];
const NUMBERS = ["0", "0", "-0.5", "1.50", "100", "38500000000", "0.0001", "12345678901234.5678"];
const MOMENTS = ["2021-09-14T23:59:59.999Z", "2021-09-14T17:00:00.000Z", "1970-01-01T00:00:00.000Z"];

/** Rows a table, and figures of which the rows of observations are versions. */
const ROWS = 14;
const FIGURES = ROWS / 2;

/** Fills a migrated, empty database with random rows: nulls, ties, empty lists and odd texts wherever they are allowed. */
export async function generate(dataSource: DataSource, seed: number): Promise<void> {
  const random = new Random(seed);
  const made = dataSource.entityMetadatas.filter(({ target }) => target !== ThingEntry && target !== Check);
  const ids = new Map(made.map((entity) => [entity.name, idsOf(entity)]));
  const things = Array.from(ids).flatMap(([name, own]) => (prefixOf(name) ? own : []));
  ids.set("ThingEntry", things);
  await dataSource.transaction(async (manager) => {
    for (const entity of made)
      for (const id of ids.get(entity.name) ?? []) {
        const row = rowOf(entity, id, ids, random);
        const places = Object.keys(row).map((_, index) => `$${index + 1}`);
        const columns = Object.keys(row).map((name) => `"${name}"`);
        await manager.query(
          `INSERT INTO "${entity.tableName}" (${columns}) VALUES (${places}) ON CONFLICT DO NOTHING`,
          Object.values(row),
        );
      }
  });
  await dataSource.query("ANALYZE");
}

const prefixOf = (name: string): string | undefined =>
  Object.entries(THINGS).find(([, { entity }]) => entity.name === name)?.[0];

function idsOf({ name }: EntityMetadata): string[] {
  const prefix = prefixOf(name) ?? name.toLowerCase();
  return Array.from({ length: ROWS }, (_, index) => `${prefix}:x${index}`);
}

function rowOf(entity: EntityMetadata, id: string, ids: Map<string, string[]>, random: Random) {
  const row: Record<string, unknown> = {};
  for (const column of entity.columns)
    row[column.databaseName] =
      column.propertyName === "id" ? id : randomValue(entity, column, id, ids, random);
  return row;
}

function randomValue(
  entity: EntityMetadata,
  column: ColumnMetadata,
  id: string,
  ids: Map<string, string[]>,
  random: Random,
): unknown {
  const number = Number(id.split("x").at(-1));
  // Of each figure one version holds now; the others are superseded.
  if (column.propertyName === "supersededById" && number >= FIGURES) return null;
  if (column.isNullable && random.next() < 0.3 && column.propertyName !== "supersededById") return null;
  const key = entity.foreignKeys.find(({ columns }) => columns.includes(column));
  if (key) return random.pick(ids.get(key.referencedEntityMetadata.name) as string[]);
  if (column.propertyName === "figure") return `observation:x${number % FIGURES}`;
  if (column.propertyName === "partOf") return `observation:x${random.below(FIGURES)}`;
  const unique = entity.indices.some(({ isUnique, columns }) => isUnique && columns.includes(column));
  if (unique) return id;
  if (entity.name === "Observation" && column.propertyName === "unit") return `unit:x${random.below(9)}`;
  if (column.isArray) return Array.from({ length: random.below(4) }, () => random.pick(TEXTS));
  const choices = choicesOf(entity, column);
  if (choices) return random.pick(choices);
  switch (column.type) {
    case "integer":
      return random.below(6) - 1;
    case "numeric":
      return random.pick(NUMBERS);
    case "date":
      return random.pick(DAYS);
    case "boolean":
      return random.next() < 0.5;
    case "timestamptz":
      return random.pick(MOMENTS);
    default:
      return random.pick(TEXTS);
  }
}

/** The values of an enum's column. */
function choicesOf(entity: EntityMetadata, column: ColumnMetadata): string[] | undefined {
  const { fields, enums } = getMetadataStorage();
  const lineage = entity.inheritanceTree as unknown[];
  const field = fields.find(({ name, target }) => name === column.propertyName && lineage.includes(target));
  const declared = field?.getType();
  const found = enums.find(({ enumObj }) => enumObj === declared);
  return found && Object.keys(found.enumObj);
}
