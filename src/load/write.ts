import type { EntityManager } from "typeorm";
import { THINGS, type ThingPrefix } from "../../entities/index.js";
import { Link } from "../../entities/link.js";
import { snake } from "../../entities/naming.js";
import { Coordinate, Observation, ObservationCount } from "../../entities/observation.js";
import { columnsOf, type Entity } from "../../resolvers/model/columns.js";
import type { Figure } from "./figures.js";
import type { LinkRow, Row } from "./things.js";

/** How many rows a load wrote. */
export interface Written {
  added: number;
  changed: number;
}

/** Inserts rows and updates those that differ; rows that are as they should be are not touched. */
export async function upsert(
  db: EntityManager,
  entity: Entity,
  rows: object[],
  key: string[],
): Promise<Written> {
  if (rows.length === 0) return { added: 0, changed: 0 };
  const table = snake(entity.name);
  const given = Object.keys(rows[0] as object);
  const columns = Array.from(columnsOf(entity).values()).filter(({ property }) => given.includes(property));
  const names = columns.map(({ sql }) => `"${sql}"`);
  const types = columns.map(({ property, cast, list }) => `"${property}" ${cast}${list ? "[]" : ""}`);
  const rest = columns.filter(({ property }) => !key.includes(property)).map(({ sql }) => sql);
  const sets = rest.map((name) => `"${name}" = excluded."${name}"`);
  const differs = `(${rest.map((name) => `t."${name}"`)}) IS DISTINCT FROM (${rest.map((name) => `excluded."${name}"`)})`;
  const conflict = rest.length > 0 ? `DO UPDATE SET ${sets} WHERE ${differs}` : "DO NOTHING";
  const written: { added: boolean }[] = await db.query(
    `INSERT INTO "${table}" AS t (${names}) SELECT ${columns.map(({ property }) => `"${property}"`)} FROM jsonb_to_recordset($1) AS r(${types})
     ON CONFLICT (${key.map((property) => `"${snake(property)}"`)}) ${conflict} RETURNING xmax = 0 AS added`,
    [JSON.stringify(rows)],
  );
  const added = written.filter((row) => row.added).length;
  return { added, changed: written.length - added };
}

export function upsertThings(db: EntityManager, prefix: ThingPrefix, rows: Row[]): Promise<Written> {
  return upsert(db, THINGS[prefix].entity, rows, ["id"]);
}

/** Writes the links of the things of a folder; a link that the folder no longer names goes. */
export async function writeLinks(db: EntityManager, from: string[], links: LinkRow[]): Promise<Written> {
  const kept = links.map(({ id }) => id);
  await db.query("DELETE FROM link WHERE from_id = ANY($1) AND id <> ALL($2)", [from, kept]);
  return upsert(db, Link, links, ["id"]);
}

interface Version extends Row {
  figure: string;
}

/**
 * Writes figures without ever changing one: a figure that differs from the version that holds becomes a new version,
 * and the old one is marked as superseded.
 */
export async function writeFigures(db: EntityManager, figures: Figure[]): Promise<Written> {
  const held = await heldVersions(db, figures);
  const changed = figures.filter((figure) => held.get(figure.figure)?.content !== contentOf(figure));
  const versions: Version[] = [];
  for (const { figure, values } of changed) {
    const old = held.get(figure);
    const id = old ? `${figure}@${old.versions + 1}` : figure;
    versions.push({ id, figure, ...values });
  }
  const ids = new Map(versions.map(({ figure, id }) => [figure, id]));
  const replaced = changed.filter(({ figure }) => held.has(figure));
  for (const { figure } of replaced)
    await db.query("UPDATE observation SET superseded_by_id = $1 WHERE id = $2", [
      ids.get(figure),
      held.get(figure)?.id,
    ]);
  await upsert(db, Observation, versions, ["id"]);
  const coordinates = changed.flatMap(({ figure, breakdown }) =>
    Object.entries(breakdown).map(([dimension, member]) => ({
      observationId: ids.get(figure),
      dimension,
      member,
      memberId: `member:${dimension}.${member}`,
    })),
  );
  await upsert(db, Coordinate, coordinates, ["observationId", "dimension"]);
  const counts = changed.flatMap(({ figure, counted }) =>
    counted.map((thingId) => ({ observationId: ids.get(figure), thingId })),
  );
  await upsert(db, ObservationCount, counts, ["observationId", "thingId"]);
  return { added: changed.length - replaced.length, changed: replaced.length };
}

/** Everything that makes a figure what it is, as one text to compare. */
function contentOf({ values, breakdown, counted }: Pick<Figure, "values" | "breakdown" | "counted">): string {
  const number = (value: unknown) => (value === null ? null : Number(value));
  const { value, precision, ...rest } = values;
  const sorted = (object: Record<string, unknown>) =>
    Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([
    exact(value),
    number(precision),
    sorted(rest),
    sorted(breakdown),
    [...counted].sort(),
  ]);
}

/** 77.60 and 77.6 are one value. */
const exact = (value: unknown): unknown =>
  typeof value === "string" && value.includes(".") ? value.replace(/0+$/, "").replace(/\.$/, "") : value;

async function heldVersions(db: EntityManager, figures: Figure[]) {
  const stored = columnsOf(Observation);
  const columns = Object.keys(figures[0]?.values ?? {}).map(
    (property) => `'${property}', o."${stored.get(property)?.sql}"`,
  );
  const rows: {
    id: string;
    figure: string;
    versions: number;
    values: Record<string, unknown>;
    breakdown: Record<string, string>;
    counted: string[];
  }[] =
    figures.length === 0
      ? []
      : await db.query(
          `SELECT o.id, o.figure, (SELECT count(*)::integer FROM observation v WHERE v.figure = o.figure) AS versions,
             jsonb_build_object(${columns.join(", ")}, 'value', o.value::text, 'precision', o.precision::text) AS values,
             (SELECT coalesce(jsonb_object_agg(dimension, member), '{}') FROM coordinate WHERE observation_id = o.id) AS breakdown,
             ARRAY(SELECT thing_id::text FROM observation_count WHERE observation_id = o.id) AS counted
           FROM observation o WHERE o.figure = ANY($1) AND o.superseded_by_id IS NULL`,
          [figures.map(({ figure }) => figure)],
        );
  return new Map(
    rows.map((row) => [row.figure, { id: row.id, versions: row.versions, content: contentOf(row) }]),
  );
}
