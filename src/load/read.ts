import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { parse as parseCsv } from "csv-parse/sync";
import { parse as parseYaml } from "yaml";
import { StartError } from "../errors.js";

/** One item of a data file as it was written, not yet checked. */
export interface Item {
  /** Where it stands, for messages: telecom.yaml operators[3]. */
  place: string;
  /** Its collection: a plural such as operators, or observations. */
  collection: string;
  values: Record<string, unknown>;
}

/** Reads every data file of a report's folder; throws a StartError that names the file which cannot be read. */
export function readFolder(folder: string): Item[] {
  const files = filesOf(folder);
  if (files.length === 0) throw new StartError(`${folder} holds no .yaml or .csv file.`);
  return files.flatMap((file) => {
    const text = readFileSync(join(folder, file), "utf8").normalize("NFC");
    try {
      return file.endsWith(".csv") ? readTable(file, text) : readCollections(file, text);
    } catch (error) {
      throw new StartError(`${join(folder, file)} cannot be read: ${(error as Error).message}`);
    }
  });
}

function filesOf(folder: string): string[] {
  try {
    if (!statSync(folder).isDirectory()) throw new Error("it is not a folder");
    return readdirSync(folder)
      .filter((file) => /\.(yaml|csv)$/.test(file))
      .sort();
  } catch (error) {
    throw new StartError(`The folder ${folder} cannot be read: ${(error as Error).message}`);
  }
}

function readCollections(file: string, text: string): Item[] {
  const content: unknown = parseYaml(text);
  if (typeof content !== "object" || content === null || Array.isArray(content))
    throw new Error("it must be a map of collections");
  return Object.entries(content).flatMap(([collection, items]) => {
    if (!Array.isArray(items)) throw new Error(`${collection} must be a list`);
    return items.map((values, index) => {
      const place = `${file} ${collection}[${index}]`;
      if (typeof values !== "object" || values === null) throw new Error(`${place} must be a map`);
      return { place, collection, values };
    });
  });
}

/** observation.csv: one row a figure; an empty cell is an absent value. */
function readTable(file: string, text: string): Item[] {
  const rows: Record<string, string>[] = parseCsv(text, {
    columns: true,
    bom: true,
    trim: true,
    skip_empty_lines: true,
  });
  const collection = `${basename(file, ".csv")}s`;
  return rows.map((row, index) => {
    const filled = Object.entries(row).filter(([, cell]) => cell !== "");
    return { place: `${file} line ${index + 2}`, collection, values: Object.fromEntries(filled) };
  });
}
