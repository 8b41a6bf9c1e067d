import { type EntityManager, QueryFailedError } from "typeorm";
import { Link } from "../../entities/link.js";
import { snake } from "../../entities/naming.js";
import { columnsOf } from "../../resolvers/model/columns.js";
import type { LinkRow } from "./things.js";

/** How many rows a load wrote. */
export interface Written {
  added: number;
  changed: number;
}

/** A row that the database refuses, and why. */
export class RefusedRow extends Error {
  constructor(
    readonly row: Record<string, unknown>,
    reason: string,
  ) {
    super(reason);
  }
}

/** What a person can mend where the database refuses a value or a row; undefined for any other failure. */
export function reasonOf(error: unknown): string | undefined {
  if (!(error instanceof QueryFailedError)) return undefined;
  const { code = "", detail } = error.driverError as { code?: string; detail?: string };
  // Values out of range, constraints, and rows too long for an index.
  if (!/^(22|23|54)/.test(code)) return undefined;
  return `${error.message}${detail ? `. ${detail}` : ""}`;
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
  const insert = (some: object[]): Promise<{ added: boolean }[]> =>
    db.query(
      `INSERT INTO "${table}" AS t (${names}) SELECT ${columns.map(({ property }) => `"${property}"`)} FROM jsonb_to_recordset($1) AS r(${types})
     ON CONFLICT (${key.map((property) => `"${snake(property)}"`)}) ${conflict} RETURNING xmax = 0 AS added`,
      [JSON.stringify(some)],
    );
  await db.query("SAVEPOINT rows");
  const written = await insert(rows).catch(async (error) => {
    const reason = reasonOf(error);
    if (reason === undefined) throw error;
    await db.query("ROLLBACK TO rows");
    throw new RefusedRow(await refusedOf(db, rows, insert), reason);
  });
  await db.query("RELEASE rows");
  const added = written.filter((row) => row.added).length;
  return { added, changed: written.length - added };
}

/** The first row without which those before it would be taken, by halves; the rows are known not to be taken together. */
async function refusedOf(
  db: EntityManager,
  rows: object[],
  insert: (some: object[]) => Promise<unknown>,
): Promise<Record<string, unknown>> {
  let [taken, refused] = [0, rows.length];
  while (refused - taken > 1) {
    const middle = Math.floor((taken + refused) / 2);
    const isTaken = await insert(rows.slice(0, middle)).then(
      () => true,
      () => false,
    );
    await db.query("ROLLBACK TO rows");
    if (isTaken) taken = middle;
    else refused = middle;
  }
  return rows[refused - 1] as Record<string, unknown>;
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
