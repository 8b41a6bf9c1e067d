import type { Model } from "../../resolvers/model/model.js";
import type { GroupsAsk, MeasureAsk, RatioAsk } from "./asks.js";
import {
  byMember,
  type Compare,
  columnOf,
  compareBy,
  comparing,
  type Order,
  type Term,
  wayOf,
} from "./compare.js";
import { unknownCodes, unknownDimensions } from "./codes.js";
import { type Conditions, meets } from "./conditions.js";
import { judge } from "./having.js";
import { groupOf, type Key, keyOf, stepsOf } from "./keys.js";
import { isRefused, measure } from "./measures.js";
import { type AnsweredRatio, QUOTIENT, ratioMistakeOf, ratioOf, ratiosIn } from "./ratios.js";
import { Refusal } from "./refusal.js";
import { hasNull, namesOne, wrongPage } from "./refusals.js";
import type { Row, Rows, Value } from "./rows.js";
import { composed } from "./text.js";

/** Where an answer was refused in one place, the others standing. */
export interface Fault {
  path: (string | number)[];
  reason: RegExp;
}

/** What the whole of an answer may be refused for, or must be. */
export class Refusals {
  readonly must: Refusal[] = [];
  readonly may: Refusal[] = [];
}

const PAGE = 50;

type RatioOrder = RatioAsk & { direction: string };

interface Group {
  keys: readonly Key[];
  members: readonly Row[];
}

/** Whatever is wrong with the arguments of groups. */
export function* groupMistakesOf(rows: Rows, model: Model, ask: GroupsAsk): Iterable<Refusal> {
  if (wrongPage(ask.first)) yield new Refusal(/first must be from 0 to 1000/);
  if (!ask.by.every(namesOne) || ask.orderBy?.some((item) => !namesOne(item)))
    yield new Refusal(/exactly one/);
  else {
    for (const by of ask.by) yield* unknownDimensions(rows, model, by);
    const named = ask.by.map(textOf);
    if (new Set(named).size < named.length) yield new Refusal(/named twice/);
    const fields = ask.by.map((by) => stepsOf(by)).map(({ names, what }) => fieldOf(names, what));
    const ordered = (ask.orderBy ?? [])
      .flatMap(({ keys }) => (keys ? [wayOf(keys as Order)] : []))
      .map(({ names, dimension }) => fieldOf(names, dimension));
    if (ordered.some((one) => !fields.includes(one))) yield new Refusal(/not among by/);
  }
  for (const ratio of [...ratiosIn(ask.having), ...ratiosIn(ask.orderBy)]) {
    const mistake = ratioMistakeOf(rows, model, ratio);
    if (mistake) yield mistake;
  }
  for (const where of [ask.where, ask.having]) if (where && hasNull(where)) yield new Refusal(/null/);
  if (ask.where) yield* unknownCodes(rows, model, ask.where);
}

/** A mistake in the condition of one measure, which no groups may hide. */
export const measureMistakesOf = (rows: Rows, model: Model, { measures }: GroupsAsk): Refusal[] =>
  measures.flatMap(({ where }) => (where ? mistakesIn(rows, model, where) : []));

const mistakesIn = (rows: Rows, model: Model, where: Conditions): Refusal[] => [
  ...(hasNull(where) ? [new Refusal(/null/)] : []),
  ...unknownCodes(rows, model, where),
];

/** The measures that are null where they are refused. */
const NULLABLE = ["sum", "avg", "min", "max"];

const anyOf = (mistakes: Refusal[]): Refusal | undefined =>
  mistakes.length > 0
    ? new Refusal(new RegExp(mistakes.map(({ reason }) => reason.source).join("|")))
    : undefined;

/** What a key is found by: its names, and for a member the dimension. */
const fieldOf = (names: string[], what: string | undefined): string =>
  [...names, ...(names.at(-1) === "dimension" && what !== "VALUE" ? [composed(what ?? "")] : [])].join();

const textOf = (by: GroupsAsk["by"][number]): string => {
  const { names, what } = stepsOf(by);
  return composed([...names, what].join());
};

/** The groups of the rows of a list, as they are answered. */
export function groupsOf(
  rows: Rows,
  model: Model,
  ask: GroupsAsk,
  listed: readonly Row[],
  path: (string | number)[],
  refusals: Refusals,
  faults: Fault[],
): unknown[] {
  const mistakes = Array.from(groupMistakesOf(rows, model, ask));
  refusals.must.push(...mistakes);
  if (mistakes.length > 0) return [];
  const { where, having } = ask;
  const all = where ? listed.filter((row) => meets(rows, model, row, where)) : listed;
  const keys = ask.by.map((by) => keyOf(rows, model, by));
  const open = new Map<Group, readonly Refusal[]>();
  const kept = parted(keys, all).filter((group) => {
    if (!having) return true;
    const { stays, refusals: found } = judge(rows, model, group.members, having);
    if (stays === undefined) open.set(group, found);
    else refusals.may.push(...found);
    return stays ?? true;
  });
  const ordered = ordering(rows, model, ask, keys, kept, refusals);
  const page = ask.first ?? PAGE;
  let counted = 0;
  // Whoever has a whole page need not look at the groups behind it.
  for (const group of ordered) {
    const found = open.get(group);
    if (found) (counted < page ? refusals.must : refusals.may).push(...found);
    else counted += 1;
  }
  return ordered
    .slice(0, page)
    .map((group, index) => shown(rows, model, ask, group, [...path, index], refusals, faults));
}

function parted(keys: readonly Key[], all: readonly Row[]): Group[] {
  if (keys.length === 0) return [{ keys, members: all }];
  const groups = new Map<string, Row[]>();
  for (const row of all) {
    const group = groupOf(keys, row);
    groups.set(group, [...(groups.get(group) ?? []), row]);
  }
  return Array.from(groups.values(), (members) => ({ keys, members }));
}

const first = ({ members }: Group): Row => members[0] as Row;

function ordering(
  rows: Rows,
  model: Model,
  ask: GroupsAsk,
  keys: readonly Key[],
  groups: Group[],
  refusals: Refusals,
): Group[] {
  const numeric: Compare = (left, right) => Number(left) - Number(right);
  // What decides the order must not be refused, unless something else has decided it.
  const decisive = (index: number, of: (group: Group) => Value | Refusal) => {
    const found = new Map(groups.map((group) => [group, of(group)]));
    const refused = Array.from(found.values()).filter(isRefused);
    const settled = index > 0 || groups.length < 2 || ask.first === 0;
    (settled ? refusals.may : refusals.must).push(...refused);
    return (group: Group): Value => {
      const one = found.get(group) as Value | Refusal;
      return isRefused(one) ? null : one;
    };
  };
  const byRatio = ({ direction, ...asked }: RatioOrder, index: number): Term<Group> => {
    const value = decisive(index, ({ members }) => {
      const found = ratioOf(rows, model, members, asked);
      return isRefused(found) ? found : (found as AnsweredRatio).value;
    });
    return { value, compare: comparing(model, QUOTIENT), down: direction === "DESC" };
  };
  const terms = (ask.orderBy ?? []).flatMap((item, index): Term<Group> | Term<Group>[] => {
    if (item.ratio) return byRatio(item.ratio as RatioOrder, index);
    const { names, direction, dimension } = wayOf(item as Order);
    const [what, ...rest] = names;
    const down = direction === "DESC";
    if (what === "count") return { value: ({ members }) => members.length, compare: numeric, down };
    const key = keys.find((one) => fieldOf(one.names, one.what) === fieldOf(rest, dimension));
    if (what === "keys" && key?.member) return byKey(key, down);
    if (what === "keys" && key) return { value: (group) => key.of(first(group)), compare: key.compare, down };
    const asked = { fn: what, property: rest[0] } as MeasureAsk;
    const value = decisive(index, ({ members }) => measure(rows, model, members, asked) as Value | Refusal);
    return { value, compare: measured(model, asked), down };
  });
  const byKeys = keys.flatMap((key) => byKey(key, false));
  return Array.from(groups).sort(compareBy([...terms, ...byKeys]));
}

const byKey = ({ of, compare, member }: Key, down: boolean): Term<Group>[] =>
  member
    ? byMember((group) => member(first(group)), down)
    : [{ value: (group) => of(first(group)), compare, down }];

function measured(model: Model, { property = "" }: MeasureAsk): Compare {
  const column = columnOf(model, property);
  return comparing(model, column);
}

function shown(
  rows: Rows,
  model: Model,
  ask: GroupsAsk,
  { keys, members }: Group,
  path: (string | number)[],
  refusals: Refusals,
  faults: Fault[],
): unknown {
  const made: Record<string, unknown> = {};
  const shownKeys = ask.keys.map(({ by }, index) => {
    const { names, what } = stepsOf(by);
    const key = keys.find((one) => one.names.join() === names.join() && one.what === composed(what));
    const deeper = names.slice(1).map(() => "v");
    if (!key) faults.push({ path: [...path, "keys", `k${index}`, ...deeper], reason: /not among by/ });
    const value = key && members[0] ? key.shown(members[0]) : null;
    // A key lies within the objects of the relations that lead to it.
    return [`k${index}`, deeper.reduce<unknown>((inner, name) => ({ [name]: inner }), value)];
  });
  if (ask.keys.length > 0) made.keys = Object.fromEntries(shownKeys);
  for (const [index, asked] of ask.measures.entries()) {
    const name = `m${index}`;
    const mistakes = asked.where ? mistakesIn(rows, model, asked.where) : [];
    // What may not be null takes all that it stands in with it.
    if (!NULLABLE.includes(asked.fn)) refusals.must.push(...mistakes);
    const value = anyOf(mistakes) ?? measure(rows, model, members, asked);
    if (isRefused(value)) faults.push({ path: [...path, name, asked.property ?? ""], reason: value.reason });
    const visible = isRefused(value) ? null : value;
    made[name] = asked.property === undefined ? visible : { [asked.property]: visible };
  }
  for (const [index, asked] of ask.ratios.entries()) {
    const name = `r${index}`;
    const value = ratioMistakeOf(rows, model, asked) ?? ratioOf(rows, model, members, asked);
    if (isRefused(value)) faults.push({ path: [...path, name], reason: value.reason });
    made[name] = isRefused(value) ? null : value;
  }
  return made;
}
