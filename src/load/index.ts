import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { type DataSource, type EntityManager, QueryFailedError } from "typeorm";
import { THINGS } from "../../entities/index.js";
import { alone } from "../database/index.js";
import { StartError } from "../errors.js";
import { type Figure, figureOf } from "./figures.js";
import { FIGURES, Folder } from "./folder.js";
import { KINDS, type Kind } from "./kinds.js";
import { type Item, readFolder } from "./read.js";
import { type LinkRow, linkRows, type Row, thingRow } from "./things.js";
import { writeFigures } from "./versions.js";
import { upsert, type Written, writeLinks } from "./write.js";

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
export async function loadFolder(dataSource: DataSource, folder: string): Promise<Loaded> {
  const items = readFolder(folder);
  return alone(dataSource, ({ manager }) => loadItems(manager, folder, items));
}

/** Loads every report of a folder of folders that the database does not have; returns what was loaded. */
export async function loadMissing(dataSource: DataSource, reportsDir: string): Promise<Loaded[]> {
  const loaded: Loaded[] = [];
  // In the order of their names, so that a later report can refer to things of an earlier one.
  for (const folder of foldersOf(reportsDir).sort()) {
    const items = readFolder(folder);
    const report = items.find(({ collection }) => collection === "reports");
    const outcome = await alone(dataSource, async ({ manager }) => {
      const [row] = await manager.query("SELECT FROM report WHERE id = $1", [report?.values.id]);
      return row ? undefined : loadItems(manager, folder, items);
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
      .filter((path) => statSync(path, { throwIfNoEntry: false })?.isDirectory());
  } catch (error) {
    throw new StartError(`REPORTS_DIR: ${reportsDir} cannot be read: ${(error as Error).message}`);
  }
}

/** The rows of a folder. */
interface Content {
  things: Map<Kind, Row[]>;
  links: LinkRow[];
  figures: Figure[];
}

async function loadItems(db: EntityManager, folder: string, items: Item[]): Promise<Loaded> {
  const context = new Folder(items);
  const content = contentOf(items, context);
  await refuseOthers(db, context, items);
  const held: { id: string }[] = await db.query("SELECT id FROM thing WHERE id = ANY($1)", [
    context.foreignIds,
  ]);
  const mistakes = context.mistakes(new Set(held.map(({ id }) => id)));
  if (mistakes.length > 0)
    throw new StartError(
      `${folder} was not loaded; ${mistakes.length} mistake${mistakes.length > 1 ? "s" : ""}:\n${mistakes.join("\n")}`,
    );
  return db
    .transaction((transaction) => write(transaction, context, content))
    .catch((error) => {
      throw refusalOf(error, folder) ?? error;
    });
}

function contentOf(items: Item[], context: Folder): Content {
  const content: Content = { things: new Map(), links: [], figures: [] };
  for (const item of items) {
    const kind = KINDS.get(item.collection);
    if (kind) {
      const rows = content.things.get(kind) ?? [];
      content.things.set(kind, rows);
      rows.push(thingRow(item, kind, context));
      content.links.push(...linkRows(item, context));
    } else if (item.collection === FIGURES) content.figures.push(figureOf(item, context));
    else context.complain(item, `there is no collection ${item.collection}`);
  }
  return content;
}

/** What another report holds is referred to by its id, not written again: its own source would be lost. */
async function refuseOthers(db: EntityManager, context: Folder, items: Item[]): Promise<void> {
  const others: { id: string; owner: string }[] = await db.query(
    `SELECT id, report_id AS owner FROM thing WHERE id = ANY($1) AND report_id <> $3
     UNION ALL SELECT figure, report_id FROM observation WHERE figure = ANY($2) AND report_id <> $3`,
    [context.thingIds, context.figureIds, context.reportId],
  );
  const owners = new Map(others.map(({ id, owner }) => [id, owner]));
  for (const item of items) {
    const owner = owners.get(String(item.values.id));
    if (owner) context.complain(item, `${owner} has it already; refer to it by its id`);
  }
}

async function write(db: EntityManager, context: Folder, content: Content): Promise<Loaded> {
  const written: Record<string, Written> = {};
  for (const [{ prefix }, rows] of content.things) {
    const { entity, many } = THINGS[prefix];
    written[many] = await upsert(db, entity, rows, ["id"]);
  }
  const links = await writeLinks(db, context.thingIds, content.links);
  written.links = links.written;
  written.observations = await writeFigures(db, content.figures);
  const { reportId } = context;
  return { reportId, written, kept: await keptOf(db, context), unlinked: links.removed };
}

/** The things and the current figures of a report that its folder does not name. */
async function keptOf(db: EntityManager, { reportId, thingIds, figureIds }: Folder): Promise<string[]> {
  const kept: { id: string }[] = await db.query(
    `SELECT id FROM (
       SELECT id FROM thing WHERE report_id = $1
       UNION ALL SELECT figure FROM observation WHERE report_id = $1 AND superseded_by_id IS NULL
     ) held
     WHERE NOT EXISTS (SELECT FROM unnest($2::text[]) AS named (id) WHERE named.id = held.id)
     ORDER BY id`,
    [reportId, [...thingIds, ...figureIds]],
  );
  return kept.map(({ id }) => id);
}

/** What a person can mend where the database refuses a value or a row; undefined for any other failure. */
function refusalOf(error: unknown, folder: string): StartError | undefined {
  if (!(error instanceof QueryFailedError)) return undefined;
  const { code = "", detail } = error.driverError as { code?: string; detail?: string };
  if (!/^2[23]/.test(code)) return undefined;
  return new StartError(`${folder} was not loaded: ${error.message}${detail ? `. ${detail}` : ""}`);
}
