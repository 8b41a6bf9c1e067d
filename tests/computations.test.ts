import { useDatabase } from "./harness.js";

const database = useDatabase();

const COMPUTED = "value least greatest stated unit formula origin figures { id source { lineStart } }";

/** What is computed of one figure. */
async function of(id: string, field: string) {
  const { data, errors } = await database.askBoth(
    `query ($id: ID!) { observation(id: $id) { value status computed: ${field} { ${COMPUTED} } } }`,
    { id: `observation:${id}` },
  );
  expect(errors).toEqual([]);
  return data.observation;
}

/** Runs what changes figures, and takes it back. */
async function changed(sql: string, undo: string, ask: () => Promise<void>): Promise<void> {
  await database.dataSource.query(sql);
  try {
    await ask();
  } finally {
    await database.dataSource.query(undo);
  }
}

const setValue = (id: string, value: string, status = "FINAL") =>
  `UPDATE observation SET value = ${value}, status = '${status}' WHERE id = 'observation:${id}'`;

test("The share of a figure is that of the total that it is a part of, with both figures and their lines", async () => {
  const { computed } = await of("dvc-muc-do-4", "share");
  expect(computed).toEqual({
    value: "43.33",
    least: null,
    greatest: null,
    stated: null,
    unit: "percent",
    formula: "805 / 1858 × 100 ≈ 43.33",
    origin: "COMPUTED",
    figures: [
      { id: "observation:dvc-muc-do-4", source: { lineStart: 296 } },
      { id: "observation:dvc-truc-tuyen", source: { lineStart: 286 } },
    ],
  });
});

test("The total of a share may be taken over a dimension, whether or not the source says that it is one", async () => {
  const updated = await of("iso-so-nganh-cap-nhat", `share(of: "update-status")`);
  expect(updated.computed).toMatchObject({ value: "68.42", formula: "13 / 19 × 100 ≈ 68.42" });
  expect((await of("iso-so-nganh-cap-nhat", "share")).computed).toBeNull();
  const online = await of("ho-so-muc-do-4-truc-tuyen", `share(of: "channel")`);
  expect(online.computed).toMatchObject({ value: "68.17", formula: "9294 / 13634 × 100 ≈ 68.17" });
  // No figure says how many came online, whatever their level.
  expect((await of("ho-so-muc-do-4-truc-tuyen", `share(of: "level")`)).computed).toBeNull();
  const { errors } = await database.askBoth(
    `{ observation(id: "observation:dvc-muc-do-4") { share(of: "no-such") { value } } }`,
  );
  expect(errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
});

test("Nothing has a share of a total that is zero, absent or of another unit, and a rate has none", async () => {
  for (const [sql, undo] of [
    [setValue("dvc-truc-tuyen", "0"), setValue("dvc-truc-tuyen", "1858")],
    [setValue("dvc-truc-tuyen", "NULL", "MISSING"), setValue("dvc-truc-tuyen", "1858")],
    [
      "UPDATE observation SET unit = 'dossier' WHERE id = 'observation:dvc-truc-tuyen'",
      "UPDATE observation SET unit = 'service' WHERE id = 'observation:dvc-truc-tuyen'",
    ],
    [
      "UPDATE indicator SET basis = 'RATE' WHERE code = 'online-service-count'",
      "UPDATE indicator SET basis = 'STOCK' WHERE code = 'online-service-count'",
    ],
  ])
    await changed(sql as string, undo as string, async () => {
      expect((await of("dvc-muc-do-4", "share")).computed).toBeNull();
    });
});

test("A rate is computed anew beside the stated one, which stays what it is", async () => {
  const { value, computed } = await of("dvc-ty-le-muc-do-1-2", "rate");
  expect(value).toBe("15.67");
  expect(computed).toMatchObject({
    value: "15.66",
    stated: "15.67",
    least: null,
    formula: "291 / 1858 × 100 ≈ 15.66",
  });
  // Of no rate, and of a rate whose denominator is not reported, there is none.
  expect((await of("dvc-muc-do-4", "rate")).computed).toBeNull();
  expect((await of("mat-do-internet", "rate")).computed).toBeNull();
});

test("Where figures are rounded, the rate and the share have a range", async () => {
  const round = (step: string) =>
    `UPDATE observation SET precision = ${step} WHERE id IN ('observation:dvc-muc-do-1-2', 'observation:dvc-truc-tuyen')`;
  await changed(round("2"), round("NULL"), async () => {
    // (291 ± 1) / (1858 ∓ 1)
    const range = { value: "15.66", least: "15.6", greatest: "15.72" };
    expect((await of("dvc-ty-le-muc-do-1-2", "rate")).computed).toMatchObject(range);
    expect((await of("dvc-muc-do-1-2", "share")).computed).toMatchObject(range);
  });
});

test("What the certificates began with is implied by their balance, and is not a figure that a source states", async () => {
  const opening = await of("chung-thu-so-dau-ky", "implied");
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
  expect((await of("chung-thu-so-hoat-dong", "implied")).computed).toBeNull();
});

test("What a balance began with is not what it ended with, though both be of the flows' period", async () => {
  const move = (period: string) =>
    `UPDATE observation SET period_id = 'period:${period}' WHERE id = 'observation:chung-thu-so-hoat-dong'`;
  await changed(move("2021-9m"), move("2021-09-14"), async () => {
    expect((await of("chung-thu-so-dau-ky", "implied")).computed).toMatchObject({ value: "2173" });
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
      `${setValue(id, "NULL", "MISSING")}; ${setValue("ho-so-bao-chi-con-lai", "5")}`,
      `${setValue(id, value)}; ${setValue("ho-so-bao-chi-con-lai", "NULL", "MISSING")}`,
      async () => {
        expect((await of(id, "implied")).computed).toMatchObject({ formula, value: formula.split("= ")[1] });
      },
    );
  expect((await of("ho-so-bao-chi-con-lai", "implied")).computed).toMatchObject({
    value: "3",
    formula: "3 + 163 − 163 = 3",
  });
});

test("A balance whose terms are all stated gives what is left beside what is stated to be left", async () => {
  await changed(
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
      expect((await of("ho-so-bao-chi-con-lai", "implied")).computed).toBeNull();
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
    setValue("ho-so-bao-chi-dung-han", "NULL", "MISSING"),
    setValue("ho-so-bao-chi-dung-han", "163"),
    async () => expect((await ask()).data.computations.nodes).toEqual([]),
  );
  const other = (from: string, to: string) =>
    `UPDATE observation SET indicator_id = 'indicator:${to}' WHERE id = 'observation:ho-so-bao-chi-con-lai' AND indicator_id = 'indicator:${from}'`;
  await changed(
    other("dossier-pending", "case-count"),
    other("case-count", "dossier-pending"),
    async () => {},
  ).catch(() => undefined);
  await changed(
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

test("A denominator is implied by one rate with its quotient, and by several with the range that all allow", async () => {
  const plan = await of("ke-hoach-von", "implied");
  expect(plan).toMatchObject({
    value: null,
    status: "MISSING",
    computed: {
      value: "10000000000",
      least: "9993640699.52",
      greatest: "10006363347.12",
      unit: "vnd",
      formula: "1572000000 / 15.72 × 100 = 10000000000",
      figures: [
        { id: "observation:giai-ngan", source: { lineStart: 553 } },
        { id: "observation:ty-le-giai-ngan", source: { lineStart: 553 } },
      ],
    },
  });
  // Nearly a third of the 28 billion that the same paragraph says were allocated.
  expect((await of("kinh-phi-du-an", "share")).value).toBe("28000000000");
  const people = await of("dan-so", "implied");
  expect(people.computed).toMatchObject({
    value: null,
    least: "1009199",
    greatest: "1009228",
    unit: "person",
  });
  expect(people.computed.figures).toHaveLength(10);
});

test("What is computed is listed, filtered, grouped and looked up as anything else is", async () => {
  const { data, errors, statements } = await database.ask(`{
    computations { totalCount groups(by: [{ kind: VALUE }]) { keys { kind } count } }
    missing: observations(where: { status: { eq: MISSING }, implied: { isNull: true } }) { nodes { id } }
    unlike: observations(where: { rate: { isNull: false } }) { totalCount }
    computation(id: "denominator:observation:ke-hoach-von") { value observation { id } subject { name } }
  }`);
  expect([errors, statements]).toEqual([[], 1]);
  const counts = Object.fromEntries(
    data.computations.groups.map(({ keys, count }: { keys: { kind: string }; count: number }) => [
      keys.kind,
      count,
    ]),
  );
  expect(counts).toMatchObject({ BALANCE: 2, DENOMINATOR: 2 });
  expect(data.unlike.totalCount).toBe(counts.RATE);
  expect(data.missing.nodes).toEqual([{ id: "observation:su-co-an-toan-thong-tin" }]);
  expect(data.computation).toMatchObject({
    value: "10000000000",
    observation: { id: "observation:ke-hoach-von" },
  });
});

test("Of a corrected figure the version that holds now is computed with", async () => {
  await changed(
    `UPDATE observation SET superseded_by_id = 'observation:ho-so-muc-do-3' WHERE id = 'observation:chung-thu-so-thu-hoi';`,
    `UPDATE observation SET superseded_by_id = NULL WHERE id = 'observation:chung-thu-so-thu-hoi'`,
    async () => expect((await of("chung-thu-so-dau-ky", "implied")).computed).toBeNull(),
  );
});
