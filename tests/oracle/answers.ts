import type { Model } from "../../resolvers/model/model.js";
import type { ListAsk } from "./asks.js";
import { along, memberOf, orderOf } from "./compare.js";
import { meets } from "./conditions.js";
import { type Fault, groupMistakesOf, groupsOf, measureMistakesOf, Refusals } from "./grouping.js";
import type { Refusal } from "./refusal.js";
import { mistakesOf } from "./refusals.js";
import type { Row, Rows } from "./rows.js";

/** Stands for a cursor, whatever it is. */
export const CURSOR = Symbol("a cursor");

/** The answer that a list must have, as far as its rows settle it. */
export interface Expected {
  value: unknown;
  faults: Fault[];
  refusals: Refusals;
  /** How many rows the list could have, and how many meet its conditions. */
  of: number;
  found: number;
  /** The rows of the page. */
  page: readonly Row[];
}

const PAGE = 50;

/** Every mistake in a list and within, whether or not there are rows by which it is met. */
function allMistakes(rows: Rows, ask: ListAsk): Refusal[] {
  const { model } = ask;
  return [
    ...mistakesOf(rows, ask),
    ...ask.groups.flatMap((groups) => [
      ...groupMistakesOf(rows, model, groups),
      ...measureMistakesOf(rows, model, groups),
    ]),
    ...ask.inner.flatMap((inner) => allMistakes(rows, inner)),
  ];
}

/** What a list of the root must be answered with. */
export function answerTo(rows: Rows, ask: ListAsk): Expected {
  const expected: Expected = {
    value: null,
    faults: [],
    refusals: new Refusals(),
    of: 0,
    found: 0,
    page: [],
  };
  expected.refusals.may.push(...allMistakes(rows, ask));
  const all = rows.all(ask.model);
  expected.of = all.length;
  expected.value = listOf(rows, ask, all, [ask.field], expected, (found, page) => {
    expected.found = found;
    expected.page = page;
  });
  return expected;
}

function listOf(
  rows: Rows,
  ask: ListAsk,
  all: readonly Row[],
  path: (string | number)[],
  expected: Expected,
  count?: (found: number, page: readonly Row[]) => void,
): unknown {
  const mistakes = Array.from(mistakesOf(rows, ask));
  expected.refusals.must.push(...mistakes);
  if (mistakes.length > 0) return null;
  const { model, where, behind } = ask;
  const found = where ? all.filter((row) => meets(rows, model, row, where)) : all;
  const order = orderOf(rows, model, ask.orderBy);
  const follow = found.filter((row) => !behind || order(behind, row) < 0).sort(order);
  const page = follow.slice(0, ask.first ?? PAGE);
  count?.(found.length, page);
  const made: Record<string, unknown> = {};
  if (ask.columns)
    made.nodes = page.map((row, index) => nodeOf(rows, ask, row, [...path, "nodes", index], expected));
  if (ask.edges) {
    made.edges = page.map(({ id }) => ({ cursor: CURSOR, node: { id } }));
    const end = page.length > 0 ? CURSOR : null;
    made.pageInfo = {
      hasNextPage: follow.length > page.length,
      hasPreviousPage: ask.after !== undefined,
      startCursor: end,
      endCursor: end,
    };
  }
  if (ask.total) made.totalCount = found.length;
  for (const [index, groups] of ask.groups.entries()) {
    const name = `g${index}`;
    const { refusals, faults } = expected;
    made[name] = groupsOf(rows, model, groups, found, [...path, name], refusals, faults);
  }
  return made;
}

function nodeOf(rows: Rows, ask: ListAsk, row: Row, path: (string | number)[], expected: Expected): unknown {
  const { model, columns = [], ones, members = [], short, inner } = ask;
  const made: Record<string, unknown> = { id: row.id };
  for (const name of columns) made[name] = row[name] ?? null;
  for (const name of ones) {
    const related = rows.one(row, model, name);
    made[name] = related ? { id: related.id } : null;
  }
  for (const [index, code] of members.entries()) {
    const member = memberOf(rows, model, row, code);
    made[`d${index}`] = member ? { id: member.id } : null;
  }
  for (const name of short) {
    const { target } = along(rows, model, [name]);
    const related = Array.from(rows.follow(row, model, name));
    if (!listed(model, name)) related.sort(orderOf(rows, target, undefined));
    made[name] = related.map((one) => shortOf(one));
  }
  for (const [index, list] of inner.entries()) {
    const name = `l${index}`;
    made[name] = listOf(rows, list, rows.follow(row, model, list.field), [...path, name], expected);
  }
  return made;
}

/** Whether the related rows are listed by a column of the row, whose order they keep. */
const listed = (model: Model, name: string): boolean =>
  model.columns.get(model.relations[name]?.from ?? "")?.list === true;

/** A row of a short list: by its id, or by what a figure is broken down by. */
const shortOf = ({ id, dimension, member }: Row): unknown =>
  id === undefined ? { dimension, member } : { id };
