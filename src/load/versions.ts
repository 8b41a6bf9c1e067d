import type { EntityManager } from "typeorm";
import { Coordinate, Observation, ObservationAbout, ObservationCount } from "../../entities/observation.js";
import { columnsOf } from "../../resolvers/model/columns.js";
import type { Figure } from "./figures.js";
import type { Row } from "./things.js";
import { upsert, type Written } from "./write.js";

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
  const replaced: { old: string; new: string }[] = [];
  const coordinates: object[] = [];
  const abouts: object[] = [];
  const counts: object[] = [];
  for (const { figure, values, breakdown, about, counted } of changed) {
    const old = held.get(figure);
    const id = old ? `${figure}@${old.versions + 1}` : figure;
    versions.push({ id, figure, ...values });
    if (old) replaced.push({ old: old.id, new: id });
    for (const [dimension, member] of Object.entries(breakdown))
      coordinates.push({ observationId: id, dimension, member, memberId: `member:${dimension}.${member}` });
    for (const thingId of about) abouts.push({ observationId: id, thingId });
    for (const thingId of counted) counts.push({ observationId: id, thingId });
  }
  // Before the new versions come: of each figure one version holds at a time.
  await db.query(
    `UPDATE observation SET superseded_by_id = r.new FROM jsonb_to_recordset($1) AS r (old text, new text)
     WHERE id = r.old`,
    [JSON.stringify(replaced)],
  );
  await upsert(db, Observation, versions, ["id"]);
  await upsert(db, Coordinate, coordinates, ["observationId", "dimension"]);
  await upsert(db, ObservationAbout, abouts, ["observationId", "thingId"]);
  await upsert(db, ObservationCount, counts, ["observationId", "thingId"]);
  return { added: changed.length - replaced.length, changed: replaced.length };
}

/** Everything that makes a figure what it is, as one text to compare. */
function contentOf({ values, breakdown, about, counted }: Omit<Figure, "figure">): string {
  const { value, precision, ...rest } = values;
  const sorted = (object: Record<string, unknown>) =>
    Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([
    exact(value),
    exact(precision),
    sorted(rest),
    sorted(breakdown),
    [...about].sort(),
    [...counted].sort(),
  ]);
}

/** 77.60, 077.6 and 77.6 are one value, and so are 0 and -0. */
function exact(value: unknown): unknown {
  const [, sign = "", whole = "", part = ""] = /^(-?)0*(\d+)(?:\.(\d*))?$/.exec(String(value)) ?? [];
  if (whole === "") return value;
  const digits = part.replace(/0+$/, "");
  const number = digits === "" ? whole : `${whole}.${digits}`;
  return number === "0" ? number : sign + number;
}

interface Held {
  id: string;
  figure: string;
  versions: number;
  values: Record<string, unknown>;
  breakdown: Record<string, string>;
  about: string[];
  counted: string[];
}

async function heldVersions(db: EntityManager, figures: Figure[]) {
  const columns = columnsOf(Observation);
  const pairs = Object.keys(figures[0]?.values ?? {}).map(
    (property) => `'${property}', o."${columns.get(property)?.sql}"`,
  );
  const rows: Held[] = await db.query(
    `SELECT o.id, o.figure, (SELECT count(*)::integer FROM observation v WHERE v.figure = o.figure) AS versions,
       jsonb_build_object(${[...pairs, "'value', o.value::text, 'precision', o.precision::text"].join(", ")}) AS values,
       (SELECT coalesce(jsonb_object_agg(dimension, member), '{}') FROM coordinate WHERE observation_id = o.id) AS breakdown,
       ARRAY(SELECT thing_id::text FROM observation_about WHERE observation_id = o.id) AS about,
       ARRAY(SELECT thing_id::text FROM observation_count WHERE observation_id = o.id) AS counted
     FROM observation o WHERE o.figure = ANY($1) AND o.superseded_by_id IS NULL`,
    [figures.map(({ figure }) => figure)],
  );
  return new Map(
    rows.map((row) => [row.figure, { id: row.id, versions: row.versions, content: contentOf(row) }]),
  );
}
