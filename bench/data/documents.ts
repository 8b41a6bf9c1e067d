import { id, one, QUARTERS, quarterStart, REPORT, type Table } from "./words.ts";

/** Documents that others rest on. */
const LAWS = 100;

/** Documents, each of which rests on a law, is sent to an agency and concerns a system; every other one amends an older one. */
export function papers(documents: number, agencies: number, systems: number): Table[] {
  const document = "(1 + (n - 1) / 4)";
  const way = "((n - 1) % 4)";
  const from = id("document", document);
  const to = `CASE ${way} WHEN 0 THEN ${id("document", `1 + pick(20, n, ${document} - 1)`)}
    WHEN 1 THEN ${id("document", `1 + pick(20, n, ${LAWS})`)}
    WHEN 2 THEN ${id("agency", `1 + pick(20, n, ${agencies})`)}
    ELSE ${id("system", `1 + pick(20, n, ${systems})`)} END`;
  const key = `(ARRAY['amends', 'basedOn', 'addressedTo', 'concerns'])[1 + ${way}]`;
  return [
    {
      name: "document",
      columns: "id, name, number, type, issued_on, status, direction, issuer_id, report_id",
      rows: documents,
      select: `${id("document", "n")},
        'Về việc ' || ${one(21, "chuyển đổi số", "an toàn thông tin", "báo chí", "bưu chính")} || ' ' || n || ' (tổng hợp)',
        n || '/TH', ${one(22, "OFFICIAL_LETTER", "OFFICIAL_LETTER", "DECISION", "PLAN", "REPORT", "NOTICE")},
        ${quarterStart(`(n - 1) / ${documents / QUARTERS}`)} + pick(23, n, 90),
        ${one(24, "ISSUED", "ISSUED", "ISSUED", "SUBMITTED", "DRAFT")}, ${one(25, "ISSUED", "RECEIVED")},
        ${id("agency", `1 + pick(26, n, ${agencies})`)}, ${REPORT}`,
      thing: { prefix: "document", code: "number" },
    },
    {
      name: "link",
      columns: "id, role, from_id, to_id",
      rows: 4 * documents,
      select: `${from} || ' ' || ${key} || ' ' || ${to},
        (ARRAY['AMENDS', 'BASED_ON', 'ADDRESSED_TO', 'CONCERNS'])[1 + ${way}], ${from}, ${to}`,
      where: `${document} > ${LAWS} AND (${way} > 0 OR ${document} % 2 = 0)`,
    },
  ];
}
