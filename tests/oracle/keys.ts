import type { Column } from "../../resolvers/model/columns.js";
import type { Model } from "../../resolvers/model/model.js";
import type { By } from "./asks.js";
import { along, type Compare, columnOf, comparing, memberOf } from "./compare.js";
import { exact, written } from "./decimal.js";
import type { Row, Rows, Value } from "./rows.js";
import { dayOf, type Span, spanOf } from "./spans.js";
import { byCodePoint, composed } from "./text.js";

/** One thing that rows are grouped by. */
export interface Key {
  /** The names on the way to it, and what it is there: the code of a dimension, a span, or VALUE. */
  names: string[];
  what: string;
  /** What distinguishes the groups of two rows, which sorts too; null where it is absent. */
  of: (row: Row) => Value;
  compare: Compare;
  /** Of a dimension: the member. */
  member?: (row: Row) => Row | undefined;
  /** The key as it is answered. */
  shown: (row: Row) => Value | Span | Row;
}

/** The names on the way to what an item names, and what it names there. */
export function stepsOf(by: By): { names: string[]; what: string } {
  const [[name, inner] = []] = Object.entries(by);
  if (name === undefined || inner === undefined) throw new Error("An item names nothing.");
  if (typeof inner === "string") return { names: [name], what: inner };
  const { names, what } = stepsOf(inner);
  return { names: [name, ...names], what };
}

/** What an item of `by` means. */
export function keyOf(rows: Rows, model: Model, by: By): Key {
  const { names, what: named } = stepsOf(by);
  const what = composed(named);
  const { target, find } = along(rows, model, names.slice(0, -1));
  const property = names.at(-1) as string;
  if (property === "dimension" && !target.columns.has(property)) {
    const member = (row: Row) => memberOf(rows, target, find(row), what);
    const shown = (row: Row) => {
      const found = member(row);
      return found
        ? { id: found.id ?? null, code: found.code ?? null, position: found.position ?? null }
        : null;
    };
    return { names, what, of: (row) => member(row)?.id ?? null, compare: byId, member, shown };
  }
  const column = columnOf(target, property);
  const held = (row: Row) => find(row)?.[property] ?? null;
  if (what === "VALUE") {
    const compare = comparing(target, column);
    return { names, what, of: held, compare, shown: (row) => shownOf(column, held(row)) };
  }
  const shown = (row: Row) => {
    const value = held(row);
    if (value === null) return null;
    return spanOf(column.cast === "date" ? String(value) : dayOf(String(value)), what);
  };
  const compare: Compare = (left, right) => byCodePoint(String(left), String(right));
  return { names, what, of: (row) => shown(row)?.start ?? null, compare, shown };
}

const byId: Compare = (left, right) => byCodePoint(String(left), String(right));

const shownOf = ({ cast }: Column, value: Value): Value =>
  cast === "numeric" && value !== null ? written(exact(String(value))) : value;

/** What rows of one group have in common. */
export function groupOf(keys: readonly Key[], row: Row): string {
  return JSON.stringify(keys.map(({ of, what, shown }) => (what === "VALUE" ? shown(row) : of(row))));
}
