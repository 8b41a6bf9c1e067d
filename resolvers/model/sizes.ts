/** What the database's statistics say of a column, about. */
export interface ColumnSize {
  /** What a value takes, in bytes. */
  bytes: number;
  /** How many rows share the commonest value, and any value on average; of a list, how many rows hold it. */
  top: number;
  average: number;
}

/** What the database's statistics say of a table or view, about. */
export interface TableSize {
  rows: number;
  /** Of a view, the rows of the tables that it is computed from. */
  behind: number;
  columns: ReadonlyMap<string, ColumnSize>;
  /** The columns of each index; empty where an expression stands. */
  indexes: readonly (readonly string[])[];
}

/** Of a table that nothing is known of yet. */
const UNKNOWN: TableSize = { rows: 1, behind: 1, columns: new Map(), indexes: [] };
const WIDE: ColumnSize = { bytes: 20, top: Number.POSITIVE_INFINITY, average: 10 };

/** How much the tables hold, at the time of asking: what costs are reckoned from. */
export class Sizes {
  constructor(private readonly tables: ReadonlyMap<string, TableSize>) {}

  /** What is known of a table by its name. */
  of(table: string): TableSize {
    return this.tables.get(table) ?? UNKNOWN;
  }

  /** What is known of a column by its table's name and its own. */
  column(table: string, column: string): ColumnSize {
    return this.of(table).columns.get(column) ?? WIDE;
  }

  /** Whether an index of the table begins with the columns. */
  indexed(table: string, ...columns: string[]): boolean {
    return this.of(table).indexes.some((index) => columns.every((column, place) => index[place] === column));
  }

  /** Whether any table has become larger or smaller by more than a tenth. */
  differFrom(other: Sizes): boolean {
    const names = new Set([...this.tables.keys(), ...other.tables.keys()]);
    return Array.from(names).some((name) => {
      const [now, then] = [this.of(name).rows, other.of(name).rows];
      return Math.abs(now - then) > 0.1 * Math.max(now, then);
    });
  }
}
