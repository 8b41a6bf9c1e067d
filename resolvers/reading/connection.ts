import type { GroupArgs } from "../sql/grouping.js";
import type { Slice } from "../sql/page.js";

/** A list as GraphQL sees it; the page and the total are read only when they are asked for. */
export class Connection {
  #slice: Promise<Slice> | undefined;

  constructor(
    private readonly page: () => Promise<Slice>,
    private readonly total: () => Promise<number>,
    readonly groups: (args: GroupArgs) => Promise<unknown[]>,
    private readonly node: (row: object) => unknown = (row) => row,
  ) {}

  async nodes(): Promise<unknown[]> {
    return Promise.all((await this.#read()).rows.map(this.node));
  }

  async edges(): Promise<{ node: unknown; cursor: string }[]> {
    const { rows, cursors } = await this.#read();
    return Promise.all(
      rows.map(async (row, index) => ({ node: await this.node(row), cursor: cursors[index] as string })),
    );
  }

  async pageInfo() {
    const { cursors, hasNextPage, hasPreviousPage } = await this.#read();
    return {
      hasNextPage,
      hasPreviousPage,
      startCursor: cursors[0] ?? null,
      endCursor: cursors.at(-1) ?? null,
    };
  }

  totalCount(): Promise<number> {
    return this.total();
  }

  #read(): Promise<Slice> {
    this.#slice ??= this.page();
    return this.#slice;
  }
}
