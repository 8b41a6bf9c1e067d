import type { Defined } from "../../entities/base.js";
import { InputError } from "../../schema/errors.js";
import type { Model } from "../model/model.js";

/** What one request says, as far as a statement is made of it. */
export interface Given {
  readonly variables: Record<string, unknown>;
  /** What slots have come to that are part of many others. */
  reckoned?: Map<Slot, unknown>;
}

/** A value that is known only when the statement runs: what a request says in one place. */
export class Slot {
  constructor(readonly read: (given: Given) => unknown) {}
}

/** Makes something of a value now, or of a slot's value whenever the statement runs. */
export function derive<Value, Made>(value: Value | Slot, make: (value: Value) => Made): Made | Slot {
  if (!(value instanceof Slot)) return make(value);
  return new Slot((given) => make(value.read(given) as Value));
}

/** Texts are stored composed (NFC), so a text that they are compared with, or each of a list, is composed too. */
export function composed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(composed);
  if (value instanceof Slot) return derive(value, composed);
  return typeof value === "string" ? value.normalize("NFC") : value;
}

/** A list with slots among its items is itself known only when the statement runs. */
export function listSlot(value: unknown): unknown {
  if (!Array.isArray(value) || !value.some((item) => item instanceof Slot)) return value;
  return new Slot((given) => value.map((item) => (item instanceof Slot ? item.read(given) : item)));
}

function checked(value: unknown): unknown {
  const texts = Array.isArray(value) ? value : [value];
  if (texts.some((text) => typeof text === "string" && text.includes("\0")))
    throw new InputError("A text may not contain the character U+0000.");
  return value;
}

/** One code or some, by which a request names what has a code; of members, in one dimension or in any. */
export interface Named {
  kind: Defined;
  codes: unknown;
  within?: unknown;
}

/** Which versions of a row count: those that hold now, or superseded ones too. */
export type Versions = "current" | "all";

/** SQL in the making: its bind parameters, and names for its tables. */
export class Statement {
  /** The parameters in order; slots among them are read when the statement runs. */
  readonly values: unknown[] = [];
  /** Slots that must have a sound value although nothing in the SQL is made of them. */
  readonly checks: unknown[] = [];
  /** Codes that must be those of something, whatever else the SQL says. */
  readonly named: Named[] = [];
  readonly #tables = new Set<string>();
  readonly #views = new Set<string>();
  readonly #once = new Map<unknown, string>();
  #aliases = 0;

  /** The tables and views that it reads. */
  get tables(): ReadonlySet<string> {
    return this.#tables;
  }

  /** The views among them, which are computed. */
  get views(): ReadonlySet<string> {
    return this.#views;
  }

  /** A parameter of an SQL type; throws an InputError for a text that PostgreSQL cannot hold. */
  bind(value: unknown, cast: string): string {
    this.values.push(derive(listSlot(value), checked));
    return `$${this.values.length}::${cast}`;
  }

  /** Has codes be those of something. */
  name(named: Named): void {
    const said = ({ kind, codes, within }: Named) =>
      kind === named.kind && codes === named.codes && within === named.within;
    if (!this.named.some(said)) this.named.push(named);
  }

  /** A condition that fails the statement unless the codes are those of something. */
  known({ kind, codes, within = null }: Named): string {
    const all = derive(codes, (value) => (Array.isArray(value) ? value : [value]));
    const [some, inside] = [this.bind(composed(all), "text[]"), this.bind(composed(within), "text")];
    // Codes are nearly always known, which is found out at a fraction of what finding words for others takes.
    const found =
      kind === "member"
        ? `SELECT count(DISTINCT m.code) FROM ${this.table("dimension_member")} m JOIN ${this.table("dimension")} d ON d.id = m.dimension_id WHERE m.code = ANY (${some}) AND d.code = ${inside}`
        : `SELECT count(*) FROM ${this.table(kind)} WHERE code = ANY (${some})`;
    return `((${found}) = cardinality(${some}) OR known_codes(${quoted(kind)}, ${some}, ${inside}))`;
  }

  /** A name for a table that no other has. */
  alias(): string {
    this.#aliases += 1;
    return `t${this.#aliases}`;
  }

  /**
   * A model's rows under an alias, for FROM. Here and in `table` alone SQL names a table, so whatever holds for every row
   * that is read holds here.
   */
  from(
    model: Pick<Model, "table" | "view" | "current" | "columns">,
    alias: string,
    versions: Versions = "current",
  ): string {
    const table = this.table(model.table);
    if (model.view) this.#views.add(model.table);
    const scope = scopeOf(model, versions);
    // PostgreSQL flattens such a subquery: it plans as if the conditions stood outside.
    return scope.length > 0
      ? `(SELECT * FROM ${table} WHERE ${scope.join(" AND ")}) ${alias}`
      : `${table} ${alias}`;
  }

  /** A row of a model as the log of changes holds it, for FROM, if it is one of those that hold. */
  image(model: Pick<Model, "table" | "current" | "columns">, json: string, alias: string): string {
    const conditions = scopeOf(model, "current");
    const row = `jsonb_populate_record(NULL::"${model.table}", ${json})`;
    return `(SELECT * FROM ${row}${conditions.length > 0 ? ` WHERE ${conditions.join(" AND ")}` : ""}) ${alias}`;
  }

  /** A table without a model, such as one between two others, for FROM. */
  table(name: string): string {
    this.#tables.add(name);
    return `"${name}"`;
  }

  /** A value that is computed once in the whole statement, although it stands in many places; `key` is what it is of. */
  once(key: unknown, make: () => string): string {
    const value = this.#once.get(key) ?? make();
    this.#once.set(key, value);
    return `(SELECT value FROM "once ${Array.from(this.#once.keys()).indexOf(key)}")`;
  }

  /** The whole statement; a view that it reads is computed once, however often it is looked into. */
  whole(text: string): string {
    const views = Array.from(this.#views, (view) => `"${view}" AS MATERIALIZED (TABLE "${view}")`);
    // What the text does not read belongs to a field that was given up, and so may its parameters.
    const values = Array.from(this.#once.values(), (value, index) => ({ value, name: `"once ${index}"` }))
      .filter(({ name }) => text.includes(name))
      .map(({ value, name }) => `${name} AS MATERIALIZED (SELECT ${value} AS value)`);
    const before = [...views, ...values];
    return before.length > 0 ? `WITH ${before.join(", ")} ${text}` : text;
  }
}

/** The conditions on a model's columns that every row meets which a request may read. */
function scopeOf({ current, columns }: Pick<Model, "current" | "columns">, versions: Versions): string[] {
  const column = current === undefined ? undefined : columns.get(current);
  return column && versions === "current" ? [`"${column.sql}" IS NULL`] : [];
}

/** A row as PostgreSQL gives it. */
export type Raw = Record<string, unknown>;

/** A statement and the meaning of its rows. */
export interface Reader<Answer> {
  text: string;
  values: unknown[];
  /** Codes that must be those of something. */
  named?: readonly Named[];
  read(rows: Raw[]): Answer;
}

/** A list ordered by how well its rows fit, best first, those that do not fit left out. */
export interface Ranking {
  condition(statement: Statement, alias: string): string;
  score(statement: Statement, alias: string): string;
}

/** A text of ours inside SQL. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
