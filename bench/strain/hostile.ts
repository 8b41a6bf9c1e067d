import { getIntrospectionQuery } from "graphql";
import { HOSTILE } from "../../tests/hostile.ts";
import { SHAPES } from "../costs/shapes.ts";
import type { Dear } from "./dearest.ts";
import { BODIES } from "./bodies.ts";
import { asked, type Attack, got } from "./send.ts";
import { anew, largeAnswer, NAMES, repeated } from "./words.ts";

const fresh = (name: string, query: string): Attack => ({
  name,
  make: (number) => asked(anew(query, number)),
});

/** The same document once unknown and, from then on, known. */
const both = (name: string, query: string): Attack[] => [
  fresh(name, query),
  { name: `${name}, asked again`, make: () => asked(query) },
];

/** Some 60 MB: just what an answer may have. */
const LARGE = largeAnswer(7);

const LARGEST: Attack[] = [
  ...both("the largest answer", LARGE),
  { name: "the largest answer, by GET", make: (number) => got(anew(LARGE, number)) },
  ...["br", "gzip"].flatMap((encoding) =>
    both(`the largest answer, ${encoding}`, LARGE).map(({ name, make }) => ({
      name,
      make: (number: number) => ({ ...make(number), headers: { "accept-encoding": encoding } }),
    })),
  ),
  {
    name: "the largest answer, by GET, br",
    make: (number) => ({ ...got(anew(LARGE, number)), headers: { "accept-encoding": "br" } }),
  },
  {
    name: "an answer that is too large",
    make: (number) =>
      asked(
        anew(
          LARGE.replace(
            "{ t0",
            `{ ${repeated(4, (index) => `u${index}: things(first: 1000) { nodes { ...F } }`)} t0`,
          ),
          number,
        ),
      ),
  },
];

const WHERE = (index: number) => `{ name: { contains: "${index}" } }`;

/** Documents that go to the limits and not beyond. */
const DOCUMENTS: Attack[] = [
  fresh(
    "a document of 5,000 words",
    `{ ${repeated(9, (index) => `a${index}: agencies(first: 1) { nodes { ...F } }`)} } fragment F on Agency { id name code level ${repeated(180, (index) => `n${index}: name`)} ${repeated(450, () => "id")} }`,
  ),
  fresh(
    "3,000 fields through fragments",
    `{ ${repeated(14, (index) => `a${index}: agencies(first: 1) { nodes { ...F } }`)} } fragment F on Agency { ${repeated(180, (index) => `n${index}: name`)} id code level }`,
  ),
  fresh(
    "3,000 fields that the schema does not have",
    `{ ${repeated(2400, (index) => `nameOfNothing${index}`)} }`,
  ),
  fresh(
    "2,000 fields of a type that does not have them",
    `{ agencies { nodes { ${repeated(2000, (index) => `systemz${index}`)} } } }`,
  ),
  fresh(
    "arguments that are none",
    `{ ${repeated(49, (index) => `a${index}: agencies(${repeated(20, (inner) => `firsd${inner}: 1`)}) { totalCount }`)} }`,
  ),
  fresh(
    "enum values that are none",
    `{ agencies(where: { level: { in: [${repeated(900, (index) => `PROVINZE${index}`)}] } }) { totalCount } }`,
  ),
  fresh(
    "500 fields again and again, nested",
    `{ agencies { nodes { ${repeated(60, () => "systems { nodes { id name owner { id name } } }")} } } }`,
  ),
  fresh(
    "200 fragments that spread one another",
    `{ agencies { nodes { ...F0 } } } ${repeated(199, (index) => `fragment F${index} on Agency { id ${index < 198 ? `...F${index + 1}` : ""} }`)}`,
  ),
  fresh(
    "100 fragments with one field each in conflict",
    `{ agencies { nodes { ${repeated(90, (index) => `...F${index}`)} } } } ${repeated(90, (index) => `fragment F${index} on Agency { a: ${index % 2 ? "name" : "code"} b${index}: id }`)}`,
  ),
  ...both("500 conditions", `{ agencies(where: { or: [${repeated(160, WHERE, ",")}] }) { totalCount } }`),
  fresh(
    "conditions nested as deeply as may be",
    `{ agencies(where: ${"{ not: ".repeat(20)}${WHERE(1)}${" }".repeat(20)}) { totalCount } }`,
  ),
  fresh(
    "lists nested as deeply as may be",
    `{ agencies(first: 1) { nodes ${"{ systems(first: 1) { nodes { owner ".repeat(7)}{ id }${" } } }".repeat(7)} } }`,
  ),
  fresh(
    "conditions on relations of relations",
    `{ agencies(where: ${"{ systems: { some: { owner: ".repeat(7)}{ name: { eq: "a" } }${" } } }".repeat(7)}) { totalCount } }`,
  ),
  fresh(
    "orders by the hundred",
    `{ agencies(orderBy: [${repeated(400, () => "{ name: ASC }", ",")}]) { nodes { id } } }`,
  ),
  fresh(
    "groups of everything within lists",
    `{ agencies(first: 1000) { nodes { ${repeated(40, (index) => `g${index}: systems { groups(by: [{ category: VALUE }]) { keys { category } count } }`)} } } }`,
  ),
  fresh(
    "50 groups at the root",
    `{ ${repeated(49, (index) => `g${index}: securityIncidents { groups(by: [{ severity: VALUE }]) { keys { severity } count } }`)} }`,
  ),
];

const INTROSPECTION: Attack[] = [
  ...both(
    "GraphiQL's introspection",
    getIntrospectionQuery({ inputValueDeprecation: true, specifiedByUrl: true }),
  ),
  fresh(
    "the schema under 3 aliases",
    `{ ${repeated(3, (index) => `a${index}: __schema { types { name fields { name description } } }`)} }`,
  ),
  fresh(
    "types by name, 50 of them",
    `{ ${repeated(50, (index) => `t${index}: __type(name: "Agency") { name fields { name args { name type { name } } type { name } } }`)} }`,
  ),
  fresh(
    "the schema beyond its limit",
    `{ __schema { types { fields { args { type { fields { args { name } } } } } } } }`,
  ),
];

/** Mistakes that only reading finds, which resolvers then report at their place. */
const MISTAKES: Attack[] = [
  fresh(
    "a mistake below each of 1,000 rows",
    `{ things(first: 1000) { nodes { id name linksTo(after: "noise") { nodes { id } } } } }`,
  ),
  fresh(
    "a mistake below 200,000 rows",
    `{ agencies(first: 1000) { nodes { id systems(first: 1000) { nodes { id incidents(first: 1000) { nodes { id name severity status occurredOn } } documents(after: "noise") { totalCount } } } } } }`,
  ),
  fresh(
    "a mistake beside 180,000 values",
    `{ agencies(first: 1000) { nodes { ${NAMES} outlets(after: "noise") { totalCount } } } }`,
  ),
  fresh(
    "a mistake beside a large answer",
    `{ things(first: 1000) { nodes { ...F linksTo(after: "noise") { totalCount } } } } fragment F on Thing { id name a: name b: name c: name }`,
  ),
  fresh(
    "groups that must not be computed, below 600 rows",
    `{ agencies(first: 1000) { nodes { id name systems(first: 1000) { nodes { id name } } observations(first: 10) { groups(by: [{ status: VALUE }]) { sum { value } } } } } }`,
  ),
  fresh(
    "values that only PostgreSQL finds wrong",
    `{ agencies(first: 1000) { nodes { id name systems(first: 1000) { nodes { id name incidents(where: { occurredOn: { eq: "9999-99-99" } }) { totalCount } } } } } }`,
  ),
];

const PAGES: Attack[] = ["/metrics", "/graphiql", "/healthz", "/readyz", "/"].map((path) => ({
  name: `GET ${path}`,
  make: () => ({ method: "GET", path }),
}));

/** Everything that is sent, the dearest requests of each kind among it. */
export function attacks(dear: Dear[]): Attack[] {
  return [
    ...HOSTILE.map(({ title, query }) => fresh(`refused: ${title}`, query)),
    ...SHAPES.map(({ name, query }) => fresh(name, query)),
    ...dear.flatMap(({ name, query }) => both(`the dearest: ${name}`, query)),
    ...LARGEST,
    ...DOCUMENTS,
    ...INTROSPECTION,
    ...MISTAKES,
    ...BODIES,
    ...PAGES,
  ];
}
