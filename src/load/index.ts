import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { DataSource, EntityManager } from "typeorm";
import { THINGS } from "../../entities/index.js";
import { alone } from "../database/index.js";
import { StartError } from "../errors.js";
import { type Content, readContent } from "./content.js";
import type { Folder } from "./folder.js";
import { placeOf } from "./item.js";
import { settle } from "./settle.js";
import { writeFigures } from "./versions.js";
import { reasonOf, RefusedRow, upsert, type Written, writeLinks } from "./write.js";

/** What a load did: rows added and changed by collection, and what of the report the folder no longer names. */
export interface Loaded {
  reportId: string;
  written: Record<string, Written>;
  /** Things and figures that stay in the database as they are. */
  kept: string[];
  /** Links that were taken away. */
  unlinked: string[];
}

/**
 * Loads a report's folder in one transaction: all of it or nothing. Loading the same folder again changes nothing;
 * a corrected figure becomes a new version. Throws a StartError that lists every mistake of the folder.
 */
export async function loadFolder(dataSource: DataSource, path: string): Promise<Loaded> {
  const content = readContent(path);
  return alone(dataSource, ({ manager }) => loadContent(manager, path, content));
}

/** Loads every report of a folder of folders that the database does not have; returns what was loaded. */
export async function loadMissing(dataSource: DataSource, reportsDir: string): Promise<Loaded[]> {
  const loaded: Loaded[] = [];
  // In the order of their names, so that a later report can refer to things of an earlier one.
  for (const path of foldersOf(reportsDir).sort()) {
    const content = readContent(path);
    const outcome = await alone(dataSource, async ({ manager }) => {
      const [row] = await manager.query("SELECT FROM report WHERE id = $1", [content.folder.reportId]);
      return row ? undefined : loadContent(manager, path, content);
    });
    if (outcome) loaded.push(outcome);
  }
  return loaded;
}

/** The folders in a folder, but for hidden ones: where a volume is mounted, those are not its reports. */
function foldersOf(reportsDir: string): string[] {
  try {
    return readdirSync(reportsDir)
      .filter((name) => !name.startsWith("."))
      .map((name) => join(reportsDir, name))
      .filter((path) => statSync(path).isDirectory());
  } catch (error) {
    throw new StartError(`REPORTS_DIR: ${reportsDir} cannot be read: ${(error as Error).message}`);
  }
}

async function loadContent(db: EntityManager, path: string, content: Content): Promise<Loaded> {
  const { folder } = content;
  await settle(db, content);
  folder.mistakes.refuse(path);
  try {
    return await db.transaction(async (transaction) => {
      const loaded = await write(transaction, content);
      // Within the transaction, so that a load that is said to have failed has left nothing.
      await analyze(transaction);
      return loaded;
    });
  } catch (error) {
    if (error instanceof RefusedRow) {
      const item = folder.itemOf(originOf(error.row));
      folder.mistakes.add(`the database refuses it: ${error.message}`, item && placeOf(item));
    } else {
      const reason = reasonOf(error);
      if (reason === undefined) throw error;
      folder.mistakes.add(`the database refuses it: ${reason}`);
    }
    folder.mistakes.refuse(path);
    throw error;
  }
}

/** Has PostgreSQL look at once how much the tables hold now: plans and costs are made from it. */
async function analyze(db: EntityManager): Promise<void> {
  const tables = db.connection.entityMetadatas.filter(({ tableType }) => tableType === "regular");
  await db.query(`ANALYZE ${tables.map(({ tablePath }) => `"${tablePath}"`).join(", ")}`);
}

/** The id of the item that a row was made of: a thing or a figure, or what belongs to it. */
function originOf({ figure, fromId, observationId, id }: Record<string, unknown>): string {
  return String(figure ?? fromId ?? observationId ?? id).replace(/@\d+$/, "");
}

async function write(db: EntityManager, { folder, things, links, figures }: Content): Promise<Loaded> {
  const written: Record<string, Written> = {};
  for (const [{ prefix }, rows] of things) {
    const { entity, many } = THINGS[prefix];
    written[many] = await upsert(db, entity, rows, ["id"]);
  }
  const { written: writtenLinks, removed } = await writeLinks(db, folder.thingIds, links);
  written.links = writtenLinks;
  written.observations = await writeFigures(db, figures);
  return { reportId: folder.reportId, written, kept: await keptOf(db, folder), unlinked: removed };
}

/** The things and the current figures of a report that its folder does not name. */
async function keptOf(db: EntityManager, { reportId, thingIds, figureIds }: Folder): Promise<string[]> {
  const kept: { id: string }[] = await db.query(
    `SELECT id FROM (
       SELECT id FROM thing WHERE report_id = $1
       UNION ALL SELECT figure FROM observation WHERE report_id = $1 AND superseded_by_id IS NULL
       EXCEPT SELECT unnest($2::text[])
     ) held
     ORDER BY id`,
    [reportId, [...thingIds, ...figureIds]],
  );
  return kept.map(({ id }) => id);
}
