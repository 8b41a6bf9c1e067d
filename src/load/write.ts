import type { EntityManager } from "typeorm";
import { Link } from "../../entities/link.js";
import { snake } from "../../entities/naming.js";
import { columnsOf } from "../../resolvers/model/columns.js";
import type { LinkRow } from "./things.js";

/** How many rows a load wrote. */
export interface Written {
  added: number;
  changed: number;
}

/** Inserts rows and updates those that differ; rows that are as they should be are not touched. */
export async function upsert(
  db: EntityManager,
  entity: Parameters<typeof columnsOf>[0],
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

/**
 * Writes the links of the things of a folder; a link that the folder no longer names goes, as a changed column's old
 * value does. Returns the ids of those that went, too.
 */
export async function writeLinks(
  db: EntityManager,
  from: string[],
  links: LinkRow[],
): Promise<{ written: Written; removed: string[] }> {
  const [removed]: [{ id: string }[], number] = await db.query(
    `DELETE FROM link WHERE from_id = ANY($1)
       AND NOT EXISTS (SELECT FROM unnest($2::text[]) AS named (id) WHERE named.id = link.id) RETURNING id`,
    [from, links.map(({ id }) => id)],
  );
  return { written: await upsert(db, Link, links, ["id"]), removed: removed.map(({ id }) => id).sort() };
}
