/**
 * What work costs, in microseconds of one core, about: as fitted to measurements by `npm run bench -- --costs`.
 * docs/costs.md explains each.
 */
export const WEIGHTS = {
  /** A request, however little it asks for. */
  request: 300,
  /** A field whose rows or columns are a part of the statement: it is written and planned. */
  field: 3,
  /** A list, total or grouping: a SELECT of its own in the statement. */
  select: 60,
  /** A row that is given. */
  row: 1,
  /** A value of a row that is given. */
  value: 0.3,
  /** A byte of it. */
  byte: 0.01,
  /** Going from a row to related ones by an index. */
  lookup: 3,
  /** Computing what a view gives of one row alone. */
  alone: 100,
  /** A row that is read to be tested, counted, sorted or grouped. */
  read: 0.05,
  /** A row that is put in an order that no index has, and one for which that order is looked up in another table. */
  sorted: 0.4,
  ordered: 1.1,
  /** A condition on a row, and one that folds case and diacritics. */
  tested: 0.04,
  folded: 6,
  /** A row whose related row is among those that were found before. */
  matched: 0.1,
  /** A row that is grouped by one key, one joined for it, and one of which something is computed. */
  keyed: 0.1,
  joined: 0.12,
  computed: 0.06,
  /** A row of which it is computed how many different values there are. */
  distinct: 1.8,
  /** A thing compared with a search, with a letter of it, and with one of less than four letters, which much is like. */
  searched: 2.2,
  letter: 0.05,
  short: 6,
  /** A row that a view is computed from. */
  view: 4,
  /** How far the log of changes is. */
  cursor: 250,
  /** A change of the log that is looked at. */
  change: 8,
  /** A value of the schema's own description. */
  meta: 1,
};

/** The same of views that compute something of nearly every row. */
export const VIEWS: Readonly<Record<string, number>> = { computation: 40 };

/** What a cursor takes, about. */
export const CURSOR_BYTES = 100;
