import type { Column } from "../../resolvers/model/columns.js";
import type { Folder } from "./folder.js";
import type { Item } from "./read.js";

const FORMS: Record<string, { test: (text: string) => boolean; words: string }> = {
  integer: { test: (text) => /^-?\d{1,9}$/.test(text), words: "a whole number" },
  numeric: {
    test: (text) => /^-?\d{1,40}(\.\d{1,20})?$/.test(text),
    words: "a number such as 38500000000 or 77.66",
  },
  date: { test: isDay, words: "a day such as 2021-09-14" },
  boolean: { test: (text) => /^(true|false)$/.test(text), words: "true or false" },
};

/** A value in the form its column takes; the folder hears of one that has another. */
export function readValue(item: Item, column: Column, value: unknown, folder: Folder): unknown {
  if (column.list) {
    const entries: unknown[] = Array.isArray(value) ? value : [value];
    return entries.map((entry) => readText(item, column, entry, folder));
  }
  const text = readText(item, column, value, folder);
  const form = FORMS[column.cast];
  if (form && !form.test(text))
    folder.complain(item, `${column.property} must be ${form.words}, not ${text}`);
  const values = column.graphql?.enumName ? Object.keys(column.graphql.type) : undefined;
  if (values && !values.includes(text))
    folder.complain(item, `${column.property} must be one of ${values.join(", ")}, not ${text}`);
  return column.cast === "boolean" ? text === "true" : text;
}

function readText(item: Item, { property }: Column, value: unknown, folder: Folder): string {
  if (typeof value === "string") return value;
  folder.complain(item, `${property} must be a text, not ${JSON.stringify(value)}`);
  return "";
}

/** Whether the calendar has the day; it has no 30 February. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const moment = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text);
}
