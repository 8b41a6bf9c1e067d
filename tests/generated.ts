import { getMetadataStorage } from "type-graphql";
import type { DataSource, EntityMetadata } from "typeorm";
import type { ColumnMetadata } from "typeorm/metadata/ColumnMetadata.js";
import { AbbreviationWriting } from "../entities/abbreviation.js";
import { ThingEntry } from "../entities/base.js";
import { Check } from "../entities/check.js";
import { Computation } from "../entities/computation.js";
import { FigureClass, HOLDERS } from "../entities/observation.js";
import { THINGS } from "../entities/index.js";
import { DAYS, DIMENSIONS, MEMBERS, MOMENTS, NUMBERS, TEXTS } from "./generated-values.js";
import { Random } from "./random.js";

/** Rows a table; of some there are more, so that groups have members. */
const ROWS = 14;
const MORE: Record<string, number> = { Observation: 60, Coordinate: 100, SecurityIncident: 60, Document: 30 };
/** Figures of which the rows of observations are versions. */
const FIGURES = 40;
const STEPS = NUMBERS.filter((number) => Number(number) > 0);
const BASES = ["STOCK", "FLOW", "STOCK", "FLOW", "RATE", "TARGET"];
/** Columns that the database keeps itself. */
const KEPT = ["breakdown", "sumClass", "meanClass", "cell"];
/** Of what many rows lead to, so few that many lead to the same. */
const FEW: Record<string, number> = { InfrastructureSystem: 3, Indicator: 6, Period: 3 };

/** Fills a migrated, empty database with random rows: nulls, ties, empty lists and odd texts wherever they are allowed. */
export async function generate(dataSource: DataSource, seed: number): Promise<void> {
  const random = new Random(seed);
  const made = dataSource.entityMetadatas.filter(
    ({ target }) =>
      ![ThingEntry, Check, Computation, FigureClass, AbbreviationWriting].includes(target as never),
  );
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
  return Array.from({ length: MORE[name] ?? ROWS }, (_, index) => `${prefix}:x${index}`);
}

function rowOf(entity: EntityMetadata, id: string, ids: Map<string, string[]>, random: Random) {
  const row: Record<string, unknown> = {};
  for (const column of entity.columns.filter(({ propertyName }) => !KEPT.includes(propertyName)))
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
  if (column.propertyName === "supersededById")
    return number + FIGURES < (MORE.Observation ?? 0) ? `observation:x${number + FIGURES}` : null;
  if (column.isNullable && random.next() < (entity.name in MORE ? 0.15 : 0.3)) return null;
  const coded = codeOf(entity.name, column.propertyName, number);
  if (coded !== undefined) return coded;
  const key = entity.foreignKeys.find(({ columns }) => columns.includes(column));
  const unique = entity.indices.some(
    ({ isUnique, columns }) => isUnique && columns.length === 1 && columns[0] === column,
  );
  if (key) {
    const { name } = key.referencedEntityMetadata;
    const known = ids.get(name) as string[];
    const isAbout = ["Observation", "ObservationAbout"].includes(entity.name) && name === "ThingEntry";
    const all = isAbout ? known.filter((one) => !HOLDERS.includes(one.split(":", 1)[0] as string)) : known;
    if (unique) return all[number];
    return random.pick(entity.name in MORE ? all.slice(0, FEW[name]) : all);
  }
  if (column.propertyName === "figure") return `observation:x${number % FIGURES}`;
  // No figure is a part of itself.
  if (column.propertyName === "partOf")
    return `observation:x${((number % FIGURES) + 1 + random.below(FIGURES - 1)) % FIGURES}`;
  // No two periods are the same days.
  if (entity.name === "Period" && column.propertyName === "start") return Array.from(new Set(DAYS))[number];
  if (unique && entity.name !== "Period") return id;
  if (entity.name === "Observation" && column.propertyName === "unit")
    return `unit:x${random.chance(0.7) ? 0 : random.below(9)}`;
  if (column.isArray) return Array.from({ length: random.below(4) }, () => random.pick(TEXTS));
  // Of few indicators, some are of each kind.
  if (column.propertyName === "basis") return BASES[number % BASES.length];
  if (column.propertyName === "precision") return random.pick(STEPS);
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

/** Dimensions have members, and coordinates name both by their codes: what a member's number comes to. */
function codeOf(entity: string, property: string, number: number): string | undefined {
  const member = number % ROWS;
  const dimension = member % DIMENSIONS.length;
  const codes: Record<string, string | undefined> = {
    "Dimension.code": DIMENSIONS[number],
    "DimensionMember.code": MEMBERS[Math.floor(member / DIMENSIONS.length)],
    "DimensionMember.dimensionId": `dimension:x${dimension}`,
    "Coordinate.dimension": DIMENSIONS[dimension],
    "Coordinate.member": MEMBERS[Math.floor(member / DIMENSIONS.length)],
    "Coordinate.memberId": `member:x${member}`,
  };
  return codes[`${entity}.${property}`];
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
