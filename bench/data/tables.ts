import { papers } from "./documents.ts";
import { statistics } from "./statistics.ts";
import { id, one, place, QUARTERS, quarterStart, REPORT, type Table } from "./words.ts";

/** How many rows of each kind a database has. */
export interface Size {
  agencies: number;
  systems: number;
  incidents: number;
  outlets: number;
  outputs: number;
  documents: number;
  indicators: number;
  observations: number;
}

/** Ten times the scale is ten times the bodies and what they own, and ten times the indicators, each as widely measured. */
export const sizeOf = (scale: number): Size => ({
  agencies: 600 * scale,
  systems: 3_000 * scale,
  incidents: 200_000 * scale,
  outlets: 600 * scale,
  outputs: 500_000 * scale,
  documents: 20_000 * scale,
  indicators: 150 * scale,
  observations: 1_000_000 * scale,
});

/** Every table in the order in which it is filled. */
export function tablesOf(size: Size): Table[] {
  const { agencies, systems, incidents, outlets, outputs, documents, indicators, observations } = size;
  const scale = agencies / 600;
  const [departments, districts] = [20 * scale, 10 * scale];
  /** How far an agency is from the last, the province: before it are its departments and districts, and first the communes, whose figures may be added. */
  const above = `(${agencies} + 1 - n)`;
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
        CASE WHEN ${above} = 1 THEN 'Ủy ban nhân dân tỉnh'
          WHEN ${above} <= 1 + ${departments} THEN 'Sở ' || ${one(1, "Nội vụ", "Tài chính", "Xây dựng", "Y tế", "Tư pháp")}
          WHEN ${above} <= 1 + ${departments + districts} THEN 'Ủy ban nhân dân huyện ' || ${place(2)} || ' ' || ${place(3)}
          ELSE 'Ủy ban nhân dân xã ' || ${place(2)} || ' ' || ${place(3)} END || ' ' || n || ' (tổng hợp)',
        'CQ' || n, 'SYNTHETIC',
        CASE WHEN ${above} <= 1 + ${departments} THEN 'PROVINCE' WHEN ${above} <= 1 + ${departments + districts} THEN 'DISTRICT' ELSE 'COMMUNE' END,
        'STATE', CASE WHEN ${above} BETWEEN 2 AND 1 + ${departments} THEN 'DEPARTMENT' ELSE 'GOVERNMENT' END,
        CASE WHEN ${above} = 1 THEN NULL WHEN ${above} <= 1 + ${departments + districts} THEN ${id("agency", `${agencies}`)}
          ELSE ${id("agency", `${agencies} - ${departments} - 1 - n % ${districts}`)} END,
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
        ${one(17, "chuyển đổi số", "an toàn thông tin", "nông thôn mới", "phòng chống dịch")} || ' ' || 1 + pick(19, n, 25),
        ${id("outlet", ownerOf(outputs, outlets))}, ${REPORT}`,
      thing: { prefix: "output" },
    },
    ...papers(documents, agencies, systems),
    ...statistics(indicators, observations),
  ];
}
