import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse as parseCsv } from "csv-parse/sync";
import { parse as parseYaml } from "yaml";
import { useDatabase } from "./harness.js";
import { exact, sumOf, written } from "./oracle/decimal.js";
import { REPORT } from "./report.js";

const database = useDatabase();

/** A figure as its file has it. */
interface Figure {
  id: string;
  subject: string;
  period: string;
  value: string;
  status: string;
  partOf: string;
  members: Map<string, string>;
}

const read = (file: string) => readFileSync(join(REPORT, file), "utf8");
const rows: Record<string, string>[] = parseCsv(read("observation.csv"), { columns: true });
const { indicators }: { indicators: { id: string; code: string; basis: string }[] } = parseYaml(
  read("indicator.yaml"),
);
const figuresOf = (indicator: string): Figure[] =>
  rows
    .filter((row) => row.indicator === indicator && row.value !== "")
    .map((row) => ({
      ...(row as unknown as Figure),
      members: new Map(
        (row.dimensions ?? "")
          .split(";")
          .filter(Boolean)
          .map((pair) => pair.split("=") as [string, string]),
      ),
    }));

/** Read off the report by hand: members that may be the same things, and things that other subjects may count too. */
const SAME_THINGS: Record<string, string[]> = {
  // What was revoked is not more of what was issued; what was repaired may have been erected.
  "certificate-event-count": ["event"],
  "billboard-count": ["billboard-action"],
  // A commune that has reached the advanced standard has reached the criterion; one person may have had two raises.
  "commune-standard-count": ["standard"],
  "personnel-action-count": ["personnel-action"],
  "inspected-party-count": ["role", "finding"],
};
/** One agency uses several systems. */
const SHARED_SUBJECTS = ["system-agency-count"];

/** Why two figures of one indicator must not be added, as a person would say; undefined where they may be. */
function overlap({ code, basis }: { code: string; basis: string }, one: Figure, other: Figure) {
  if (basis === "RATE" || basis === "TARGET") return "no amounts";
  if ((one.status === "PLAN") !== (other.status === "PLAN")) return "a plan and what came of it";
  if (one.period !== other.period) return "periods";
  if (one.subject !== other.subject) {
    const [kind, otherKind] = [one, other].map(({ subject }) => subject.split(":")[0]);
    if (kind !== otherKind || SHARED_SUBJECTS.includes(code)) return "subjects";
    return undefined;
  }
  const apart = Array.from(one.members).filter(
    ([dimension, member]) =>
      other.members.has(dimension) &&
      other.members.get(dimension) !== member &&
      !SAME_THINGS[code]?.includes(dimension),
  );
  return apart.length > 0 ? undefined : "nothing sets them apart";
}

const subsetsOf = <Item>(items: Item[]): Item[][] =>
  items.reduce<Item[][]>((sets, item) => sets.concat(sets.map((set) => [...set, item])), [[]]);

/** What else figures are grouped by, and what each then has as its key. */
const OTHERS: [by: string, keys: string, keyOf: (figure: Figure) => string][] = [
  ["{ breakdown: VALUE }", "breakdown", ({ members }) => Array.from(members.keys()).sort().join()],
  ["{ period: { id: VALUE } }", "period { id }", ({ period }) => period],
  ["{ subject: { id: VALUE } }", "subject { id }", ({ subject }) => subject],
  ["{ status: VALUE }", "status", ({ status }) => status],
];

/** Everything that an indicator's figures can be grouped by, alone and together. */
function waysOf(figures: Figure[]): typeof OTHERS {
  const dimensions = Array.from(new Set(figures.flatMap(({ members }) => Array.from(members.keys()))));
  return [
    ...dimensions.map((code, index): (typeof OTHERS)[number] => [
      `{ dimension: "${code}" }`,
      `d${index}: member(dimension: "${code}") { id: code }`,
      ({ members }) => members.get(code) ?? "",
    ]),
    ...OTHERS,
  ];
}

interface Group {
  keys: Record<string, unknown>;
  sum: { value: string | null };
}

const keyText = (value: unknown): string =>
  String((typeof value === "object" && value !== null ? (value as { id: unknown }).id : value) ?? "");

test("No sum of one indicator's figures counts anything twice, whatever they are grouped by", async () => {
  const outcomes = { given: 0, refused: 0, single: 0 };
  for (const indicator of indicators) {
    const figures = figuresOf(indicator.id);
    for (const ways of subsetsOf(waysOf(figures))) {
      const { data } = await database.ask(`{
        observations(where: { indicator: { code: { eq: "${indicator.code}" } }, value: { isNull: false } }) {
          groups(by: [${ways.map(([by]) => by)}], first: 1000) { keys { __typename ${ways.map(([, keys]) => keys).join(" ")} } sum { value } }
        }
      }`);
      const groups = data.observations.groups as Group[];
      const members = groups.map(({ keys }) => {
        const { __typename, ...own } = keys;
        const key = JSON.stringify(Object.values(own).map(keyText));
        return figures.filter((figure) => JSON.stringify(ways.map(([, , keyOf]) => keyOf(figure))) === key);
      });
      expect(members.flat()).toHaveLength(figures.length);
      for (const [index, { sum }] of groups.entries()) {
        const own = members[index] as Figure[];
        const wrong = own.flatMap((one, n) =>
          own.slice(n + 1).flatMap((other) => overlap(indicator, one, other) ?? []),
        );
        const added = written(sumOf(own.map(({ value }) => exact(value))));
        const where = `${indicator.code} by ${ways.map(([by]) => by)}, group ${index}: ${own.map(({ id }) => id)}`;
        if (sum.value !== null) expect([where, wrong, sum.value]).toEqual([where, [], added]);
        outcomes[sum.value === null ? "refused" : own.length > 1 ? "given" : "single"] += 1;
      }
    }
  }
  // Whoever refuses everything is never wrong.
  expect(outcomes.given).toBeGreaterThan(200);
  expect(outcomes.refused).toBeGreaterThan(200);
}, 120_000);

test("The parts of a total, grouped by how they are parted, give the total that the report states", async () => {
  const totals = rows.filter(({ id }) => rows.some(({ partOf }) => partOf === id));
  expect(totals.length).toBeGreaterThan(8);
  for (const { id, value } of totals) {
    const { data } = await database.ask(`{
      observation(id: "${id}") { parts { groups(by: [{ breakdown: VALUE }]) { sum { value } } } }
    }`);
    expect([id, data.observation.parts.groups]).toEqual([id, [{ sum: { value } }]]);
  }
});

test("The total of online services is not added to its parts: that is refused, with what to ask instead", async () => {
  const asked = (more: string, by: string) =>
    database.askBoth(
      `{ observations(where: { indicator: { code: { eq: "online-service-count" } } ${more} }) { groups(by: [${by}]) { sum { value } } } }`,
    );
  const { data, errors } = await asked("", "{ indicator: { code: VALUE } }");
  expect(data.observations.groups).toEqual([{ sum: { value: null } }]);
  expect(errors.map(({ message }) => message)).toEqual([
    'sum: value: the group has figures broken down by nothing and others by level, which may be contained in one another; group by breakdown, or choose one, as in where: { breakdown: { eq: "" } }.',
  ]);
  for (const breakdown of ["", "level"]) {
    const one = await asked(`breakdown: { eq: "${breakdown}" }`, "{ indicator: { code: VALUE } }");
    expect(one.data.observations.groups).toEqual([{ sum: { value: "1858" } }]);
  }
  const each = await asked("", "{ breakdown: VALUE }");
  expect(each.data.observations.groups).toEqual([{ sum: { value: "1858" } }, { sum: { value: "1858" } }]);
});
