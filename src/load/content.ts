import { type Figure, figureOf } from "./figures.js";
import { FIGURES, Folder } from "./folder.js";
import type { Item } from "./item.js";
import { KINDS, type Kind } from "./kinds.js";
import { Mistakes, shown } from "./mistakes.js";
import { readFolder } from "./read.js";
import { type LinkRow, linkRows, type Row, thingRow } from "./things.js";

/** A folder as far as it can be judged without a database: its rows, and the mistakes found so far. */
export interface Content {
  folder: Folder;
  items: Item[];
  things: Map<Kind, Row[]>;
  links: LinkRow[];
  figures: Figure[];
}

/** Reads and checks a report's folder; its mistakes are in `folder.mistakes`, and a folder that is none is thrown. */
export function readContent(path: string): Content {
  const mistakes = new Mistakes();
  const items = readFolder(path, mistakes);
  const folder = new Folder(items, mistakes);
  const content: Content = { folder, items, things: new Map(), links: [], figures: [] };
  for (const item of items) if (!item.partial) add(item, content);
  return content;
}

function add(item: Item, { folder, things, links, figures }: Content): void {
  const kind = KINDS.get(item.collection);
  if (kind) {
    const rows = things.get(kind) ?? [];
    things.set(kind, rows);
    rows.push(thingRow(item, kind, folder));
    links.push(...linkRows(item, folder));
  } else if (item.collection === FIGURES) figures.push(figureOf(item, folder));
  else folder.complain(item, `there is no collection ${shown(item.collection)}`);
}
