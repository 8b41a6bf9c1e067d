import type { Place } from "./mistakes.js";

/** What stands behind a key: a text that can be stored, or a list of them. */
export type Value = string | string[];

/** One item of a data file as it was written; its texts are composed (NFC). */
export interface Item {
  file: string;
  /** The line that it begins on. */
  line: number;
  /** Its collection: a plural such as operators, or observations. */
  collection: string;
  /** What it is called where it has no id: operators[3]. */
  name?: string;
  /** Undefined stands for a value that is reported already; an absent one has no key. */
  values: Record<string, Value | undefined>;
  /** The lines of its keys, where they have lines of their own. */
  lines?: ReadonlyMap<string, number>;
  /** Set where some of it could not be read: it counts as known, and nothing more is said of it. */
  partial?: true;
}

/** The id of an item; empty where none is written. */
export function idOf({ values }: Item): string {
  return typeof values.id === "string" ? values.id : "";
}

/** Where an item stands, or one key of it. */
export function placeOf(item: Item, key?: string): Place {
  const line = (key === undefined ? undefined : item.lines?.get(key)) ?? item.line;
  return { file: item.file, line, item: idOf(item) || item.name };
}
