import { getMetadataArgsStorage } from "typeorm";
import { THINGS, type ThingPrefix } from "../../entities/index.js";
import { type Column, columnsOf, type Entity } from "../../resolvers/model/columns.js";
import { LinkRole } from "../../schema/enums/general.js";
import type { Folder } from "./folder.js";
import type { Item } from "./read.js";

/** A row by its properties. */
export type Row = Record<string, unknown> & { id: string };

/** A row of the link table. */
export interface LinkRow extends Row {
  role: string;
  fromId: string;
  toId: string;
}

/** amends → AMENDS, basedOn → BASED_ON: the keys by which data files write links. */
const ROLES = new Map(
  Object.keys(LinkRole).map((role) => [
    role.toLowerCase().replace(/_(.)/g, (_, letter) => letter.toUpperCase()),
    role,
  ]),
);
const OWN_KEYS: readonly string[] = ["id", "section", "lines"];

/** The row of a thing; what is wrong with it is told to the folder. */
export function thingRow(item: Item, prefix: ThingPrefix, folder: Folder): Row {
  const columns = columnsOf(THINGS[prefix].entity);
  const slug = folder.slugOf(item, prefix);
  const row: Row = { id: String(item.values.id), aliases: [] };
  for (const { property, cast, alias } of columns.values())
    if (!alias) row[property] ??= cast === "boolean" ? false : null;
  // A definition's code is its id without the prefix; a member's also without its dimension.
  if (columns.has("code") && !folder.hasSource(prefix))
    row.code = prefix === "member" ? slug.replace(/^[^.]*\./, "") : slug;
  Object.assign(row, folder.sourceOf(item, prefix));
  for (const [key, value] of Object.entries(item.values)) {
    if (OWN_KEYS.includes(key) || ROLES.has(key) || value === null) continue;
    const column = columns.get(key);
    if (column?.graphql && !column.alias) row[key] = readValue(item, column, value, folder);
    else if (columns.has(`${key}Id`))
      row[`${key}Id`] = folder.reference(item, key, value, targetOf(prefix, `${key}Id`));
    else folder.complain(item, `there is no ${key}; known are ${keysOf(columns).join(", ")}`);
  }
  for (const { property, required } of columns.values())
    if (required && row[property] === null)
      folder.complain(item, `${property.replace(/Id$/, "")} is missing`);
  return row;
}

/** The links that an item names by their roles. */
export function linkRows(item: Item, folder: Folder): LinkRow[] {
  const fromId = String(item.values.id);
  return Object.entries(item.values).flatMap(([key, value]) => {
    const role = ROLES.get(key);
    if (!role || value === null) return [];
    const targets = Array.isArray(value) ? value : [value];
    return Array.from(new Set(targets.map(String)), (target) => {
      const toId = folder.reference(item, key, target);
      return { id: `${fromId} ${key} ${toId}`, role, fromId, toId, validFrom: null, validTo: null };
    });
  });
}

/** Where an item was told is written as section and lines, not as the columns that these become. */
const SOURCE_COLUMNS: readonly string[] = ["reportId", "sectionId", "lineStart", "lineEnd"];

function keysOf(columns: Map<string, Column>): string[] {
  const properties = Array.from(columns.keys()).filter((property) => !SOURCE_COLUMNS.includes(property));
  return ["section", "lines", ...properties.map((property) => property.replace(/Id$/, "")), ...ROLES.keys()];
}

/** The kind that a key column refers to; undefined where it may be any. */
function targetOf(prefix: ThingPrefix, property: string): ThingPrefix | undefined {
  const lineage = [THINGS[prefix].entity, Object.getPrototypeOf(THINGS[prefix].entity)] as Entity[];
  const key = getMetadataArgsStorage().foreignKeys.find(
    ({ target, propertyName }) => propertyName === property && lineage.includes(target as Entity),
  );
  return Object.entries(THINGS).find(([, { entity }]) => entity.name === key?.type)?.[0] as
    | ThingPrefix
    | undefined;
}

const FORMS: Record<string, { test: RegExp; words: string }> = {
  integer: { test: /^-?\d{1,9}$/, words: "a whole number" },
  numeric: { test: /^-?\d{1,40}(\.\d{1,20})?$/, words: "a number such as 38500000000 or 77.66" },
  date: { test: /^\d{4}-\d\d-\d\d$/, words: "a day such as 2021-09-14" },
  boolean: { test: /^(true|false)$/, words: "true or false" },
};

/** A value in the form its column takes. */
export function readValue(item: Item, column: Column, value: unknown, folder: Folder): unknown {
  if (column.list) return Array.isArray(value) ? value.map(String) : [String(value)];
  const text = String(value);
  const form = FORMS[column.cast];
  if (form && !form.test.test(text))
    folder.complain(item, `${column.property} must be ${form.words}, not ${text}`);
  const values = column.graphql?.enumName ? Object.keys(column.graphql.type) : undefined;
  if (values && !values.includes(text))
    folder.complain(item, `${column.property} must be one of ${values.join(", ")}, not ${text}`);
  return column.cast === "boolean" ? text === "true" : text;
}
