import { useDatabase } from "./harness.js";

const database = useDatabase();

/** What a value of a unit is written as, in Vietnamese and in English. */
const WRITTEN: [
  value: string | null,
  qualifier: string | null,
  unit: string,
  vi: string | null,
  en: string | null,
][] = [
  ["469500000000", "EXACT", "vnd", "469,5 tỷ đồng", "VND 469.5 billion"],
  ["38500000000", "ESTIMATED", "vnd", "ước 38,5 tỷ đồng", "an estimated VND 38.5 billion"],
  ["1000000000", null, "vnd", "1 tỷ đồng", "VND 1 billion"],
  ["1234000000000", null, "vnd", "1.234 tỷ đồng", "VND 1,234 billion"],
  ["999999000", null, "vnd", "999,999 triệu đồng", "VND 999.999 million"],
  ["1234567890", null, "vnd", "1.234.567.890 đồng", "VND 1,234,567,890"],
  ["1234567000", null, "vnd", "1.234,567 triệu đồng", "VND 1,234.567 million"],
  ["200000", null, "vnd", "200.000 đồng", "VND 200,000"],
  ["-2500000", null, "vnd", "-2,5 triệu đồng", "VND -2.5 million"],
  ["0", "EXACT", "vnd", "0 đồng", "VND 0"],
  ["15.67", "EXACT", "percent", "15,67%", "15.67%"],
  ["77.60", "ABOUT", "percent", "khoảng 77,60%", "about 77.60%"],
  ["158", "MORE_THAN", "decision", "hơn 158 quyết định", "more than 158 decisions"],
  ["1858", "NEARLY", "service", "gần 1.858 dịch vụ", "nearly 1,858 public services"],
  ["1", null, "station", "1 trạm", "1 station"],
  ["82.07", null, "subscriber-per-100-people", "82,07 thuê bao/100 dân", "82.07 subscribers per 100 people"],
  ["1234567.25", null, "kg", "1.234.567,25 kg", "1,234,567.25 kilograms"],
  [null, null, "incident", null, null],
];

const WRITE = "{ observation(id: $id) { vi: formatted en: formatted(locale: EN) } }";

test.each(WRITTEN)("%s, %s, in %s is written %s, and %s", async (value, qualifier, unit, vi, en) => {
  const [row] = await database.dataSource
    .query(
      "UPDATE observation SET value = $1, qualifier = $2, unit = $3 WHERE id = (SELECT min(id) FROM observation) RETURNING id",
      [value, qualifier, unit],
    )
    .then(([rows]) => rows);
  const query = `query ($id: ID!) ${WRITE}`;
  const { data, errors, statements } = await database.ask(query, row);
  expect(errors).toEqual([]);
  expect(data.observation).toEqual({ vi, en });
  expect(statements).toBe(1);
  expect((await database.askResolvers(query, row)).data).toEqual(data);
});

test("The language may be a variable, and one that is none is refused", async () => {
  const query =
    "query ($l: Locale!) { bidPackages(first: 3) { nodes { formattedContractValue(locale: $l) } } observations(first: 9) { nodes { formatted(locale: $l) } } }";
  const english = await database.askBoth(query, { l: "EN" });
  expect(english.errors).toEqual([]);
  expect(english.text).not.toEqual((await database.askBoth(query, { l: "VI" })).text);
  const { errors } = await database.ask(query, { l: "KM" });
  expect(errors[0]?.message).toContain("Locale");
});

test("Every amount of the report is written in full: what is read back is the value", async () => {
  const { data } = await database.askBoth(
    "{ observations(first: 1000) { nodes { value unit qualifier formatted(locale: EN) } } }",
  );
  const figures = data.observations.nodes as {
    value: string | null;
    unit: string;
    formatted: string | null;
  }[];
  expect(figures.length).toBeGreaterThan(150);
  for (const { value, unit, formatted } of figures) {
    if (value === null) expect(formatted).toBeNull();
    else {
      const number = formatted?.match(/-?\d[\d,.]*\d|\d/)?.[0].replaceAll(",", "");
      const scale =
        unit !== "vnd" ? 1 : formatted?.endsWith("billion") ? 1e9 : formatted?.endsWith("million") ? 1e6 : 1;
      expect(Math.round(Number(number) * scale * 1000)).toBe(Math.round(Number(value) * 1000));
    }
  }
});
