import { InputError } from "../../schema/errors.js";
import type { Model } from "../model/model.js";

/** A value that is known only when the statement runs: what a request's variables say in one place. */
export class Slot {
  constructor(readonly read: (variables: Record<string, unknown>) => unknown) {}
}

/** Makes something of a value now, or of a slot's value whenever the statement runs. */
export function derive<Value, Made>(value: Value | Slot, make: (value: Value) => Made): Made | Slot {
  if (!(value instanceof Slot)) return make(value);
  return new Slot((variables) => make(value.read(variables) as Value));
}

/** A list of which a variable says an item is itself known only when the statement runs. */
function settled(value: unknown): unknown {
  if (!Array.isArray(value) || !value.some((item) => item instanceof Slot)) return value;
  return new Slot((variables) => value.map((item) => (item instanceof Slot ? item.read(variables) : item)));
}

function checked(value: unknown): unknown {
  const texts = Array.isArray(value) ? value : [value];
  if (texts.some((text) => typeof text === "string" && text.includes("\0")))
    throw new InputError("A text may not contain the character U+0000.");
  return value;
}

/** SQL in the making: its bind parameters, and names for its tables. */
export class Statement {
  /** The parameters in order; slots among them are read when the statement runs. */
  readonly values: unknown[] = [];
  readonly #views = new Set<string>();
  #aliases = 0;

  bind(value: unknown, cast: string): string {
    this.values.push(derive(settled(value), checked));
    return `$${this.values.length}::${cast}`;
  }

  alias(): string {
    this.#aliases += 1;
    return `t${this.#aliases}`;
  }

  /** A model's rows under an alias. */
  from({ table, view }: Model, alias: string): string {
    if (view) this.#views.add(table);
    return `"${table}" ${alias}`;
  }

  /** The whole statement; a view that it reads is computed once, however often it is looked into. */
  whole(text: string): string {
    const views = Array.from(this.#views, (view) => `"${view}" AS MATERIALIZED (TABLE "${view}")`);
    return views.length > 0 ? `WITH ${views.join(", ")} ${text}` : text;
  }
}

/** A row as PostgreSQL gives it. */
export type Raw = Record<string, unknown>;

/** A statement and the meaning of its rows. */
export interface Query<Answer> {
  text: string;
  values: unknown[];
  read(rows: Raw[]): Answer;
}

/** A list ordered by how well its rows fit, best first, those that do not fit left out. */
export interface Ranking {
  condition(statement: Statement, alias: string): string;
  score(statement: Statement, alias: string): string;
}

/** A text of ours inside SQL. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
