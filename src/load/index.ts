import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { DataSource } from "typeorm";
import { THINGS, type ThingPrefix } from "../../entities/index.js";
import type { Entity } from "../../resolvers/model/columns.js";
import { alone } from "../database/index.js";
import { StartError } from "../errors.js";
import { type Figure, figureOf } from "./figures.js";
import { Folder, prefixOf } from "./folder.js";
import { type Item, readFolder } from "./read.js";
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
    await refuseOthers(dataSource, context, items);
    if (context.mistakes.length > 0)
      throw new StartError(
        `${folder} was not loaded; ${context.mistakes.length} mistakes:\n${context.mistakes.join("\n")}`,
      );
    return write(dataSource, context.reportId, things, links, figures);
  });
}

/** What another report has told is referred to by its id, not told again: its own source would be lost. */
async function refuseOthers(dataSource: DataSource, context: Folder, items: Item[]): Promise<void> {
  const tables = Object.values(THINGS).map(
    ({ entity }) => `SELECT id, report_id FROM "${tableOf(dataSource, entity)}"`,
  );
  const told = [...tables, "SELECT figure, report_id FROM observation"].join(" UNION ALL ");
  const others: { id: string; report_id: string }[] = await dataSource.query(
    `SELECT DISTINCT id, report_id FROM (${told}) told WHERE id = ANY($1) AND report_id <> $2`,
    [items.map(({ values }) => String(values.id)), context.reportId],
  );
  const owners = new Map(others.map(({ id, report_id: owner }) => [id, owner]));
  for (const item of items) {
    const owner = owners.get(String(item.values.id));
    if (owner) context.complain(item, `${owner} tells of it already; refer to it by its id`);
  }
}

const tableOf = (dataSource: DataSource, entity: Entity): string =>
  dataSource.getMetadata(entity as never).tableName;

/** Loads every report of a folder of folders that the database does not have; returns what was loaded. */
export async function loadMissing(dataSource: DataSource, reportsDir: string): Promise<Loaded[]> {
  if (!existsSync(reportsDir)) throw new StartError(`REPORTS_DIR: there is no folder ${reportsDir}.`);
  const folders = readdirSync(reportsDir, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const loaded: Loaded[] = [];
  // In the order of their names, so that a later report can refer to what an earlier one tells.
  for (const { name } of folders.sort((a, b) => (a.name < b.name ? -1 : 1))) {
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
      const table = tableOf(dataSource, entity);
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
