import type { Column } from "../../resolvers/model/columns.js";
import type { Folder } from "./folder.js";
import type { Item, Value } from "./item.js";
import { shown } from "./mistakes.js";

const FORMS: Record<string, { test: (text: string) => boolean; words: string }> = {
  integer: { test: (text) => /^-?\d{1,9}$/.test(text), words: "a whole number of at most 9 digits" },
  numeric: {
    test: (text) => /^-?\d{1,40}(\.\d{1,20})?$/.test(text),
    words: "a number such as 38500000000 or 77.66, of at most 40 digits and 20 decimals",
  },
  date: { test: isDay, words: "a day such as 2021-09-14" },
  boolean: { test: (text) => /^(true|false)$/.test(text), words: "true or false" },
};

/** A value in the form its column takes; the folder hears of one that has another. */
export function readValue(item: Item, column: Column, value: Value | undefined, folder: Folder): unknown {
  const key = column.property;
  if (column.list) return [value ?? []].flat();
  const text = folder.textOf(item, key);
  if (text === undefined) return "";
  const form = FORMS[column.cast];
  if (form && !form.test(text))
    folder.complain(item, `${key} must be ${form.words}, not ${shown(text)}`, key);
  const values = column.graphql?.enumName ? Object.keys(column.graphql.type) : undefined;
  if (values && !values.includes(text))
    folder.complain(item, `${key} must be one of ${values.join(", ")}, not ${shown(text)}`, key);
  return column.cast === "boolean" ? text === "true" : text;
}

/** Whether the calendar has the day; it has no 30 February, and no year 0. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || text.startsWith("0000")) return false;
  const moment = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text);
}
