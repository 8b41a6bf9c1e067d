import { isUtf8 } from "node:buffer";
import { readdirSync, readFileSync, type Stats, statSync } from "node:fs";
import { join } from "node:path";
import { StartError } from "../errors.js";
import type { Mistakes } from "./mistakes.js";

/** The one file that is a table; all others are YAML. */
export const TABLE = "observation.csv";

/** A data file's name and its text. */
export interface SourceFile {
  file: string;
  text: string;
}

/**
 * The data files of a folder in the order of their names. Hidden files are none of a report, since volumes and file
 * managers put some everywhere; whatever else stands there and cannot be read as data is a mistake.
 */
export function filesOf(folder: string, mistakes: Mistakes): SourceFile[] {
  const names = namesIn(folder).filter((name) => !name.startsWith("."));
  const files = names.sort().flatMap((file): SourceFile[] => {
    const path = join(folder, file);
    const isData = file === TABLE || /\.ya?ml$/.test(file);
    const fault =
      unreadable(path) ??
      (isData
        ? undefined
        : `it is not read: data stands in files that end in .yaml or .yml, and in ${TABLE}`);
    if (fault !== undefined) {
      if (isData) mistakes.lose(fault, { file });
      else mistakes.add(fault, { file });
      return [];
    }
    const text = textOf(path, file, mistakes);
    return text === undefined ? [] : [{ file, text }];
  });
  if (names.length === 0) throw new StartError(`${folder} holds no .yaml or .csv file.`);
  return files;
}

function namesIn(folder: string): string[] {
  try {
    if (!statSync(folder).isDirectory()) throw new Error("it is not a folder");
    return readdirSync(folder);
  } catch (error) {
    throw new StartError(`The folder ${folder} cannot be read: ${(error as Error).message}`);
  }
}

/** Why a path leads to no file; asked before it is opened, since opening a pipe would wait for ever. */
function unreadable(path: string): string | undefined {
  let found: Stats;
  try {
    found = statSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === "ENOENT" ? "it is a link that leads nowhere" : `it cannot be read (${code})`;
  }
  if (found.isDirectory()) return "it is a folder; the files of a report stand side by side";
  return found.isFile() ? undefined : "it is no regular file";
}

function textOf(path: string, file: string, mistakes: Mistakes): string | undefined {
  try {
    const bytes = readFileSync(path);
    // Without the byte order mark, if it has one.
    if (isUtf8(bytes)) return new TextDecoder().decode(bytes);
    const { line, place, byte } = firstForeign(bytes);
    const hex = byte.toString(16).toUpperCase().padStart(2, "0");
    mistakes.lose(`byte ${place} of the file, 0x${hex}, is not UTF-8; save the file as UTF-8`, {
      file,
      line,
    });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    mistakes.lose(`it cannot be read (${code ?? message})`, { file });
  }
  return undefined;
}

/** The first byte that is not UTF-8. No letter of more than one byte holds a line feed, so each line can be tried alone. */
function firstForeign(bytes: Buffer): { line: number; place: number; byte: number } {
  let start = 0;
  for (let line = 1; ; line++) {
    const feed = bytes.indexOf(0x0a, start);
    const end = feed < 0 ? bytes.length : feed;
    const text = bytes.subarray(start, end);
    if (!isUtf8(text) || feed < 0) {
      const offset = Buffer.from(text.toString("utf8")).findIndex((byte, index) => byte !== text[index]);
      return { line, place: start + offset + 1, byte: text[offset] ?? 0 };
    }
    start = feed + 1;
  }
}
