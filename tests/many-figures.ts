import type { DataSource } from "typeorm";

/** About 1,550 figures each. */
const AGENCIES = 6;

const THINGS = `
INSERT INTO report (id, name, number, report_id) SELECT 'report:n' || n, 'Báo cáo ' || n, n, 'report:n' || n FROM generate_series(1, 2) n;
INSERT INTO agency (id, name, code, level, branch, kind)
SELECT 'agency:n' || n, 'Sở ' || n, 'S' || n, 'PROVINCE', 'STATE', 'DEPARTMENT' FROM generate_series(1, ${AGENCIES}) n;
INSERT INTO unit (id, name, code, measured) SELECT 'unit:' || code, code, code, code = 'vnd' FROM unnest(ARRAY['item', 'person', 'vnd', 'percent']) code;
INSERT INTO dimension (id, name, code) VALUES ('dimension:nhom', 'Nhóm', 'nhom'), ('dimension:kenh', 'Kênh', 'kenh');
INSERT INTO dimension_member (id, name, code, position, dimension_id)
VALUES ('member:a', 'A', 'a', 1, 'dimension:nhom'), ('member:b', 'B', 'b', 2, 'dimension:nhom'), ('member:c', 'C', 'c', 3, 'dimension:nhom'),
  ('member:x', 'X', 'x', 1, 'dimension:kenh'), ('member:y', 'Y', 'y', 2, 'dimension:kenh');
INSERT INTO period (id, name, scheme, kind, start, "end")
SELECT 'period:q' || n, 'Quý ' || n, 'CALENDAR', 'QUARTER', date '2021-01-01' + make_interval(months => 3 * n), date '2021-01-01' + make_interval(months => 3 * n + 3)
FROM generate_series(0, 3) n;
INSERT INTO period (id, name, scheme, kind, start, "end")
SELECT 'period:d' || n, 'Ngày ' || n, 'INSTANT', 'DAY', date '2021-01-01' + make_interval(months => 3 * n) - interval '1 day', date '2021-01-01' + make_interval(months => 3 * n)
FROM generate_series(0, 3) n;`;

/** Of each of four fields: what comes in and goes out, what is there, rates of them, and what is counted with and without a whole. */
const INDICATORS = `
INSERT INTO indicator (id, name, code, basis, additive, factor, numerator_id, denominator_id, across_id)
SELECT 'indicator:n' || field || '-' || kind, 'Chỉ tiêu ' || field || '-' || kind, 'n' || field || '-' || kind, basis, basis = 'FLOW', factor,
  'indicator:n' || field || '-' || numerator, 'indicator:n' || field || '-' || denominator, across
FROM generate_series(1, 4) field, (VALUES
  (1, 'FLOW', NULL, NULL, NULL, NULL), (2, 'FLOW', NULL, NULL, NULL, NULL), (3, 'STOCK', NULL, NULL, NULL, NULL),
  (4, 'RATE', 100, 1, 3, NULL), (5, 'RATE', 100, 1, 2, 'dimension:nhom'), (6, 'FLOW', NULL, NULL, NULL, NULL),
  (7, 'STOCK', NULL, NULL, NULL, NULL), (8, 'RATE', 1000, 6, 7, NULL)) AS one (kind, basis, factor, numerator, denominator, across);
INSERT INTO balance (id, name) SELECT 'balance:n' || field || '-' || n, 'Cân đối' FROM generate_series(1, 4) field, generate_series(1, 2) n;
INSERT INTO balance_item (id, name, role, members, balance_id, indicator_id)
SELECT 'item:n' || field || '-' || name, name, role, members::text[], 'balance:n' || field || '-' || n, 'indicator:n' || field || '-' || kind
FROM generate_series(1, 4) field, (VALUES
  ('dau', 1, 'OPENING', '{}', 3), ('vao', 1, 'INFLOW', '{}', 1), ('ra', 1, 'OUTFLOW', '{}', 2), ('cuoi', 1, 'CLOSING', '{}', 3),
  ('them', 2, 'INFLOW', '{nhom=a}', 6), ('bot', 2, 'OUTFLOW', '{nhom=b}', 6), ('con', 2, 'CLOSING', '{}', 7)) AS one (name, n, role, members, kind);`;

/** A number from 0 to 99 for a figure and a purpose. */
const chance = (purpose: number) => `(hashint8extended(n, ${purpose}) & 2147483647) % 100`;

/** Some are stated twice, corrected, missing, planned, rounded, in another unit, or said by another report or of no period. */
const FIGURES = `
CREATE TEMPORARY TABLE cell AS
SELECT row_number() OVER () AS cell, field, kind, agency, quarter, nhom, kenh
FROM generate_series(1, 4) field, generate_series(1, 8) kind, generate_series(1, ${AGENCIES}) agency, generate_series(0, 3) quarter,
  unnest(ARRAY[NULL, 'a', 'b', 'c']) nhom, unnest(ARRAY[NULL, 'x', 'y']) kenh;
CREATE INDEX ON cell (field, kind, agency, quarter);
CREATE TEMPORARY TABLE figure AS
SELECT *, concat('observation:n', n, version) AS id,
  CASE WHEN ${chance(1)} >= 8 THEN ${chance(2)} / CASE WHEN kind IN (4, 5, 8) THEN 10.0 ELSE 1 END END AS value
FROM (
  SELECT cell AS n, '' AS version, * FROM cell
  UNION ALL SELECT 2 * 40000 + cell, '', * FROM cell
) one (n, version)
WHERE ${chance(3)} >= CASE WHEN n > 40000 THEN 94 ELSE 7 END;
INSERT INTO figure
SELECT n, '@1', cell, field, kind, agency, quarter, nhom, kenh, id || '@1', value + 1 FROM figure WHERE ${chance(4)} < 2;
INSERT INTO observation (id, figure, value, unit, precision, status, indicator_id, subject_id, period_id, part_of, report_id, line_start, superseded_by_id)
SELECT id, concat('observation:n', n), value, CASE WHEN ${chance(5)} < 4 THEN 'person' WHEN field = 4 THEN 'vnd' ELSE 'item' END,
  CASE WHEN kind IN (4, 5, 8) THEN 0.01 WHEN ${chance(6)} < 15 THEN 1 WHEN ${chance(6)} < 20 THEN 0.5 END,
  CASE WHEN value IS NULL THEN 'MISSING' WHEN ${chance(7)} < 6 THEN 'PLAN' ELSE 'FINAL' END,
  concat('indicator:n', field, '-', kind), concat('agency:n', agency),
  CASE WHEN ${chance(8)} >= 3 THEN concat('period:', CASE WHEN kind = 3 AND ${chance(8)} < 60 THEN 'd' ELSE 'q' END, quarter) END,
  CASE WHEN ${chance(9)} < 40 THEN (
    SELECT concat('observation:n', c.cell) FROM cell c
    WHERE (c.field, c.kind, c.agency, c.quarter) = (f.field, f.kind, f.agency, f.quarter)
      AND c.nhom IS NULL AND c.kenh IS NOT DISTINCT FROM f.kenh AND c.cell <> f.cell) END,
  CASE WHEN ${chance(10)} >= 3 THEN CASE WHEN ${chance(10)} < 20 THEN 'report:n2' ELSE 'report:n1' END END,
  CASE WHEN ${chance(11)} >= 5 THEN ${chance(11)} END, CASE WHEN version <> '' THEN concat('observation:n', n) END
FROM figure f;
INSERT INTO coordinate (observation_id, dimension, member, member_id)
SELECT id, dimension, member, concat('member:', member)
FROM figure CROSS JOIN LATERAL (VALUES ('nhom', nhom), ('kenh', kenh)) d (dimension, member) WHERE member IS NOT NULL;
DROP TABLE figure, cell`;

/** Fills a migrated, empty database with figures of which much can be computed; the same at each run. */
export async function fillFigures(dataSource: DataSource): Promise<void> {
  await dataSource.query(`${THINGS}${INDICATORS}`);
  // What triggers would settle twice is settled once, when PostgreSQL knows how much there is.
  await dataSource.query(triggers("DISABLE"));
  await dataSource.query(`${FIGURES};${HALVES}`);
  await dataSource.query(triggers("ENABLE"));
  await dataSource.query("ANALYZE");
  await dataSource.query("SELECT settle_figures(NULL)");
  await dataSource.query("ANALYZE");
}

/** Of one field, flows of half-years that end with what flows of their last quarters end with too. */
const HALVES = `
INSERT INTO period (id, name, scheme, kind, start, "end")
SELECT 'period:h' || n, 'Nửa năm ' || n, 'CALENDAR', 'HALF_YEAR', date '2021-01-01' + make_interval(months => 3 * n - 3), date '2021-01-01' + make_interval(months => 3 * n + 3)
FROM generate_series(1, 3, 2) n;
CREATE TEMPORARY TABLE half AS
SELECT * FROM observation WHERE indicator_id IN ('indicator:n1-1', 'indicator:n1-2') AND period_id IN ('period:q1', 'period:q3') AND superseded_by_id IS NULL;
INSERT INTO observation (id, figure, value, unit, precision, status, indicator_id, subject_id, period_id, report_id, line_start)
SELECT id || 'h', figure || 'h', value + 2, unit, precision, status, indicator_id, subject_id, replace(period_id, 'q', 'h'), report_id, line_start FROM half;
INSERT INTO coordinate (observation_id, dimension, member, member_id)
SELECT observation_id || 'h', dimension, member, member_id FROM coordinate WHERE observation_id IN (SELECT id FROM half);
DROP TABLE half`;

const triggers = (able: string) =>
  `ALTER TABLE observation ${able} TRIGGER figures_inserted; ALTER TABLE coordinate ${able} TRIGGER coordinates_inserted`;
