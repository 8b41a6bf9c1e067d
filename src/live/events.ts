import { type Change, TrimmedError } from "../changes/log.js";
import type { Position } from "../changes/position.js";
import type { Followed } from "../../resolvers/model/catalogue.js";
import type { Model } from "../../resolvers/model/model.js";
import { codesCheck, holdsAll, membership, refuseOthers } from "../../resolvers/sql/membership.js";

/** What can run a statement. */
interface Database {
  query(text: string, values: unknown[]): Promise<unknown>;
}

/** What a change of a row means to whoever asked. */
export interface RowEvent {
  operation: "INSERT" | "UPDATE" | "DELETE";
  id: string;
  /** The fields that differ, of an update; otherwise none. */
  changed: readonly string[];
  at: Date;
  actor: string | null;
  /** Which change of the log it is, and the position behind it. */
  seq: bigint;
  position: Position;
}

interface Met {
  seq: string;
  was: boolean;
  is: boolean;
}

/**
 * The events of a set of rows: those of a model that meet a condition. What a row was before and is after a change is held
 * against it, so a row that enters the set is inserted into it and one that leaves it is deleted from it.
 */
export class Events {
  readonly #fields: ReadonlyMap<string, readonly string[]>;

  private constructor(
    private readonly database: Database,
    private readonly followed: Followed,
    private readonly where: object | null,
  ) {
    this.#fields = fieldsOf(followed.model);
  }

  /** Throws an InputError for conditions that cannot be followed, or that name codes of nothing. */
  static async of(database: Database, followed: Followed, where: object | null = null): Promise<Events> {
    refuseOthers(followed.model, where ?? {});
    const check = codesCheck(followed.model, where);
    if (check) await database.query(check.text, check.values);
    return new Events(database, followed, where);
  }

  /** The table whose changes they are made of. */
  get entity(): string {
    return this.followed.model.table;
  }

  /** The list of the root that the rows are in: `list(where: { id: { in: … } })` reads them as they are now. */
  get list(): string {
    return this.followed.list;
  }

  /** What some changes of the table mean, in their order; one statement at most. Throws a TrimmedError where images are gone. */
  async read(changes: readonly Change[]): Promise<RowEvent[]> {
    const { model } = this.followed;
    if (changes.length === 0) return [];
    if (holdsAll(model, this.where)) return changes.map((change) => this.#event(change, change.operation));
    const seqs = changes.map(({ seq }) => seq);
    const { text, values } = membership(model, this.where, seqs);
    const rows = (await this.database.query(text, values)) as Met[];
    const met = new Map(rows.map((row) => [row.seq, row]));
    return changes.flatMap((change) => {
      const row = met.get(String(change.seq));
      if (!row) throw new TrimmedError();
      if (row.is) return this.#event(change, row.was ? "UPDATE" : "INSERT");
      return row.was ? this.#event(change, "DELETE") : [];
    });
  }

  #event({ id, at, actor, changed, seq, position }: Change, operation: RowEvent["operation"]): RowEvent {
    const fields = operation === "UPDATE" ? changed.flatMap((column) => this.#fields.get(column) ?? []) : [];
    return { operation, id, changed: Array.from(new Set(fields)).sort(), at, actor, seq, position };
  }
}

/** The fields of a model that say what a column of its table holds: itself, or the relations that it is the key of. */
function fieldsOf({ columns, relations }: Model): Map<string, string[]> {
  const own = Object.entries(relations).filter(([, { shape }]) => shape === "one" || shape === "part");
  return new Map(
    Array.from(columns.values(), ({ sql, property, graphql, alias }) => {
      const leading = own.flatMap(([name, { shape, from, target }]) =>
        from === property || (shape === "part" && target.columns.has(property)) ? [name] : [],
      );
      return { sql, alias, fields: graphql ? [property] : leading };
    })
      .filter(({ alias }) => !alias)
      .map(({ sql, fields }) => [sql, fields]),
  );
}
