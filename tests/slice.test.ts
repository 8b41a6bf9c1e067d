import { extendSchema, type GraphQLObjectType, parse, validateSchema } from "graphql";
import { DOMAINS } from "../resolvers/index.js";
import { GROUPS } from "../src/federation/groups.js";
import { sliceOf } from "../src/federation/slice.js";
import { createApi, printed } from "../src/schema.js";
import { answeredBy, differences, sliced, supergraphOf } from "./federation.js";
import { Random, SEED } from "./random.js";

const api = createApi();
const ALL = Object.keys(DOMAINS);
const slices = ALL.map((domain) => ({ domain, slice: sliceOf(api, [domain]) }));

test("Each domain is in one group", () => {
  expect(Object.values(GROUPS).flat().sort()).toEqual([...ALL].sort());
  expect(Object.keys(GROUPS).filter((group) => ALL.includes(group))).toEqual([]);
});

test("The groups that are committed compose to the API that one process has", () => {
  expect(differences(api, Object.values(GROUPS))).toEqual([]);
});

test("All domains apart compose to the API that one process has", () => {
  expect(
    differences(
      api,
      ALL.map((domain) => [domain]),
    ),
  ).toEqual([]);
}, 240_000);

test("Domains grouped at random compose to the API that one process has", () => {
  const random = new Random(SEED);
  for (let time = 0; time < 3; time += 1) {
    const groups = Array.from({ length: 2 + random.below(6) }, (): string[] => []);
    for (const domain of ALL) random.pick(groups).push(domain);
    const filled = groups.filter(({ length }) => length > 0);
    expect({ SEED, filled, differences: differences(api, filled) }).toEqual({
      SEED,
      filled,
      differences: [],
    });
  }
}, 480_000);

test("A slice of all domains has every field of the API, and only its own may answer them", () => {
  const whole = sliceOf(api, ALL);
  expect(validateSchema(whole.schema)).toEqual([]);
  expect(differences(api, [ALL])).toEqual([]);
  // What has no key is given whole by whoever gives it.
  expect(whole.sdl).not.toMatch(/^ .*@shareable/m);
  expect(whole.sdl).not.toContain("resolvable: false");
});

test("Every slice is a valid schema, and leaves the whole one as it is", () => {
  const before = printed(api.schema);
  for (const { domain } of slices) expect(validateSchema(sliceOf(api, [domain]).schema)).toEqual([]);
  expect(printed(api.schema)).toBe(before);
});

test("The interface of all things stands in one of the groups, so that planners need not take it apart", () => {
  const having = (type: string) =>
    Object.entries(GROUPS).flatMap(([name, domains]) =>
      sliceOf(api, domains).schema.getType(type) ? [name] : [],
    );
  expect([having("Thing"), having("Sourced")]).toEqual([["reporting"], ["reporting"]]);
});

test("A domain that there is not is refused with those that there are", () => {
  expect(() => sliceOf(api, ["agency", "weather"])).toThrow(/no domain weather; there are report, agency, /);
  expect(() => sliceOf(api, [])).toThrow(/a domain at least; there are report, /);
});

test("A field of the root that no domain owns is in no slice: none is made", () => {
  const schema = extendSchema(api.schema, parse("extend type Query { weather: String }"));
  expect(() => sliceOf({ ...api, schema }, ["agency"])).toThrow(
    "No domain owns the field weather of the root.",
  );
});

const OWNED: [title: string, type: string, field: string, by: readonly string[]][] = [
  ["A column is answered by its domain", "Document", "number", ["document"]],
  ["What leads to one is answered where its key is", "Document", "issuer", ["document"]],
  ["What leads to many is answered where they are", "Agency", "documents", ["document"]],
  ["The same of what every thing has", "Agency", "observations", ["observation"]],
  ["A short list is answered where its keys are", "Check", "sections", ["observation"]],
  ["What leads to a thing of any kind is answered where all things are", "Licence", "holder", ["thing"]],
  ["So are both ends of a link", "Link", "to", ["thing"]],
  ["So is a short list of such things", "Check", "things", ["thing"]],
  ["Where a thing is mentioned is answered in one place", "Agency", "source", ["thing"]],
  ["Where a figure is mentioned is answered by its own domain", "Observation", "source", ["observation"]],
  ["A list of the root is answered by its domain", "Query", "documents", ["document"]],
  ["So is a look-up", "Query", "check", ["observation"]],
  ["So are pages of changes", "Query", "documentChanges", ["document"]],
  ["So are subscriptions", "Subscription", "documentChanged", ["document"]],
  ["So are computations", "Query", "computations", ["computation"]],
  ["Changes of all types are answered where all things are", "Query", "changes", ["thing"]],
  ["So is a search", "Query", "search", ["thing"]],
];

test.each(OWNED)("%s: %s.%s", (_title, type, field, by) => {
  expect(answeredBy(slices, type, field)).toEqual(by);
});

test("The cursor is answered by whoever answers what it stands beside", () => {
  expect(answeredBy(slices, "Query", "cursor")).toEqual(ALL);
});

test("A mention of a thing carries its names and its lines", () => {
  const { schema, sdl } = sliceOf(api, ["infrastructure"]);
  const outlet = schema.getType("MediaOutlet") as GraphQLObjectType;
  expect(Object.keys(outlet.getFields()).sort()).toEqual(
    ["aliases", "id", "lineEnd", "lineStart", "name", "nameEn", "nameKm"].sort(),
  );
  expect(sliced(sdl, "MediaOutlet")).toContain('@key(fields: "id", resolvable: false)');
  expect(sliced(sdl, "MediaOutlet")).toMatch(/name: String! @shareable/);
  expect(sliced(sdl, "InfrastructureSystem")).toContain('@key(fields: "id")');
});

test("Every slice can be asked a live query, and so the graph of all of them", () => {
  for (const { slice } of slices) expect(slice.schema.getDirective("live")).toBeDefined();
  const graph = supergraphOf(api, Object.values(GROUPS));
  expect(graph).toContain("directive @live(throttle: Int! = 1000) on QUERY");
});
