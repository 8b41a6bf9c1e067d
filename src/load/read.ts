import { readCollections } from "./collections.js";
import { COLUMNS } from "./figures.js";
import { filesOf, TABLE } from "./files.js";
import { FIGURES } from "./folder.js";
import type { Item } from "./item.js";
import type { Mistakes } from "./mistakes.js";
import { readTable } from "./table.js";

/** Reads every data file of a report's folder; throws a StartError where there is no such folder. */
export function readFolder(folder: string, mistakes: Mistakes): Item[] {
  return filesOf(folder, mistakes).flatMap((source) =>
    source.file === TABLE ? readTable(source, FIGURES, COLUMNS, mistakes) : readCollections(source, mistakes),
  );
}
