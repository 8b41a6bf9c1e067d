import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { PACKAGE_ROOT } from "../src/paths.js";
import { useDatabase } from "./harness.js";

const database = useDatabase();

/** What was read by hand off the source: which things and figures belong to what, each with a line that says so. */
function reading(name: string): Record<string, string>[] {
  return parse(readFileSync(join(PACKAGE_ROOT, `tests/${name}.csv`), "utf8"), { columns: true });
}

const themes = reading("themes");
const programmes = reading("programmes");
const isFigure = ({ id = "" }): boolean => id.startsWith("observation:");

/** The ids that the reading gives to each theme or programme, in order. */
function byGroup(rows: Record<string, string>[], key: string): Record<string, string[]> {
  const groups: Record<string, string[]> = {};
  for (const row of rows) {
    const group = `${key}:${row[key]}`;
    groups[group] = [...(groups[group] ?? []), row.id as string].sort();
  }
  return groups;
}

type Nodes = { nodes: { id: string }[] };
const idsOf = ({ nodes }: Nodes): string[] => nodes.map(({ id }) => id).sort();

/** The answer of the engine, which the resolvers must give too. */
async function both(query: string, variables: Record<string, unknown> = {}) {
  const { data, errors } = await database.askBoth(query, variables);
  expect(errors).toEqual([]);
  return data;
}

async function listed(query: string): Promise<Record<string, string[]>> {
  const { list } = await both(query);
  const rows: (Nodes & { id: string; its: Nodes })[] = list.nodes;
  return Object.fromEntries(rows.map(({ id, its }) => [id, idsOf(its)]));
}

test("Every theme has the things that the reading by hand gives it, and no other", async () => {
  const found = await listed(
    "{ list: themes(first: 100) { nodes { id its: things(first: 200) { nodes { id } } } } }",
  );
  expect(found).toEqual(
    byGroup(
      themes.filter((row) => !isFigure(row)),
      "theme",
    ),
  );
});

test("Every theme has the figures that the reading by hand gives it, and no other", async () => {
  const found = await listed(
    "{ list: themes(first: 100, where: { observations: { some: {} } }) { nodes { id its: observations(first: 200) { nodes { id } } } } }",
  );
  expect(found).toEqual(byGroup(themes.filter(isFigure), "theme"));
});

test("A theme is taken up in more than one section of the report", async () => {
  const { list } = await both(
    "{ list: themes(first: 100) { nodes { id things(first: 200) { nodes { source { section } } } } } }",
  );
  for (const { id, things } of list.nodes) {
    const sections = new Set(
      things.nodes.map(({ source }: { source: { section: string } }) => source.section),
    );
    expect(`${id}: ${sections.size > 1}`).toBe(`${id}: true`);
  }
});

test("Whatever a thing is, its themes are asked for and chosen by", async () => {
  const {
    covid,
    both: two,
    count,
    figures,
  } = await both(`{
    covid: document(id: "document:chu-truong-tai-khoan-camera") { themes { nodes { id } } }
    both: things(where: { and: [
      { themes: { some: { id: { eq: "theme:covid-19" } } } }
      { themes: { some: { id: { eq: "theme:bau-cu" } } } }
    ] }) { nodes { id } }
    count: documents(where: { themes: { some: { name: { contains: "covid" } } } }) { totalCount }
    figures: observations(where: { themes: { some: { id: { eq: "theme:nong-thon-moi" } } } }) { nodes { id themes { nodes { id } } } }
  }`);
  expect(idsOf(covid.themes)).toEqual(["theme:covid-19"]);
  const on = byGroup(themes, "theme");
  const shared = on["theme:covid-19"]?.filter((id) => on["theme:bau-cu"]?.includes(id));
  expect(idsOf(two)).toEqual(shared);
  expect(count.totalCount).toBe(on["theme:covid-19"]?.filter((id) => id.startsWith("document:")).length);
  expect(idsOf(figures)).toEqual(on["theme:nong-thon-moi"]?.filter((id) => isFigure({ id })));
});

test("Every programme has what serves it by the reading by hand, and no other", async () => {
  const found = await listed(
    "{ list: programmes(first: 100) { nodes { id its: servedBy(first: 100) { nodes { id } } } } }",
  );
  expect(found).toEqual(byGroup(programmes, "programme"));
});

test("What serves a programme leads to it, and the document that lays it down does too", async () => {
  const data = await both(`{
    project(id: "project:soc") { programmes { nodes { id } } }
    plannedTask(id: "task:dich-vu-cong") { programmes { nodes { id } } }
    activity(id: "activity:danh-gia-nong-thon-moi") { programmes { nodes { id level kind } } }
    document(id: "document:15-ctr-tu") { establishes { nodes { id fromYear toYear owner { id } document { id } } } }
  }`);
  expect(idsOf(data.project.programmes)).toEqual(["programme:15-ctr-tu", "programme:ung-dung-cntt-2021"]);
  expect(idsOf(data.plannedTask.programmes)).toEqual([
    "programme:15-ctr-tu",
    "programme:dvc-muc-do-4",
    "programme:ung-dung-cntt-2021",
  ]);
  expect(data.activity.programmes.nodes).toEqual([
    { id: "programme:mtqg-nong-thon-moi", level: "NATIONAL", kind: "TARGET_PROGRAMME" },
  ]);
  expect(data.document.establishes.nodes).toEqual([
    {
      id: "programme:15-ctr-tu",
      fromYear: 2021,
      toYear: 2025,
      owner: { id: "agency:ban-thuong-vu-tinh-uy-tra-vinh" },
      document: { id: "document:15-ctr-tu" },
    },
  ]);
});

/** Where the source says it on a line behind that on which it names the thing, such as the head of a list. */
const ELSEWHERE = [
  "cai-cach-hanh-chinh: system:igate on line 286",
  "covid-19: evaluation:hop-bao on line 610",
  "covid-19: evaluation:phong-su-thong-tin-doi-ngoai on line 610",
  "covid-19: evaluation:tap-huan-thong-tin-doi-ngoai on line 610",
  "covid-19: output:tieng-noi-tu-co-so on line 472",
  "covid-19: output:trang-dia-phuong on line 472",
];

test("Each thing and figure names its theme on its own lines of the source, but for those that are named here", async () => {
  const lines = "nodes { id lineStart lineEnd }";
  const { list } = await both(
    `{ list: themes(first: 100) { nodes { things(first: 200) { ${lines} } observations(first: 200) { ${lines} } } } }`,
  );
  type Place = { id: string; lineStart: number; lineEnd: number };
  type Group = { things: { nodes: Place[] }; observations: { nodes: Place[] } };
  const nodes: Place[] = list.nodes.flatMap(({ things, observations }: Group) => [
    ...things.nodes,
    ...observations.nodes,
  ]);
  const places = new Map(nodes.map((place) => [place.id, place]));
  const elsewhere = themes.flatMap(({ theme, line, id = "" }) => {
    const { lineStart, lineEnd } = places.get(id) as Place;
    return lineStart <= Number(line) && Number(line) <= lineEnd ? [] : [`${theme}: ${id} on line ${line}`];
  });
  expect(elsewhere.sort()).toEqual(ELSEWHERE);
});
