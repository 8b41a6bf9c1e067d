import { Origin } from "../../schema/enums/statistics.js";
import { ReportError } from "../../schema/errors.js";
import { choicesOf, type Model, orderable } from "../model/model.js";
import { type Batch, byKey, forEachKey, rowsOfKey } from "../sql/batch.js";
import { isDate, spanSql } from "../sql/dates.js";
import { type GroupArgs, Grouping } from "../sql/grouping.js";
import type { Key } from "../sql/keys.js";
import type { Measure } from "../sql/measure.js";
import type { ListArgs } from "../sql/page.js";
import { Quotient, type RatioArgs } from "../sql/ratio.js";
import { allRows } from "../sql/rows.js";
import { type Ranking, type Raw, type Reader, Statement } from "../sql/statement.js";

/** A list whose rows are grouped: a whole one, or one for each key of a batch. */
export interface Grouped {
  model: Model;
  list: ListArgs;
  groups: GroupArgs;
  ranking?: Ranking | undefined;
}

type ReadPart<Answer> = (rows: Raw[]) => Answer;

function query<Answer>(
  { model, list, groups, ranking }: Grouped,
  batch: Batch | undefined,
  select: (grouping: Grouping) => { text: string; read: ReadPart<Answer> },
): Reader<Answer[]> {
  const statement = new Statement();
  const rows = batch ? rowsOfKey(batch) : allRows(model);
  const { text, read } = select(new Grouping(rows, list, groups, statement, ranking));
  const { values, named } = statement;
  if (!batch) return { text: statement.whole(text), values, named, read: (found) => [read(found)] };
  const numbered = `SELECT q.*, row_number() OVER () AS _n FROM (${text}) q`;
  const whole = `${forEachKey(numbered, batch, statement, "p.*")} ORDER BY k.n, p._n`;
  return { text: statement.whole(whole), values, named, read: (found) => byKey(found, batch).map(read) };
}

/** The groups of a list; those of each key, in a batch. */
export function groupsQuery(grouped: Grouped, batch: Batch | undefined): Reader<GroupRow[][]> {
  return query(grouped, batch, (grouping) => {
    const { keys } = grouping;
    // What groups are chosen or ordered by is not selected: PostgreSQL then computes it only where it decides something.
    const columns = keys.flatMap(({ cast, part }, index) => {
      if (!isDate(cast)) return [`g.k${index}`];
      const { end, label } = spanSql(part as never, `g.k${index}`);
      return [`g.k${index}`, `${end} AS e${index}`, `${label} AS l${index}`];
    });
    const text = `SELECT ${[...columns, "g.n"].join(", ")} FROM (${grouping.page()}) g`;
    return { text, read: (rows) => rows.map((raw) => ({ grouping, raw, name: nameOf(keys, raw) })) };
  });
}

/** A measure of every group of a list, by the groups' names. */
export function measureQuery(grouped: Grouped, measure: Measure, batch: Batch | undefined) {
  return query(grouped, batch, (grouping) => {
    const { value, reason } = grouping.compute(measure);
    const read = (rows: Raw[]): Map<string, unknown> =>
      new Map(
        rows.map((raw) => {
          const refused = reason === undefined ? null : (raw[reason] as string | null);
          return [
            nameOf(grouping.keys, raw),
            refused === null ? raw[value] : new ReportError("BAD_USER_INPUT", refused),
          ];
        }),
      );
    return { text: grouping.all(), read };
  });
}

/** A ratio of every group of a list, by the groups' names. */
export function ratioQuery(grouped: Grouped, args: RatioArgs, batch: Batch | undefined) {
  return query(grouped, batch, (grouping) => {
    const { of, to, reason } = grouping.ratio(args);
    const { value, formula } = new Quotient(`g.${of}`, `g.${to}`, args, grouping.statement);
    const read = (rows: Raw[]): Map<string, unknown> =>
      new Map(
        rows.map((raw) => {
          const refused = reason === undefined ? null : (raw[reason] as string | null);
          const ratio = {
            value: raw._value,
            numerator: raw[of],
            denominator: raw[to],
            formula: raw._formula,
            origin: Origin.COMPUTED,
          };
          return [
            nameOf(grouping.keys, raw),
            refused === null ? ratio : new ReportError("BAD_USER_INPUT", refused),
          ];
        }),
      );
    return {
      text: `SELECT g.*, ${value} AS _value, ${formula} AS _formula FROM (${grouping.all()}) g`,
      read,
    };
  });
}

const nameOf = (keys: Key[], raw: Raw): string => JSON.stringify(keys.map((_, index) => raw[`k${index}`]));

/** Reads the row of a model whose property has a value. */
type ReadRow = (model: Model, value: string, property: string) => Promise<object | null>;

/** One group as it is read. */
export interface GroupRow {
  grouping: Grouping;
  raw: Raw;
  name: string;
}

/** A group as GraphQL sees it; what is computed of its rows is read only when it is asked for. */
export function groupOf(
  { grouping, raw, name }: GroupRow,
  read: (measure: Measure) => Promise<Map<string, unknown>>,
  readRatio: (args: RatioArgs) => Promise<Map<string, unknown>>,
  row: ReadRow,
) {
  const { model } = grouping;
  const own = (values: Map<string, unknown>) => {
    const found = values.get(name);
    if (found instanceof ReportError) throw found;
    return found;
  };
  const value = async (measure: Measure) => own(await read(measure));
  const ofColumns =
    (fn: Measure["fn"]) =>
    ({ where }: { where?: object | null }) =>
      Object.fromEntries(
        Array.from(model.columns.keys(), (property) => [
          property,
          () => value({ fn, property, where: where ?? null }),
        ]),
      );
  return {
    keys: keysOf(model, grouping, raw, row, []),
    count: ({ where }: { where?: object | null }) => value({ fn: "count", where: where ?? null }),
    countDistinct: ofColumns("countDistinct"),
    sum: ofColumns("sum"),
    avg: ofColumns("avg"),
    min: ofColumns("min"),
    max: ofColumns("max"),
    ratio: async (args: RatioArgs) => own(await readRatio(args)),
  };
}

/** The keys below a path, each read when it is asked for. */
function keysOf(
  model: Model,
  grouping: Grouping,
  raw: Raw,
  row: ReadRow,
  path: string[],
): Record<string, unknown> {
  const read = (way: string[], part?: unknown) => {
    const index = grouping.indexOf(way, part);
    const value = raw[`k${index}`];
    const spans = isDate((grouping.keys[index] as Key).cast) && value !== null;
    return spans ? { start: value, end: raw[`e${index}`], label: raw[`l${index}`] } : value;
  };
  const columns = Array.from(model.columns.keys(), (property) => [
    property,
    ({ part }: { part?: string | null }) => read([...path, property], part),
  ]);
  const relations = Object.entries(model.relations)
    .filter(([, relation]) => orderable(relation))
    .map(([name, { target }]) => [name, () => keysOf(target, grouping, raw, row, [...path, name])]);
  const choices = choicesOf(model).map(([name, { target, to, through }]) => {
    const { argument } = through;
    const chosen = async (args: Record<string, unknown>) => {
      const key = read([...path, argument.name], args[argument.name]) as string | null;
      return key === null ? null : row(target, key, to);
    };
    return [name, chosen];
  });
  return Object.fromEntries([...columns, ...relations, ...choices]);
}
