/** A field of the root that gives one value, of no row. */
export interface RootValue {
  description: string;
  /** An expression of SQL: its value is that of the snapshot in which the rest of the answer is read. */
  sql: string;
}

/** The values of the root, by the names of their fields. */
export const VALUES: ReadonlyMap<string, RootValue> = new Map([
  [
    "cursor",
    {
      description:
        "Con trỏ: how far the log of changes is in what this answer was read from; as `after` of a subscription it leads to everything that is changed from there on.",
      sql: "change_cursor()",
    },
  ],
]);

/** Fields of the root that say something of the process, and of no database. */
export const OF_THE_PROCESS: ReadonlySet<string> = new Set(["partners"]);
