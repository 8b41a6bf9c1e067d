import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { DataSource } from "typeorm";
import { THINGS, type ThingPrefix } from "../../entities/index.js";
import "../../resolvers/index.js";
import { alone } from "../database.js";
import { StartError } from "../errors.js";
import { type Figure, figureOf } from "./figures.js";
import { Folder, prefixOf } from "./folder.js";
import { readFolder } from "./read.js";
import { type LinkRow, linkRows, type Row, thingRow } from "./things.js";
import { upsertThings, type Written, writeFigures, writeLinks } from "./write.js";

/** What a load did: rows added and changed by collection, and rows of the report that the folder does not name. */
export interface Loaded {
  reportId: string;
  written: Record<string, Written>;
  kept: string[];
}

/**
 * Loads a report's folder in one transaction: all of it or nothing. Loading the same folder again changes nothing;
 * a corrected figure becomes a new version. Throws a StartError that lists every mistake of the folder.
 */
export async function loadFolder(dataSource: DataSource, folder: string): Promise<Loaded> {
  const items = readFolder(folder);
  return alone(dataSource, async () => {
    const entries: { id: string }[] = await dataSource.query("SELECT id FROM thing");
    const held = new Set(entries.map(({ id }) => id));
    const context = new Folder(items, (id) => held.has(id));
    const things = new Map<ThingPrefix, Row[]>();
    const links: LinkRow[] = [];
    const figures: Figure[] = [];
    for (const item of items) {
      const prefix = prefixOf(item.collection);
      if (prefix) {
        things.set(prefix, [...(things.get(prefix) ?? []), thingRow(item, prefix, context)]);
        links.push(...linkRows(item, context));
      } else if (item.collection === "observations") figures.push(figureOf(item, context));
      else context.complain(item, `there is no collection ${item.collection}`);
    }
    if (context.mistakes.length > 0)
      throw new StartError(
        `${folder} was not loaded; ${context.mistakes.length} mistakes:\n${context.mistakes.join("\n")}`,
      );
    return write(dataSource, context.reportId, things, links, figures);
  });
}

/** Loads every report of a folder of folders that the database does not have; returns what was loaded. */
export async function loadMissing(dataSource: DataSource, reportsDir: string): Promise<Loaded[]> {
  if (!existsSync(reportsDir)) throw new StartError(`REPORTS_DIR: there is no folder ${reportsDir}.`);
  const folders = readdirSync(reportsDir, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const loaded: Loaded[] = [];
  for (const { name } of folders) {
    const folder = join(reportsDir, name);
    const report = readFolder(folder).find(({ collection }) => collection === "reports");
    const [row] = await dataSource.query("SELECT FROM report WHERE id = $1", [report?.values.id]);
    if (!row) loaded.push(await loadFolder(dataSource, folder));
  }
  return loaded;
}

function write(
  dataSource: DataSource,
  reportId: string,
  things: Map<ThingPrefix, Row[]>,
  links: LinkRow[],
  figures: Figure[],
): Promise<Loaded> {
  return dataSource.transaction(async (db) => {
    await db.query("SET LOCAL statement_timeout = 0");
    const written: Record<string, Written> = {};
    const kept: string[] = [];
    for (const [prefix, rows] of things) {
      const { entity, many } = THINGS[prefix];
      written[many] = await upsertThings(db, prefix, rows);
      const ids = rows.map(({ id }) => id);
      const table = db.getRepository(entity as never).metadata.tableName;
      const others = await db.query(`SELECT id FROM "${table}" WHERE report_id = $1 AND id <> ALL($2)`, [
        reportId,
        ids,
      ]);
      kept.push(...others.map(({ id }: Row) => id));
    }
    const from = Array.from(things.values(), (rows) => rows.map(({ id }) => id)).flat();
    written.links = await writeLinks(db, from, links);
    written.observations = await writeFigures(db, figures);
    return { reportId, written, kept };
  });
}
