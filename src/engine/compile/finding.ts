import type { Column } from "../../../resolvers/model/columns.js";
import { type Model, type Relation, type Way, waysOf } from "../../../resolvers/model/model.js";
import type { ColumnSize, Sizes } from "../../../resolvers/model/sizes.js";
import { derive, Slot } from "../../../resolvers/sql/statement.js";
import { type Amount, Known, least, product, sum } from "./amounts.js";
import { WEIGHTS } from "./weights.js";

/** A where input as far as it is known: values may be slots. */
type Where = Record<string, unknown>;

/** What it takes to find the rows that meet conditions. */
export class Finding {
  // Conditions are looked at from each that they stand in, twice over: without these, as often as 2 to the power of their depth.
  readonly #left = new Known();
  readonly #tested = new Known();

  constructor(private readonly sizes: Sizes) {}

  /** How many rows an index leaves to be read, at most; every row of the table where none helps. */
  among(model: Model, where: unknown): Amount {
    return this.#left.of([model, where], () => this.#among(model, where));
  }

  #among(model: Model, where: unknown): Amount {
    const all: Amount = this.sizes.of(model.table).rows;
    const bounds = entriesOf(where).flatMap(([key, value]): Amount[] => {
      if (key === "and") return listOf(value).map((inner) => this.among(model, inner));
      if (key === "or") return [sum(...listOf(value).map((inner) => this.among(model, inner)))];
      const relation = model.relations[key];
      if (relation?.shape === "one" && relation.to === "id")
        return [product(this.#ids(relation, value), this.#topOf(model, relation.from))];
      const column = model.columns.get(key);
      return column && !relation ? [product(chosen(value), this.#topOf(model, key))] : [];
    });
    return least(all, ...bounds);
  }

  /** How many rows a condition on a to-one relation leaves of what it leads to. */
  #ids({ target }: Relation, where: unknown): Amount {
    const byId = entriesOf(where).find(([key]) => key === "id");
    return least(this.among(target, where), byId ? chosen(byId[1]) : Number.POSITIVE_INFINITY);
  }

  /** How many rows share a value of a property, at most, where an index finds them. */
  #topOf(model: Model, property: string): number {
    const column = (model.columns.get(property) as Column).sql;
    return this.sizes.indexed(model.table, column)
      ? this.sizes.column(model.table, column).top
      : Number.POSITIVE_INFINITY;
  }

  /** What it costs to test some rows of a model. */
  test(model: Model, where: unknown, rows: Amount): Amount {
    return this.#tested.of([model, where, rows], () => this.#test(model, where, rows));
  }

  #test(model: Model, where: unknown, rows: Amount): Amount {
    return sum(
      ...entriesOf(where).map(([key, value]): Amount => {
        if (key === "and" || key === "or")
          return sum(...listOf(value).map((inner) => this.test(model, inner, rows)));
        if (key === "not") return this.test(model, value, rows);
        const relation = model.relations[key];
        return relation
          ? this.#related(model, relation, value, rows)
          : product(rows, this.#column(model.columns.get(key), value));
      }),
    );
  }

  #column(column: Column | undefined, conditions: unknown): Amount {
    const { tested, folded } = WEIGHTS;
    const each = entriesOf(conditions).map(([operator, value]): Amount => {
      if (operator === "contains" || operator === "startsWith") return folded;
      const items = operator === "in" || operator === "notIn" ? value : undefined;
      return items === undefined
        ? tested
        : derive(items as unknown[], (list) => tested * (1 + Math.log2(1 + (list?.length ?? 0))));
    });
    return product(column?.list ? 4 : 1, sum(...each));
  }

  /** Either related rows are looked up for each row, or all that meet the conditions are found before. */
  #related(model: Model, relation: Relation, value: unknown, rows: Amount): Amount {
    const { lookup, alone, read, tested, matched } = WEIGHTS;
    const { target, shape, to, lookUp } = relation;
    // All that the view gives may be computed at once, or row by row; neither takes much longer than the other.
    if (lookUp) return sum(product(rows, alone), this.test(target, value, rows));
    const ways = waysOf(relation).length;
    const either = (where: unknown): Amount => {
      const found = this.among(target, where);
      const near = least(product(rows, this.fanOut(model, relation)), found);
      const tests = (some: Amount) => sum(product(some, read), this.test(target, where, some));
      const looked = sum(product(rows, ways, lookup), tests(near));
      return least(looked, product(ways, sum(product(rows, matched), product(found, matched), tests(found))));
    };
    if (shape !== "one") return sum(...entriesOf(value).map(([, where]) => either(where)));
    const { id, ...others } = Object.fromEntries(entriesOf(value));
    if (to === "id" && entriesOf(others).length === 0) return product(rows, tested * entriesOf(id).length);
    return either(value);
  }

  /** What a search costs for each thing, which it compares with every part of its text. */
  search(text: unknown): Amount {
    const { searched, letter, short } = WEIGHTS;
    return derive(text as string | Slot, (words) => {
      const letters = Math.min(String(words).trim().length, 200);
      return letters < 4 ? searched + short : searched + letter * letters;
    }) as Amount;
  }

  /** How many rows a relation leads to from one row, on average. */
  fanOut(model: Model, relation: Relation): number {
    if (relation.shape === "one" || relation.shape === "part") return 1;
    const { kinds = [], target } = relation;
    const own = total(waysOf(relation).map((way) => this.#keys(model, target, way).average));
    const share = (kind: Model) =>
      this.sizes.of(kind.table).rows / Math.max(this.sizes.of(model.table).rows, 1);
    return own + total(kinds.map((kind) => share(kind.model) * this.fanOut(kind.model, kind.relation)));
  }

  /** The same at most. */
  most(model: Model, relation: Relation): number {
    const { kinds = [], target } = relation;
    const own = total(waysOf(relation).map((way) => this.#keys(model, target, way).top));
    const others = kinds.map((kind) => this.most(kind.model, kind.relation));
    return Math.min(Math.max(own, ...others), this.sizes.of(target.table).rows);
  }

  /** How many rows have a key in common that a way looks for. */
  #keys(model: Model, target: Model, { through, from, to }: Way): Pick<ColumnSize, "top" | "average"> {
    if (through) return this.sizes.column(through.table, through.near);
    if (model.columns.get(from)?.list) return LISTED;
    return this.sizes.column(target.table, (target.columns.get(to) as Column).sql);
  }
}

const total = (numbers: number[]): number => numbers.reduce((all, number) => all + number, 0);

/** What a row lists is short. */
const LISTED = { top: 5, average: 5 };

/** How many values an `eq` or `in` names; any number where a condition is of another kind. */
function chosen(conditions: unknown): Amount {
  const counts = entriesOf(conditions).flatMap(([operator, value]): Amount[] => {
    if (operator === "eq") return [1];
    return operator === "in" ? [derive(value as unknown[], (list) => list?.length ?? 0)] : [];
  });
  return least(Number.POSITIVE_INFINITY, ...counts);
}

/** What is given in an input; nothing where that is not an input. */
export function entriesOf(value: unknown): [string, unknown][] {
  if (typeof value !== "object" || value === null || value instanceof Slot || Array.isArray(value)) return [];
  return Object.entries(value as Where).filter(([, inner]) => inner !== undefined && inner !== null);
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
