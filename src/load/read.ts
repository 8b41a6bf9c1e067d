import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { parse as parseCsv } from "csv-parse/sync";
import { parse as parseYaml } from "yaml";
import { StartError } from "../errors.js";

/** One item of a data file as it was written, not yet checked; its texts are composed (NFC). */
export interface Item {
  /** Where it stands, for messages: telecom.yaml operators[3]. */
  place: string;
  /** Its collection: a plural such as operators, or observations. */
  collection: string;
  values: Record<string, unknown>;
}

const UTF8 = new TextDecoder("utf-8", { fatal: true });

/** Reads every data file of a report's folder; throws a StartError that names the file which cannot be read. */
export function readFolder(folder: string): Item[] {
  const files = filesOf(folder);
  if (files.length === 0) throw new StartError(`${folder} holds no .yaml or .csv file.`);
  return files.flatMap((file) => {
    try {
      const text = UTF8.decode(readFileSync(join(folder, file)));
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
      .filter((file) => /\.(ya?ml|csv)$/.test(file))
      .sort();
  } catch (error) {
    throw new StartError(`The folder ${folder} cannot be read: ${(error as Error).message}`);
  }
}

/** Every value is the text that was written, so that the number 1.10 of a document does not become 1.1. */
function readCollections(file: string, text: string): Item[] {
  const content = composed(parseYaml(text, { schema: "failsafe", customTags: ["null"] }));
  if (!isMap(content)) throw new Error("it must be a map of collections");
  return Object.entries(content).flatMap(([collection, items]) => {
    if (!Array.isArray(items)) throw new Error(`${collection} must be a list`);
    return items.map((values: unknown, index) => {
      const place = `${file} ${collection}[${index}]`;
      if (!isMap(values)) throw new Error(`${place} must be a map`);
      return { place, collection, values };
    });
  });
}

/** observation.csv: one row a figure; an empty cell is an absent value. */
function readTable(file: string, text: string): Item[] {
  const rows: { record: Record<string, string>; info: { lines: number } }[] = parseCsv(text, {
    columns: distinct,
    info: true,
    trim: true,
    skip_empty_lines: true,
  });
  const collection = `${basename(file, ".csv")}s`;
  return rows.map(({ record, info }) => {
    const filled = Object.entries(record).filter(([, cell]) => cell !== "");
    const values = composed(Object.fromEntries(filled)) as Record<string, string>;
    return { place: `${file} line ${info.lines}`, collection, values };
  });
}

function distinct(header: string[]): string[] {
  const twice = header.find((name, index) => header.indexOf(name) < index);
  if (twice !== undefined) throw new Error(`there are two columns ${twice}`);
  return header;
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What was read with every text in it composed, keys too: an escape may have written what the file's own text did not show. */
function composed(value: unknown): unknown {
  if (typeof value === "string") return composedText(value);
  if (Array.isArray(value)) return value.map(composed);
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [composedText(key), composed(inner)]),
  );
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: PostgreSQL's texts cannot hold this one
const UNSTORABLE = /\u0000|\p{Surrogate}/u;

function composedText(text: string): string {
  if (UNSTORABLE.test(text)) throw new Error(`${JSON.stringify(text)} has a character that cannot be stored`);
  return text.normalize("NFC");
}
