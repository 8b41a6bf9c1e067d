import { useDatabase } from "./harness.js";

const database = useDatabase();

/** One document a day around the days on which reporting rules close data. */
async function withDocumentsOf(days: string[], ask: () => Promise<void>): Promise<void> {
  for (const day of days)
    await database.dataSource.query("INSERT INTO document (id, name, issued_on) VALUES ($1, 'kỳ', $2)", [
      `document:test-${day}`,
      day,
    ]);
  try {
    await ask();
  } finally {
    await database.dataSource.query("DELETE FROM document WHERE id LIKE 'document:test-%'");
  }
}

const STATUTORY = [
  ["STATUTORY_MONTH", "2021-02-14", "2021-01-15", "2021-02-15", "Kỳ báo cáo tháng 2/2021"],
  ["STATUTORY_MONTH", "2021-02-15", "2021-02-15", "2021-03-15", "Kỳ báo cáo tháng 3/2021"],
  ["STATUTORY_MONTH", "2020-12-15", "2020-12-15", "2021-01-15", "Kỳ báo cáo tháng 1/2021"],
  ["STATUTORY_MONTH", "2024-03-14", "2024-02-15", "2024-03-15", "Kỳ báo cáo tháng 3/2024"],
  ["STATUTORY_MONTH", "2021-01-31", "2021-01-15", "2021-02-15", "Kỳ báo cáo tháng 2/2021"],
  ["STATUTORY_QUARTER", "2020-12-14", "2020-09-15", "2020-12-15", "Kỳ báo cáo quý IV/2020"],
  ["STATUTORY_QUARTER", "2020-12-15", "2020-12-15", "2021-03-15", "Kỳ báo cáo quý I/2021"],
  ["STATUTORY_HALF_YEAR", "2021-06-14", "2020-12-15", "2021-06-15", "Kỳ báo cáo 6 tháng đầu năm 2021"],
  ["STATUTORY_HALF_YEAR", "2021-06-15", "2021-06-15", "2021-12-15", "Kỳ báo cáo 6 tháng cuối năm 2021"],
  ["STATUTORY_NINE_MONTHS", "2021-09-14", "2020-12-15", "2021-09-15", "Kỳ báo cáo 9 tháng năm 2021"],
  ["STATUTORY_YEAR", "2021-12-14", "2020-12-15", "2021-12-15", "Kỳ báo cáo năm 2021"],
  ["STATUTORY_YEAR", "2021-12-15", "2021-12-15", "2022-12-15", "Kỳ báo cáo năm 2022"],
  ["MONTH", "2021-12-15", "2021-12-01", "2022-01-01", "Tháng 12/2021"],
  ["QUARTER", "2021-12-15", "2021-10-01", "2022-01-01", "Quý IV/2021"],
  ["YEAR", "2021-12-15", "2021-01-01", "2022-01-01", "Năm 2021"],
  ["DAY", "2021-02-28", "2021-02-28", "2021-03-01", "28/2/2021"],
] as const;

test.each(STATUTORY)(
  "By %s, %s falls in the days from %s up to %s, which are called %s",
  async (part, day, start, end, label) => {
    await withDocumentsOf([day], async () => {
      const { data, errors } = await database.askBoth(`{
      documents(where: { id: { eq: "document:test-${day}" } }) {
        groups(by: [{ issuedOn: ${part} }]) { keys { issuedOn { start end label } } count }
      }
    }`);
      expect(errors).toEqual([]);
      expect(data.documents.groups).toEqual([{ keys: { issuedOn: { start, end, label } }, count: 1 }]);
    });
  },
);

test("Days behind the nine months belong to no nine months; moments fall on the day that Vietnam has", async () => {
  await withDocumentsOf(["2021-09-15"], async () => {
    const { data } = await database.askBoth(`{
      documents(where: { id: { eq: "document:test-2021-09-15" } }) {
        groups(by: [{ issuedOn: STATUTORY_NINE_MONTHS }]) { keys { issuedOn { start } } }
      }
    }`);
    expect(data.documents.groups).toEqual([{ keys: { issuedOn: null } }]);
  });
  await database.dataSource.query(
    "UPDATE observation SET recorded_at = '2021-09-14T17:30:00Z' WHERE id = (SELECT min(id) FROM observation)",
  );
  const { data } = await database.askBoth(`{
    observations(where: { recordedAt: { eq: "2021-09-14T17:30:00Z" } }) {
      groups(by: [{ recordedAt: DAY }]) { keys { recordedAt { start } } }
    }
  }`);
  expect(data.observations.groups).toEqual([{ keys: { recordedAt: { start: "2021-09-15" } } }]);
});
