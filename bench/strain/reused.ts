import { asked, type Attack, fresh } from "./send.ts";
import { anew, repeated } from "./words.ts";

const MOST = 1024 * 1024 - 20_000;

const variables = (name: string, query: string, value: object): Attack => ({
  name,
  make: (number) => asked(anew(query, number), { variables: value }),
});

const either = (times: number, condition: string) =>
  `{ agencies(where: { or: [${repeated(times, () => condition, ",")}] }) { totalCount } }`;
const ids = Array.from({ length: 1000 }, (_, index) => `agency:${index}${"x".repeat(1000)}`);
const conditions = (times: number) =>
  Array.from({ length: times }, (_, index) => ({ name: { eq: `${index}` } }));

/** Two of each, of which each has two of the next: what the last asks for is asked for 2 to the power of `levels` times. */
const doubled = (levels: number, last: string) =>
  `{ agencies(first: 1) { nodes { ...F0 } } } ${repeated(levels, (index) => `fragment F${index} on Agency { a: parent { ...F${index + 1} } b: parent { ...F${index + 1} } }`)} fragment F${levels} on Agency { ${last} }`;

/** What is written once and used again and again. */
export const REUSED: Attack[] = [
  variables(
    "1 MB: a text that is contained, 150 times",
    `query ($text: String) ${either(150, "{ name: { contains: $text } }")}`,
    { text: "%_\\".repeat(MOST / 4) },
  ),
  variables(
    "1 MB: a text that is equal, 150 times",
    `query ($text: String) ${either(150, "{ name: { eq: $text } }")}`,
    { text: "ự".repeat(MOST / 3) },
  ),
  variables("1 MB: 1,000 ids, 150 times", `query ($ids: [ID!]) ${either(150, "{ id: { in: $ids } }")}`, {
    ids,
  }),
  variables(
    "200 conditions, 190 times",
    `query ($where: AgencyWhere) { ${repeated(49, (index) => `a${index}: agencies(where: $where) { totalCount nodes { ...F } }`)} } fragment F on Agency { parent { children(where: $where) { totalCount } } }`,
    { where: { or: conditions(200) } },
  ),
  variables(
    "48 conditions, 98 times, which is as many as may be",
    `query ($where: AgencyWhere) { ${repeated(49, (index) => `a${index}: agencies(where: $where) { totalCount nodes { ...F } }`)} } fragment F on Agency { parent { children(where: $where) { totalCount } } }`,
    { where: { or: conditions(48) } },
  ),
  variables(
    "400 orders, 100 times",
    `query ($orderBy: [AgencyOrder!]) { ${repeated(49, (index) => `a${index}: agencies(orderBy: $orderBy, first: 1) { nodes { ...F } }`)} } fragment F on Agency { parent { children(orderBy: $orderBy, first: 1) { nodes { id } } } }`,
    { orderBy: Array.from({ length: 400 }, () => ({ name: "ASC" })) },
  ),
  fresh(
    "150 conditions, 128 times through fragments",
    doubled(
      9,
      `systems(where: { or: [${repeated(150, (index) => `{ name: { eq: "${index}" } }`, ",")}] }) { totalCount }`,
    ),
  ),
  fresh(
    "900 ids, 128 times through fragments",
    doubled(
      9,
      `systems(where: { id: { in: [${repeated(900, (index) => `"system:${index}"`, ",")}] } }) { totalCount }`,
    ),
  ),
  fresh(
    "20 groups, 16 times through fragments",
    doubled(
      4,
      `systems { ${repeated(20, (index) => `g${index}: groups(by: [{ category: VALUE }], where: { name: { eq: "a" } }) { keys { category } count }`)} }`,
    ),
  ),
  fresh("256 lists through fragments", doubled(8, "systems(first: 1) { nodes { id } }")),
];
