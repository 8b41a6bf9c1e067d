import { beforeEach } from "@jest/globals";
import { useDatabase } from "./harness.js";

const database = useDatabase("migrated");

const run = (sql: string) => database.dataSource.query(sql);

beforeEach(() =>
  run(`
    DELETE FROM link; DELETE FROM other_name; DELETE FROM coordinate; DELETE FROM observation;
    DELETE FROM dimension_member; DELETE FROM dimension; DELETE FROM indicator; DELETE FROM planned_task; DELETE FROM section;
    DELETE FROM activity; DELETE FROM media_output; DELETE FROM evaluation_point; DELETE FROM document; DELETE FROM agency; DELETE FROM report;
    DELETE FROM period; DELETE FROM place; DELETE FROM unit;
    INSERT INTO place (id, name) VALUES ('place:x', 'x');
    INSERT INTO unit (id, name, code, symbol) VALUES ('unit:percent', 'phần trăm', 'percent', '%'), ('unit:c', 'cuộc', 'c', 'cuộc');
    INSERT INTO period (id, name, scheme, kind, start, "end") VALUES ('period:x', 'Năm 2021', 'CALENDAR', 'YEAR', '2021-01-01', '2022-01-01');
    INSERT INTO report (id, name, number, issued_on, result_period_id) VALUES ('report:x', 'x', '1', '2022-01-10', 'period:x');
    INSERT INTO indicator (id, name, code, basis, additive) VALUES ('indicator:n', 'Số cuộc', 'n', 'FLOW', true);
    INSERT INTO indicator (id, name, code, basis, additive, within_id) VALUES ('indicator:w', 'Số cuộc nhỏ', 'w', 'FLOW', true, 'indicator:n')`),
);

interface Found {
  verdict: string;
  severity: string;
  explanation: string;
  explanationEn: string;
  lines: string[];
}

/** What a rule finds, in the order of its lines. */
async function found(rule: string): Promise<Found[]> {
  const { data, errors } = await database.askBoth(
    `query ($rule: CheckRule!) { checks(where: { rule: { eq: $rule } }) { nodes { verdict severity explanation explanationEn lines } } }`,
    { rule },
  );
  expect(errors).toEqual([]);
  return data.checks.nodes;
}

const verdicts = async (rule: string) => (await found(rule)).map(({ verdict }) => verdict);

/** A figure of the report on a line, broken down by the members of dimensions. */
async function figure(id: string, value: string, more: Record<string, string> = {}, members: string[] = []) {
  const row = {
    id: `observation:${id}`,
    figure: id,
    unit: "c",
    status: "FINAL",
    indicator_id: "indicator:n",
    subject_id: "place:x",
    report_id: "report:x",
    period_id: "period:x",
    line_start: "1",
    value,
    ...more,
  };
  const values = Object.values(row).map((text) => `'${text}'`);
  await run(`INSERT INTO observation (${Object.keys(row)}) VALUES (${values})`);
  for (const member of members) {
    const [dimension] = member.split("=");
    await run(`INSERT INTO dimension (id, name, code) VALUES ('dimension:${dimension}', '${dimension}', '${dimension}') ON CONFLICT DO NOTHING;
      INSERT INTO dimension_member (id, name, code, dimension_id) VALUES ('member:${member}', '${member}', '${member}', 'dimension:${dimension}')
      ON CONFLICT DO NOTHING;
      INSERT INTO coordinate (observation_id, dimension, member, member_id)
      VALUES ('observation:${id}', '${dimension}', '${member.slice(dimension?.length ?? 0)}', 'member:${member}')`);
  }
}

test.each([
  ["the day before the last", "2021-12-30", "DISAGREES"],
  ["the last day", "2021-12-31", "AGREES"],
  ["a later day", "2022-01-10", "AGREES"],
])("A report signed on %s of its period", async (_words, day, verdict) => {
  await run(`UPDATE report SET issued_on = '${day}'`);
  expect(await verdicts("SIGNING")).toEqual([verdict]);
});

test("A report that does not say when it was signed cannot be held against its period", async () => {
  await run("UPDATE report SET issued_on = NULL");
  expect(await verdicts("SIGNING")).toEqual(["NOT_COMPUTABLE"]);
});

const sections = (numbers: string) =>
  run(
    numbers
      .split(" ")
      .map(
        (number, index) =>
          `INSERT INTO section (id, report_id, name, number, position, line_start) VALUES ('section:${index}', 'report:x', 'x', '${number}', ${index}, ${index + 1})`,
      )
      .join(";"),
  );

test.each([
  ["I II III IV V", ["AGREES"]],
  ["0 I II N", ["AGREES"]],
  ["I III IV", ["DISAGREES"]],
  ["II III", ["DISAGREES"]],
  ["1 2 2 3", ["DISAGREES"]],
  ["1. 2. 4.", ["DISAGREES"]],
  ["a b c d đ e g", ["AGREES"]],
  ["a b c d e f g", ["AGREES"]],
  ["a b c d e", ["AGREES"]],
  ["a b d", ["DISAGREES"]],
  ["A B C D", ["AGREES"]],
  ["I", []],
  ["Một Hai", []],
  ["1 x 3", []],
])("Sections numbered %s: %j", async (numbers, expected) => {
  await sections(numbers);
  expect(await verdicts("NUMBERING")).toEqual(expected);
});

test("A gap is found below another number too, and shown by the sections beside it", async () => {
  await sections("I I.1 I.2 I.4 I.5");
  await run("UPDATE section SET parent_id = 'section:0' WHERE number <> 'I'");
  expect(await found("NUMBERING")).toMatchObject([
    { explanation: "Các mục con của mục I đánh số 1, 2, 4, 5: thiếu 3.", lines: ["3-4"] },
  ]);
});

test.each([
  ["a part that is as large", "10", "10", {}, ["AGREES"]],
  ["a part that is larger", "10", "11", {}, ["DISAGREES"]],
  ["a part of more than so many", "10", "11", { qualifier: "MORE_THAN" }, []],
  ["a part of a plan", "10", "11", { status: "PLAN" }, []],
  ["a part of another year", "10", "11", { period_id: "period:other" }, []],
])("Within a total is %s", async (_words, total, part, more, expected) => {
  await run(
    `INSERT INTO period (id, name, scheme, kind, start, "end") VALUES ('period:other', 'o', 'CALENDAR', 'YEAR', '2020-01-01', '2021-01-01')`,
  );
  await figure("total", total, more);
  await figure("part", part, {}, ["kind=a"]);
  expect(await verdicts("WITHIN")).toEqual(expected);
});

test("Parts are within every total whose members they have, and in no other", async () => {
  await figure("a", "3", { line_start: "2" }, ["kind=a"]);
  await figure("b", "9", { line_start: "3" }, ["kind=b"]);
  await figure("small", "4", { line_start: "4" }, ["kind=a", "way=x"]);
  expect(await found("WITHIN")).toMatchObject([
    {
      severity: "ERROR",
      explanation:
        "Số cuộc (kind=a): báo cáo ghi 3 cuộc (dòng 2), nhỏ hơn số liệu nằm trong đó: số cuộc (kind=a, way=x): 4 cuộc (dòng 4).",
      lines: ["2", "4"],
    },
  ]);
});

test("Where there is none of something, there is none of what it includes", async () => {
  await figure("none", "0", { line_start: "7" });
  await figure("some", "1858", { indicator_id: "indicator:w", line_start: "9" });
  expect(await found("WITHIN")).toMatchObject([
    {
      severity: "WARNING",
      explanation:
        "Số cuộc: báo cáo ghi không có (dòng 7), nhưng nơi khác nêu số cuộc nhỏ: 1.858 cuộc (dòng 9).",
      explanationEn: "Số cuộc: stated as none (line 7), but elsewhere: số cuộc nhỏ: 1,858 (line 9).",
    },
  ]);
});

const AGENCIES = `INSERT INTO agency (id, name, kind) VALUES ('agency:cp', 'Chính phủ', 'GOVERNMENT'), ('agency:tt', 'Thủ tướng', 'PERSON');`;

test.each([
  ["a decree of the Government", "'DECREE', 'agency:cp', NULL", ["AGREES"]],
  ["a decree of the Prime Minister", "'DECREE', 'agency:tt', NULL", ["DISAGREES"]],
  [
    "a decree that the source takes for the Prime Minister's",
    "'DECREE', 'agency:cp', 'agency:tt'",
    ["DISAGREES"],
  ],
  [
    "a decision that the source takes for the Government's",
    "'DECISION', 'agency:tt', 'agency:cp'",
    ["DISAGREES"],
  ],
  ["a decision of the Prime Minister", "'DECISION', 'agency:tt', NULL", []],
  ["a decree of nobody", "'DECREE', NULL, NULL", []],
])("The issuer of %s", async (_words, values, expected) => {
  await run(
    `${AGENCIES} INSERT INTO document (id, name, type, issuer_id, stated_issuer_id) VALUES ('document:x', 'x', ${values})`,
  );
  expect(await verdicts("ISSUER")).toEqual(expected);
});

test.each([
  ["Sở Thông tin và Truyền thông", "Sở Thông tin", "AGREES"],
  ["Ủy ban nhân dân tỉnh", "UBND tỉnh", "AGREES"],
  ["Công ty cổ phần Lê Minh", "Trung tâm Lê Minh", "DIFFERS"],
  ["Trung tâm khu vực Nam Bộ", "Trung tâm tại Cần Thơ", "DIFFERS"],
])("%s, also called %s: %s", async (name, other, verdict) => {
  await run(
    `INSERT INTO agency (id, name) VALUES ('agency:x', '${name}'); INSERT INTO other_name (id, name, of_id) VALUES ('name:x', '${other}', 'agency:x')`,
  );
  expect(await verdicts("NAMES")).toEqual([verdict]);
});

const PLAN = "Kế hoạch ứng dụng công nghệ thông tin";

test.each([
  ["a draft and the plan of its name", `${PLAN}`, "NULL", `${PLAN} (số 5/KH)`, "'5/KH'", ["DIFFERS"]],
  ["a draft and the plan of its title", `${PLAN} năm 2021`, "NULL", `${PLAN}`, "'5/KH'", ["DIFFERS"]],
  ["plans of one name and two numbers", `${PLAN}`, "'4/KH'", `${PLAN}`, "'5/KH'", []],
  ["plans of two years", `${PLAN} năm 2021`, "NULL", `${PLAN} năm 2022`, "'5/KH'", []],
  ["plans without numbers of which one is wider", `${PLAN}`, "NULL", `${PLAN} năm 2021`, "NULL", []],
])("Of %s", async (_words, one, number, other, otherNumber, expected) => {
  await run(
    `INSERT INTO document (id, name, type, number) VALUES ('document:1', '${one}', 'PLAN', ${number}), ('document:2', '${other}', 'PLAN', ${otherNumber})`,
  );
  expect(await verdicts("NAMES")).toEqual(expected);
  await run(
    "INSERT INTO link (id, role, from_id, to_id) VALUES ('l', 'DRAFT_OF', 'document:1', 'document:2')",
  );
  expect(await verdicts("NAMES")).toEqual([]);
});

test.each([
  ["DONE", "DISAGREES", "ERROR"],
  ["ONGOING", "DIFFERS", "REMARK"],
  ["NOT_DONE", "AGREES", "NONE"],
])("What was not carried out and is %s elsewhere: %s", async (status, verdict, severity) => {
  await run(`
    INSERT INTO evaluation_point (id, name, status, line_start) VALUES ('evaluation:x', 'Chưa làm', 'NOT_DONE', 9);
    INSERT INTO media_output (id, name, status, line_start) VALUES ('output:1', 'Một', '${status}', 3), ('output:2', 'Hai', '${status}', 4);
    INSERT INTO link (id, role, from_id, to_id) VALUES ('1', 'CONCERNS', 'evaluation:x', 'output:1'), ('2', 'CONCERNS', 'evaluation:x', 'output:2'),
      ('3', 'CONTRADICTS', 'evaluation:x', 'output:2')`);
  expect(await found("STATUS")).toMatchObject([{ verdict, severity, lines: ["3-4", "9"] }]);
});

test("Work that is done by a document, and planned by it again, is a remark", async () => {
  await run(`
    INSERT INTO document (id, name) VALUES ('document:x', 'Phương án'), ('document:y', 'Chương trình');
    INSERT INTO activity (id, name, status) VALUES ('activity:x', 'Đã làm', 'DONE'), ('activity:y', 'Đang làm', 'ONGOING');
    INSERT INTO planned_task (id, name, number, position) VALUES ('task:x', 'Sẽ làm', '1', 1);
    INSERT INTO link (id, role, from_id, to_id) VALUES ('1', 'BASED_ON', 'activity:x', 'document:x'), ('2', 'CONCERNS', 'task:x', 'document:x'),
      ('3', 'BASED_ON', 'activity:y', 'document:y'), ('4', 'BASED_ON', 'task:x', 'document:y')`);
  expect(await found("STATUS")).toMatchObject([
    {
      severity: "REMARK",
      explanation: "Nêu đã thực hiện “Đã làm”, đồng thời đưa vào kế hoạch “Sẽ làm”, cùng về “Phương án”.",
    },
  ]);
});

test("Figures of one section and one period are one check, whatever their number", async () => {
  await sections("I II");
  await run(
    `INSERT INTO period (id, name, scheme, kind, start, "end") VALUES ('period:h', 'Nửa năm', 'CALENDAR', 'HALF_YEAR', '2021-01-01', '2021-07-01')`,
  );
  for (const [id, section, period, line] of [
    ["1", "0", "period:x", "1"],
    ["2", "0", "period:h", "5"],
    ["3", "0", "period:h", "6"],
    ["4", "1", "period:h", "9"],
  ] as const)
    await figure(id, id, { section_id: `section:${section}`, period_id: period, line_start: line });
  const checks = await found("PERIOD");
  expect(checks.map(({ verdict, lines }) => [verdict, ...lines])).toEqual([
    ["DIFFERS", "5-6"],
    ["DIFFERS", "9"],
    ["AGREES", "1"],
  ]);
  expect(checks[0]?.explanation).toBe(
    "Mục I: 2 số liệu của kỳ “Nửa năm” (01/01/2021 - 30/06/2021), khác kỳ kết quả của báo cáo là “Năm 2021” (01/01/2021 - 31/12/2021).",
  );
});

test("Numbers are written as each language writes them", async () => {
  const [row] = await run(
    "SELECT number_vi(1858) a, number_vi(-1234567.5) b, number_vi(68.42) c, number_en(1858) d, number_en(-1234567.5) e, amount_vi(68.42, '%') f, amount_en(68.42, '%') g, amount_en(3, 'cuộc') h, number_vi(999) i",
  );
  expect(Object.values(row)).toEqual([
    "1.858",
    "-1.234.567,5",
    "68,42",
    "1,858",
    "-1,234,567.5",
    "68,42%",
    "68.42%",
    "3",
    "999",
  ]);
});
