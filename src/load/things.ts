import type { Column } from "../../resolvers/model/columns.js";
import { LinkRole } from "../../schema/enums/general.js";
import type { Folder } from "./folder.js";
import type { Kind } from "./kinds.js";
import { type Item, idOf } from "./item.js";
import { shown } from "./mistakes.js";
import { breakdownOf } from "./breakdown.js";
import { readValue } from "./values.js";

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
/** What a link in a role must lead to, where that is one kind. */
const TARGETS: Partial<Record<string, string>> = {
  SERVES: "programme",
  ON_THEME: "theme",
  DRAFT_OF: "document",
};
const OWN_KEYS: readonly string[] = ["id", "section", "lines"];

/** The row of a thing; the folder hears of what is wrong with it. */
export function thingRow(item: Item, kind: Kind, folder: Folder): Row {
  const { prefix, table, columns, targets, breakdown } = kind;
  const slug = folder.slugOf(item, prefix);
  const row: Row = { id: idOf(item) };
  for (const { property, cast, alias, list } of columns.values())
    if (!alias) row[property] ??= list ? [] : cast === "boolean" ? false : null;
  Object.assign(row, folder.sourceOf(item, prefix));
  for (const [key, value] of Object.entries(item.values)) {
    if (OWN_KEYS.includes(key) || ROLES.has(key)) continue;
    const column = columns.get(key);
    const reference = columns.get(`${key}Id`);
    if (column?.graphql && !column.alias) row[key] = readValue(item, column, value, folder);
    else if (reference) {
      const [id, target] = [folder.textOf(item, key), targets.get(`${key}Id`)];
      row[`${key}Id`] = id === undefined ? "" : folder.reference(item, key, id, target);
      if (id !== undefined && target === prefix)
        folder.below(item, key, id, { table, column: reference.sql });
    } else folder.complain(item, `there is no ${shown(key)}; known are ${keysOf(columns).join(", ")}`, key);
  }
  for (const { property, codeOf, list } of columns.values())
    if (codeOf && list)
      for (const code of [row[property] ?? []].flat())
        folder.need(
          item,
          `${codeOf.kind}:${code}`,
          `there is no ${codeOf.kind} ${shown(String(code))}`,
          property,
        );
  if (breakdown) breakdownOf(item, breakdown, [row[breakdown]].flat().map(String), folder);
  if (columns.has("code") && !folder.hasSource(prefix)) checkCode(item, row, slug, kind, folder);
  for (const { property, required } of columns.values())
    if (required && row[property] === null)
      folder.complain(item, `${property.replace(/Id$/, "")} is missing`);
  return row;
}

/** A definition's code is its id without the prefix, and without the code of what it is unique within. */
function checkCode(
  item: Item,
  row: Row,
  slug: string,
  { prefix, targets, codedWithin }: Kind,
  folder: Folder,
): void {
  const [outer = "", ...rest] = slug.split(".");
  const code = codedWithin ? rest.join(".") : slug;
  if (codedWithin && slug !== "") {
    const { property, example } = codedWithin;
    const target = targets.get(property);
    if (code === "" || row[property] !== `${target}:${outer}`)
      folder.complain(
        item,
        `the id of a ${prefix} is made of its ${target}'s code and its own: ${example}`,
        "id",
      );
  }
  if (row.code !== null && row.code !== code)
    folder.complain(item, `code must be ${code}, as its id says, or left out`, "code");
  row.code = code;
}

/** The links that an item names by their roles. */
export function linkRows(item: Item, folder: Folder): LinkRow[] {
  const fromId = idOf(item);
  return Object.entries(item.values).flatMap(([key, value]) => {
    const role = ROLES.get(key);
    if (!role || value === undefined) return [];
    return Array.from(new Set([value].flat()), (target) => {
      const toId = folder.reference(item, key, target, TARGETS[role]);
      return { id: `${fromId} ${key} ${toId}`, role, fromId, toId, validFrom: null, validTo: null };
    });
  });
}

/** The source of an item is written as section and lines, not as the columns that these become. */
const SOURCE_COLUMNS: readonly string[] = ["reportId", "sectionId", "lineStart", "lineEnd"];

function keysOf(columns: Map<string, Column>): string[] {
  const properties = Array.from(columns.keys()).filter((property) => !SOURCE_COLUMNS.includes(property));
  return ["section", "lines", ...properties.map((property) => property.replace(/Id$/, "")), ...ROLES.keys()];
}
