import { changed, computedOf, setValue } from "./computed.js";
import { useDatabase } from "./harness.js";

const database = useDatabase();

test("The share of a figure is that of the total that it is a part of, with both figures and their lines", async () => {
  const { computed } = await computedOf(database, "dvc-muc-do-4", "share");
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
  const updated = await computedOf(database, "iso-so-nganh-cap-nhat", `share(of: "update-status")`);
  expect(updated.computed).toMatchObject({ value: "68.42", formula: "13 / 19 × 100 ≈ 68.42" });
  expect((await computedOf(database, "iso-so-nganh-cap-nhat", "share")).computed).toBeNull();
  const online = await computedOf(database, "ho-so-muc-do-4-truc-tuyen", `share(of: "channel")`);
  expect(online.computed).toMatchObject({ value: "68.17", formula: "9294 / 13634 × 100 ≈ 68.17" });
  // No figure says how many came online, whatever their level.
  expect((await computedOf(database, "ho-so-muc-do-4-truc-tuyen", `share(of: "level")`)).computed).toBeNull();
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
    await changed(database, sql as string, undo as string, async () => {
      expect((await computedOf(database, "dvc-muc-do-4", "share")).computed).toBeNull();
    });
});

test("A rate is computed anew beside the stated one, which stays what it is", async () => {
  const { value, computed } = await computedOf(database, "dvc-ty-le-muc-do-1-2", "rate");
  expect(value).toBe("15.67");
  expect(computed).toMatchObject({
    value: "15.66",
    stated: "15.67",
    least: null,
    formula: "291 / 1858 × 100 ≈ 15.66",
  });
  // Of no rate, and of a rate whose denominator is not reported, there is none.
  expect((await computedOf(database, "dvc-muc-do-4", "rate")).computed).toBeNull();
  expect((await computedOf(database, "mat-do-internet", "rate")).computed).toBeNull();
});

test("Where figures are rounded, the rate and the share have a range", async () => {
  const round = (step: string) =>
    `UPDATE observation SET precision = ${step} WHERE id IN ('observation:dvc-muc-do-1-2', 'observation:dvc-truc-tuyen')`;
  await changed(database, round("2"), round("NULL"), async () => {
    // (291 ± 1) / (1858 ∓ 1)
    const range = { value: "15.66", least: "15.6", greatest: "15.72" };
    expect((await computedOf(database, "dvc-ty-le-muc-do-1-2", "rate")).computed).toMatchObject(range);
    expect((await computedOf(database, "dvc-muc-do-1-2", "share")).computed).toMatchObject(range);
  });
});

test("A denominator is implied by one rate with its quotient, and by several with the range that all allow", async () => {
  const plan = await computedOf(database, "ke-hoach-von", "implied");
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
  expect((await computedOf(database, "kinh-phi-du-an", "share")).value).toBe("28000000000");
  const people = await computedOf(database, "dan-so", "implied");
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
    database,
    `UPDATE observation SET superseded_by_id = 'observation:ho-so-muc-do-3' WHERE id = 'observation:chung-thu-so-thu-hoi';`,
    `UPDATE observation SET superseded_by_id = NULL WHERE id = 'observation:chung-thu-so-thu-hoi'`,
    async () => expect((await computedOf(database, "chung-thu-so-dau-ky", "implied")).computed).toBeNull(),
  );
});
