import { changed, computedOf, setValue } from "./computed.js";
import { useDatabase } from "./harness.js";

const database = useDatabase();

test("What the certificates began with is implied by their balance, and is not a figure that a source states", async () => {
  const opening = await computedOf(database, "chung-thu-so-dau-ky", "implied");
  expect([opening.value, opening.status]).toEqual([null, "MISSING"]);
  expect(opening.computed).toEqual({
    value: "2173",
    least: null,
    greatest: null,
    stated: null,
    unit: "certificate",
    formula: "2312 + 72 − 211 = 2173",
    origin: "COMPUTED",
    figures: [
      { id: "observation:chung-thu-so-hoat-dong", source: { lineStart: 278 } },
      { id: "observation:chung-thu-so-thu-hoi", source: { lineStart: 277 } },
      { id: "observation:chung-thu-so-cap-moi", source: { lineStart: 278 } },
    ],
  });
  expect((await computedOf(database, "chung-thu-so-hoat-dong", "implied")).computed).toBeNull();
});

test("What a balance began with is not what it ended with, though both be of the flows' period", async () => {
  const move = (period: string) =>
    `UPDATE observation SET period_id = 'period:${period}' WHERE id = 'observation:chung-thu-so-hoat-dong'`;
  await changed(database, move("2021-9m"), move("2021-09-14"), async () => {
    expect((await computedOf(database, "chung-thu-so-dau-ky", "implied")).computed).toMatchObject({
      value: "2173",
    });
  });
});

test("Any term of a balance is implied by the others", async () => {
  const terms: [id: string, value: string, formula: string][] = [
    ["ho-so-bao-chi-ky-truoc", "3", "5 + 163 − 163 = 5"],
    ["ho-so-bao-chi", "163", "5 + 163 − 3 = 165"],
    ["ho-so-bao-chi-dung-han", "163", "3 + 163 − 5 = 161"],
  ];
  for (const [id, value, formula] of terms)
    await changed(
      database,
      `${setValue(id, "NULL", "MISSING")}; ${setValue("ho-so-bao-chi-con-lai", "5")}`,
      `${setValue(id, value)}; ${setValue("ho-so-bao-chi-con-lai", "NULL", "MISSING")}`,
      async () => {
        expect((await computedOf(database, id, "implied")).computed).toMatchObject({
          formula,
          value: formula.split("= ")[1],
        });
      },
    );
  expect((await computedOf(database, "ho-so-bao-chi-con-lai", "implied")).computed).toMatchObject({
    value: "3",
    formula: "3 + 163 − 163 = 3",
  });
});

test("A balance whose terms are all stated gives what is left beside what is stated to be left", async () => {
  await changed(
    database,
    setValue("ho-so-bao-chi-con-lai", "5"),
    setValue("ho-so-bao-chi-con-lai", "NULL", "MISSING"),
    async () => {
      const { data } = await database.askBoth(
        `{ computations(where: { balance: { id: { eq: "balance:ho-so" } } }) { nodes { role value stated figures { id } } } }`,
      );
      expect(data.computations.nodes).toEqual([
        {
          role: "CLOSING",
          value: "3",
          stated: "5",
          figures: ["ky-truoc", "", "dung-han", "con-lai"].map((slug) => ({
            id: `observation:ho-so-bao-chi${slug && `-${slug}`}`,
          })),
        },
      ]);
      expect((await computedOf(database, "ho-so-bao-chi-con-lai", "implied")).computed).toBeNull();
    },
  );
});

test("A check holds a balance against what is stated to be left, and says what is not stated", async () => {
  const ask = async () => {
    const { data } = await database.askBoth(`{
      observation(id: "observation:ho-so-bao-chi-con-lai") {
        checks(where: { rule: { eq: BALANCE } }) { nodes { verdict severity stated computed explanation explanationEn lines } }
      }
    }`);
    return data.observation.checks.nodes;
  };
  const [missing] = await ask();
  expect(missing).toMatchObject({ verdict: "NOT_COMPUTABLE", severity: "NONE", stated: null, computed: "3" });
  expect(missing.explanation).toMatch(
    /: theo cân đối \(đầu kỳ \+ tăng − giảm = cuối kỳ\) là 3 hồ sơ; báo cáo không nêu\.$/,
  );
  for (const [value, verdict, severity] of [
    ["3", "AGREES", "NONE"],
    ["5", "DISAGREES", "ERROR"],
  ])
    await changed(
      database,
      setValue("ho-so-bao-chi-con-lai", value as string),
      setValue("ho-so-bao-chi-con-lai", "NULL", "MISSING"),
      async () => {
        const [found] = await ask();
        expect(found).toMatchObject({ verdict, severity, stated: value, computed: "3" });
        expect(found.explanationEn).toMatch(new RegExp(`it is 3; stated as ${value}\\.$`));
      },
    );
});

test("Of a balance with two terms missing nothing is computed, and without a missing figure the value stands alone", async () => {
  const ask = () =>
    database.askBoth(`{ computations(where: { kind: { eq: BALANCE }, indicator: { code: { startsWith: "dossier" } } }) {
      nodes { value observation { id } indicator { code } subject { id } period { id } } } }`);
  await changed(
    database,
    setValue("ho-so-bao-chi-dung-han", "NULL", "MISSING"),
    setValue("ho-so-bao-chi-dung-han", "163"),
    async () => expect((await ask()).data.computations.nodes).toEqual([]),
  );
  const other = (from: string, to: string) =>
    `UPDATE observation SET indicator_id = 'indicator:${to}' WHERE id = 'observation:ho-so-bao-chi-con-lai' AND indicator_id = 'indicator:${from}'`;
  await changed(
    database,
    other("dossier-pending", "account-issued-count"),
    other("account-issued-count", "dossier-pending"),
    async () =>
      expect((await ask()).data.computations.nodes).toEqual([
        {
          value: "3",
          observation: null,
          indicator: { code: "dossier-pending" },
          subject: { id: "agency:so-tttt-tra-vinh" },
          period: { id: "period:2021-9m" },
        },
      ]),
  );
});
