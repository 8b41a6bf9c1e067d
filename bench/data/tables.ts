/** How many rows of each kind a database has. */
export interface Size {
  agencies: number;
  systems: number;
  incidents: number;
  outlets: number;
  outputs: number;
  indicators: number;
  observations: number;
}

/** Ten times the scale is ten times the bodies and what they own; how much is measured of them stays as it is. */
export const sizeOf = (scale: number): Size => ({
  agencies: 600 * scale,
  systems: 3_000 * scale,
  incidents: 200_000 * scale,
  outlets: 600 * scale,
  outputs: 500_000 * scale,
  indicators: 150,
  observations: 1_000_000,
});

/** Quarters that things are reported in; rows stand in the order in which reports of them would be loaded. */
const QUARTERS = 16;

/** A table with the SELECT that fills its columns; n counts from 1 to `rows`. */
export interface Table {
  name: string;
  columns: string;
  rows: number;
  select: string;
  /** Which of the rows are kept; all without it. */
  where?: string;
  /** For the table of all things: the prefix of the ids, and what its trigger would find under number and code. */
  thing?: { prefix: string; code?: string };
}

const id = (prefix: string, number: string) => `'${prefix}:synthetic-' || lpad((${number})::text, 7, '0')`;
/** One of several texts, chosen by the seed and the row. */
const one = (salt: number, ...texts: string[]) =>
  `(ARRAY[${texts.map((text) => `'${text}'`).join(", ")}])[1 + pick(${salt}, n, ${texts.length})]`;
const place = (salt: number) =>
  one(salt, "An", "Bình", "Đại", "Đức", "Hiệp", "Hòa", "Lộc", "Long", "Mỹ", "Ngãi", "Phú", "Tân", "Thạnh");
const REPORT = "'report:synthetic-0000001'";
const quarterStart = (quarter: string) =>
  `(date '2020-01-01' + make_interval(months => 3 * (${quarter})::int))::date`;

/** Every table in the order in which it is filled. */
export function tablesOf(size: Size): Table[] {
  const { agencies, systems, incidents, outlets, outputs, indicators, observations } = size;
  const scale = agencies / 600;
  const [departments, districts] = [20 * scale, 10 * scale];
  /** The quarter of row n of `all`, and which of `owners` its rows of that quarter fall to, one after the other. */
  const quarterOf = (all: number) => `((n - 1) / ${all / QUARTERS})`;
  const ownerOf = (all: number, owners: number) =>
    `(1 + ((n - 1) % ${all / QUARTERS}) * ${owners}::bigint / ${all / QUARTERS})`;
  return [
    {
      name: "report",
      columns: "id, name, number, report_id",
      rows: 1,
      select: `${REPORT}, 'Báo cáo tổng hợp (dữ liệu thử)', 'TH-1', ${REPORT}`,
      thing: { prefix: "report", code: "number" },
    },
    {
      name: "agency",
      columns: "id, name, code, code_scheme, level, branch, kind, parent_id, report_id",
      rows: agencies,
      select: `${id("agency", "n")},
        CASE WHEN n = 1 THEN 'Ủy ban nhân dân tỉnh'
          WHEN n <= 1 + ${departments} THEN 'Sở ' || ${one(1, "Nội vụ", "Tài chính", "Xây dựng", "Y tế", "Tư pháp")}
          WHEN n <= 1 + ${departments + districts} THEN 'Ủy ban nhân dân huyện ' || ${place(2)} || ' ' || ${place(3)}
          ELSE 'Ủy ban nhân dân xã ' || ${place(2)} || ' ' || ${place(3)} END || ' ' || n || ' (tổng hợp)',
        'CQ' || n, 'SYNTHETIC',
        CASE WHEN n <= 1 + ${departments} THEN 'PROVINCE' WHEN n <= 1 + ${departments + districts} THEN 'DISTRICT' ELSE 'COMMUNE' END,
        'STATE', CASE WHEN n BETWEEN 2 AND 1 + ${departments} THEN 'DEPARTMENT' ELSE 'GOVERNMENT' END,
        CASE WHEN n = 1 THEN NULL WHEN n <= 1 + ${departments + districts} THEN ${id("agency", "1")}
          ELSE ${id("agency", `${departments} + 2 + n % ${districts}`)} END,
        ${REPORT}`,
      thing: { prefix: "agency", code: "code" },
    },
    {
      name: "infrastructure_system",
      columns: "id, name, name_en, code, code_scheme, category, valid_from, owner_id, report_id",
      rows: systems,
      select: `${id("system", "n")},
        'Hệ thống ' || ${one(4, "quản lý văn bản", "một cửa điện tử", "thư điện tử", "họp trực tuyến", "giám sát")} || ' ' || n || ' (tổng hợp)',
        'Synthetic system ' || n, 'HT' || n, 'SYNTHETIC',
        ${one(5, "APPLICATION", "DATABASE", "NETWORK", "PLATFORM", "SERVICE", "PORTAL")},
        date '2010-01-01' + pick(6, n, 3650), ${id("agency", `1 + (n - 1) / 5`)}, ${REPORT}`,
      thing: { prefix: "system", code: "code" },
    },
    {
      name: "security_incident",
      columns: "id, name, occurred_on, severity, status, system_id, report_id",
      rows: incidents,
      select: `${id("incident", "n")},
        'Sự cố ' || ${one(7, "mã độc", "lừa đảo", "dò quét", "từ chối dịch vụ")} || ' ' || n || ' (tổng hợp)',
        ${quarterStart(quarterOf(incidents))} + pick(8, n, 90),
        ${one(9, "LOW", "LOW", "LOW", "MEDIUM", "MEDIUM", "HIGH", "HIGH", "CRITICAL")},
        ${one(10, "OPEN", "RESOLVED", "RESOLVED", "RESOLVED")},
        ${id("system", ownerOf(incidents, systems))}, ${REPORT}`,
      thing: { prefix: "incident" },
    },
    {
      name: "media_outlet",
      columns: "id, name, kind, url, agency_id, report_id",
      rows: outlets,
      select: `${id("outlet", "n")},
        ${one(11, "Trang thông tin", "Đài truyền thanh", "Kênh mạng xã hội")} || ' ' || ${place(12)} || ' ' || n || ' (tổng hợp)',
        ${one(11, "MEMBER_SITE", "RADIO", "SOCIAL_NETWORK")}, 'https://synthetic.example/' || n,
        ${id("agency", `1 + (n - 1) % ${agencies}`)}, ${REPORT}`,
      thing: { prefix: "outlet" },
    },
    {
      name: "media_output",
      columns: "id, name, kind, language, status, topic, outlet_id, report_id",
      rows: outputs,
      select: `${id("output", "n")},
        ${one(13, "Bản tin", "Bài viết", "Phóng sự", "Chuyên mục")} || ' ' || ${place(14)} || ' ' || n || ' (tổng hợp)',
        ${one(15, "NEWS", "DOCUMENT", "TV_PROGRAMME", "RADIO_PROGRAMME")}, ${one(16, "VI", "VI", "VI", "KM")}, 'DONE',
        ${one(17, "chuyển đổi số", "an toàn thông tin", "nông thôn mới", "phòng chống dịch")},
        ${id("outlet", ownerOf(outputs, outlets))}, ${REPORT}`,
      thing: { prefix: "output" },
    },
    ...statistics(indicators, observations),
  ];
}

/** A fifth of the indicators are broken down by four members; two thirds tell what happened in a quarter. */
function statistics(indicators: number, observations: number): Table[] {
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
      columns: "id, name, code, basis, additive, domain, unit_id",
      rows: indicators,
      select: `${id("indicator", "n")}, 'Chỉ tiêu ' || n || ' (tổng hợp)', 'synthetic-' || n, ${basis("n")},
        ${basis("n")} = 'FLOW', (ARRAY['telecom', 'media', 'security'])[1 + n % 3],
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
