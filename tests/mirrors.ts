import type { Told } from "./subscribers.js";
import { ROWS } from "./writers.js";

/** The topics that writers fight for. */
export const WRITTEN = { id: { in: Array.from({ length: ROWS }, (_, row) => `topic:w${row}`) } };

/** What a partner keeps of some topics: it is begun with an answer, and strict about what follows. */
export class Mirror {
  readonly #names: Map<string, string>;

  constructor(nodes: readonly { id: string; name: string }[]) {
    this.#names = new Map(nodes.map(({ id, name }) => [id, name]));
  }

  /** Throws where a row comes that it has, or one is changed or goes that it does not have. */
  apply({ operation, id, node }: Pick<Told, "operation" | "id" | "node">): void {
    if (id === null) return;
    if (this.#names.has(id) === (operation === "INSERT")) throw new Error(`${operation} of ${id}`);
    if (operation === "DELETE") this.#names.delete(id);
    // A row that has gone meanwhile is deleted by what follows.
    else this.#names.set(id, String(node?.name));
  }

  get rows(): { id: string; name: string }[] {
    return Array.from(this.#names, ([id, name]) => ({ id, name })).sort((a, b) => (a.id < b.id ? -1 : 1));
  }
}
