import { id, QUARTERS, quarterStart, REPORT, type Table } from "./words.ts";

/** A fifth of the indicators are broken down by four members; two thirds count what happened in a quarter. */
export function statistics(indicators: number, observations: number): Table[] {
  const perQuarter = observations / QUARTERS;
  const row = `((n - 1) % ${perQuarter})`;
  const indicator = `(1 + ${row} % ${indicators})`;
  const share = `(${row} / ${indicators})`;
  const broken = `${indicator} % 5 = 0`;
  const basis = (number: string) =>
    `(ARRAY['FLOW', 'FLOW', 'STOCK', 'FLOW', 'FLOW', 'RATE'])[1 + ${number} % 6]`;
  const unit = (number: string) =>
    `CASE ${basis(number)} WHEN 'RATE' THEN 'percent' ELSE (ARRAY['item', 'person', 'vnd'])[1 + ${number} % 3] END`;
  return [
    {
      name: "unit",
      columns: "id, name, code",
      rows: 4,
      select: `${id("unit", "n")}, 'Đơn vị ' || n || ' (tổng hợp)', (ARRAY['item', 'person', 'vnd', 'percent'])[n]`,
      thing: { prefix: "unit", code: "code" },
    },
    {
      name: "dimension",
      columns: "id, name, code",
      rows: 1,
      select: `${id("dimension", "n")}, 'Phân tổ (tổng hợp)', 'group'`,
      thing: { prefix: "dimension", code: "code" },
    },
    {
      name: "dimension_member",
      columns: "id, name, code, position, dimension_id",
      rows: 4,
      select: `${id("member", "n")}, 'Nhóm ' || n || ' (tổng hợp)', 'g' || n, n, ${id("dimension", "1")}`,
      thing: { prefix: "member", code: "code" },
    },
    {
      name: "period",
      columns: `id, name, scheme, kind, start, "end"`,
      rows: QUARTERS,
      select: `${id("period", "n")}, 'Quý ' || 1 + (n - 1) % 4 || '/' || 2020 + (n - 1) / 4 || ' (tổng hợp)',
        'CALENDAR', 'QUARTER', ${quarterStart("n - 1")}, ${quarterStart("n")}`,
      thing: { prefix: "period" },
    },
    {
      name: "indicator",
      columns: "id, name, code, basis, additive, additive_over_subjects, domain, unit_id",
      rows: indicators,
      select: `${id("indicator", "n")}, 'Chỉ tiêu ' || n || ' (tổng hợp)', 'synthetic-' || n, ${basis("n")},
        ${basis("n")} = 'FLOW', ${basis("n")} <> 'RATE', (ARRAY['telecom', 'media', 'security'])[1 + n % 3],
        ${id("unit", `array_position(ARRAY['item', 'person', 'vnd', 'percent'], ${unit("n")})`)}`,
      thing: { prefix: "indicator", code: "code" },
    },
    {
      name: "observation",
      columns: "id, figure, value, unit, status, recorded_at, indicator_id, subject_id, period_id, report_id",
      rows: observations,
      select: `${id("observation", "n")}, ${id("observation", "n")},
        CASE WHEN ${basis(indicator)} = 'RATE' THEN pick(18, n, 10000) / 100.0 ELSE pick(18, n, 100000) END,
        ${unit(indicator)}, 'FINAL', '2024-01-15 08:00:00+07', ${id("indicator", indicator)},
        ${id("agency", `1 + CASE WHEN ${broken} THEN ${share} / 4 ELSE ${share} END`)},
        ${id("period", `1 + (n - 1) / ${perQuarter}`)}, ${REPORT}`,
    },
    {
      name: "coordinate",
      columns: "observation_id, dimension, member, member_id",
      rows: observations,
      select: `${id("observation", "n")}, 'group', 'g' || 1 + ${share} % 4, ${id("member", `1 + ${share} % 4`)}`,
      where: broken,
    },
  ];
}
