import { HOSTILE } from "../../tests/hostile.ts";
import { SHAPES } from "../costs/shapes.ts";
import type { Dear } from "./dearest.ts";
import { BODIES } from "./bodies.ts";
import { DOCUMENTS, INTROSPECTION } from "./documents.ts";
import { REUSED } from "./reused.ts";
import { asked, type Attack, both, fresh, got } from "./send.ts";
import { anew, largeAnswer, NAMES, repeated } from "./words.ts";

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

/** A key that is longer than a name of PostgreSQL, so that resolvers answer. */
const KEY = "k".repeat(70);
const EACH = "incidents(first: 1000) { nodes { id name severity status occurredOn } }";
const WRONG = 'outlets(after: "noise") { totalCount }';
const UNLIKE = "observations(first: 10) { groups(by: [{ status: VALUE }]) { sum { value } } }";

/** What one statement does not answer: mistakes that only reading finds, and keys that are too long. */
const RESOLVED: Attack[] = [
  fresh(
    "a mistake below each of 1,000 rows",
    '{ things(first: 1000) { nodes { id name linksTo(after: "noise") { nodes { id } } } } }',
  ),
  fresh(
    "a mistake below 200,000 rows",
    `{ agencies(first: 1000) { nodes { id systems(first: 1000) { nodes { id ${EACH} } } ${WRONG} } } }`,
  ),
  fresh("a mistake beside 180,000 values", `{ agencies(first: 1000) { nodes { ${NAMES} ${WRONG} } } }`),
  fresh(
    "a mistake beside 40,000 values",
    `{ agencies(first: 1000) { nodes { ${repeated(60, (index) => `n${index}: name`)} ${WRONG} } } }`,
  ),
  fresh(
    "groups that must not be computed, beside 5,000 rows",
    `{ agencies(first: 1000) { nodes { id name systems(first: 1000) { nodes { id name } } ${UNLIKE} } } }`,
  ),
  fresh(
    "groups that must not be computed, of 250 rows",
    `{ agencies(first: 250) { nodes { id name ${UNLIKE} } } }`,
  ),
  fresh(
    "groups that must not be computed, beside 200,000 rows",
    `{ agencies(first: 1000) { nodes { systems(first: 1000) { nodes { id ${EACH} } } ${UNLIKE} } } }`,
  ),
  fresh(
    "a long key beside 49,000 values",
    `{ mediaOutputs(first: 1000) { nodes { ${KEY}: id ${repeated(47, (index) => `n${index}: name`)} } } }`,
  ),
  fresh(
    "a long key beside 45,000 values of 15,000 rows",
    `{ agencies(first: 1000) { nodes { ${KEY}: id systems(first: 1000) { nodes { incidents(first: 4) { nodes { id name } } } } } } }`,
  ),
  fresh(
    "a long key beside 200,000 rows",
    `{ agencies(first: 1000) { nodes { ${KEY}: id systems(first: 1000) { nodes { id ${EACH} } } } } }`,
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
    ...RESOLVED,
    ...REUSED,
    ...BODIES,
    ...PAGES,
  ];
}
