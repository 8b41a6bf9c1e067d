import type { DataSource } from "typeorm";
import { type ColumnSize, Sizes, type TableSize } from "../../resolvers/model/sizes.js";

/** Tables and views; a table that was never analysed is taken to have rows of 200 bytes. */
const TABLES = `
  WITH RECURSIVE direct AS (
    SELECT DISTINCT r.ev_class AS view, d.refobjid AS relation FROM pg_rewrite r
    JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass
    WHERE d.refobjid <> r.ev_class
  ), reads AS (
    SELECT * FROM direct UNION SELECT reads.view, direct.relation FROM reads JOIN direct ON direct.view = reads.relation
  )
  SELECT c.relname AS name, c.relkind = 'v' AS view,
    CASE WHEN c.relkind = 'v' THEN 0 WHEN c.reltuples >= 0 THEN c.reltuples ELSE pg_relation_size(c.oid) / 200 END::float8 AS rows,
    ARRAY(
      SELECT array_to_json(ARRAY(
        SELECT coalesce(a.attname, '') FROM unnest(i.indkey::int2[]) WITH ORDINALITY k (number, place)
        LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number ORDER BY k.place))
      FROM pg_index i WHERE i.indrelid = c.oid) AS indexes,
    ARRAY(
      SELECT t.relname::text FROM reads JOIN pg_class t ON t.oid = reads.relation AND t.relkind = 'r'
      WHERE reads.view = c.oid) AS tables
  FROM pg_class c
  WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'v')`;

const COLUMNS = `
  SELECT tablename AS table, attname AS column, avg_width AS bytes, n_distinct::float8 AS distinct,
    null_frac::float8 AS absent, most_common_freqs[1]::float8 AS top,
    most_common_elem_freqs[1]::float8 AS element, cardinality(most_common_elems::text::text[]) AS elements
  FROM pg_stats WHERE schemaname = current_schema()`;

interface TableRow {
  name: string;
  view: boolean;
  rows: number;
  indexes: string[][];
  tables: string[];
}

interface ColumnRow {
  table: string;
  column: string;
  bytes: number;
  distinct: number;
  absent: number;
  top: number | null;
  element: number | null;
  elements: number | null;
}

/** A view has fewer rows than what it is computed from. */
const OF_VIEW = 0.1;

/** Reads how much the tables hold from the statistics that PostgreSQL keeps. */
export async function readSizes(dataSource: DataSource): Promise<Sizes> {
  const tables: TableRow[] = await dataSource.query(TABLES);
  const columns: ColumnRow[] = await dataSource.query(COLUMNS);
  const rowsOf = new Map(tables.map(({ name, rows }) => [name, rows]));
  const sizes = tables.map(({ name, rows, view, indexes, tables: read }): [string, TableSize] => {
    const behind = read.reduce((sum, table) => sum + (rowsOf.get(table) ?? 0), 0);
    const own = columns.filter(({ table }) => table === name);
    return [
      name,
      {
        rows: view ? behind * OF_VIEW : rows,
        behind,
        columns: new Map(own.map((row) => [row.column, columnSize(row, rows)])),
        indexes,
      },
    ];
  });
  return new Sizes(new Map(sizes));
}

/** How much commoner a value may be than the average where nothing is known of any. */
const UNEVEN = 2;

function columnSize(
  { bytes, distinct, absent, top, element, elements }: ColumnRow,
  rows: number,
): ColumnSize {
  if (element !== null)
    return { bytes, top: Math.ceil(element * rows), average: (element * rows) / Math.max(elements ?? 1, 1) };
  // PostgreSQL writes a number of values that grows with the table as a share of its rows, below zero.
  const values = Math.max(distinct < 0 ? -distinct * rows : distinct, 1);
  const average = Math.max((rows * (1 - absent)) / values, 1);
  const commonest = top === null ? (distinct === -1 ? average : UNEVEN * average) : top * rows;
  return { bytes, top: Math.ceil(Math.max(commonest, 1)), average };
}
