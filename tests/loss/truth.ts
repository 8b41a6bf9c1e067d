/** A change of a row, as the writer who committed it has it from the statement that made it. */
export interface Written {
  id: string;
  /** Which statement of which transaction: no other has it. */
  stamp: string;
  /** The row's name before and after, shortened; null where there was no row. */
  before: string | null;
  after: string | null;
  /** Its place among the changes of its row: taken while the row was locked. */
  order: number;
}

/** What happens to a set of rows by a change. */
export type Operation = "INSERT" | "UPDATE" | "DELETE";

/** Whether a row is of the set that somebody follows. */
export type Member = (id: string, name: string) => boolean;

/** Names that are long are compared by what stands before the filling, and by their lengths. */
export const shortened = (name: string): string => `${name.split(" ", 1)[0]} ${name.length}`;

/** What the writers committed. */
export class Truth {
  readonly #rows = new Map<string, Written[]>();

  constructor(committed: readonly Written[]) {
    for (const change of committed) {
      const row = this.#rows.get(change.id);
      if (row) row.push(change);
      else this.#rows.set(change.id, [change]);
    }
    for (const row of this.#rows.values()) row.sort((left, right) => left.order - right.order);
  }

  get ids(): string[] {
    return Array.from(this.#rows.keys());
  }

  /** The changes of a row, the first one first. */
  of(id: string): readonly Written[] {
    return this.#rows.get(id) ?? [];
  }

  /** Changes that do not begin where the one before them ended: the writers' own accounts would then be wrong. */
  gaps(): Written[] {
    return Array.from(this.#rows.values()).flatMap((row) =>
      row.filter(({ before }, place) => before !== (row[place - 1]?.after ?? null)),
    );
  }

  /** The rows of a set after everything. */
  rows(isMember: Member): Map<string, string> {
    const last = Array.from(this.#rows, ([id, row]) => [id, row.at(-1)?.after ?? null] as const);
    return new Map(
      last.flatMap(([id, name]) => (name !== null && isMember(id, name) ? [[id, name] as const] : [])),
    );
  }
}

/** What a change is to a set of rows; undefined where it is none of its. */
export function operationOf({ id, before, after }: Written, isMember: Member): Operation | undefined {
  const was = before !== null && isMember(id, before);
  const is = after !== null && isMember(id, after);
  if (was && is) return before === after ? undefined : "UPDATE";
  if (is) return "INSERT";
  return was ? "DELETE" : undefined;
}
