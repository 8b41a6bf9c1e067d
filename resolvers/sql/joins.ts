import type { Model } from "../model/model.js";
import { related, sqlOf } from "./rows.js";
import type { Statement } from "./statement.js";

/** The rows that to-one relations lead to from the rows of a SELECT, each joined once. */
export class Joins {
  readonly #aliases = new Map<string, string>();
  readonly #tables: string[] = [];

  constructor(private readonly statement: Statement) {}

  /** The alias of the row that a model's relation, the last of the path, leads to from the row of the alias. */
  aliasOf(model: Model, from: string, path: string[]): string {
    const name = path.join(".");
    const known = this.#aliases.get(name);
    if (known) return known;
    const relation = model.relations[path.at(-1) as string];
    if (!relation) throw new Error(`${model.name} has no relation ${path.at(-1)}.`);
    const alias = this.statement.alias();
    const key = `${from}.${sqlOf(model, relation.from)}`;
    const { from: table, on } = related(relation, alias, key, this.statement);
    // An id finds one row at most; what another key finds may be more.
    const one =
      relation.to === "id" ? table : `LATERAL (SELECT * FROM ${table} WHERE ${on} LIMIT 1) ${alias}`;
    this.#tables.push(` LEFT JOIN ${one} ON ${relation.to === "id" ? on : "true"}`);
    this.#aliases.set(name, alias);
    return alias;
  }

  sql(): string {
    return this.#tables.join("");
  }
}
