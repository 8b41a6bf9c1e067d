import { getIntrospectionQuery } from "graphql";
import { type Attack, both, fresh } from "./send.ts";
import { repeated } from "./words.ts";

const WHERE = (index: number) => `{ name: { contains: "${index}" } }`;

/** Documents that go to the limits and not beyond. */
export const DOCUMENTS: Attack[] = [
  fresh(
    "a document of 5,000 words",
    `{ ${repeated(9, (index) => `a${index}: agencies(first: 1) { nodes { ...F } }`)} } fragment F on Agency { id name code level ${repeated(80, (index) => `n${index}: name`)} ${repeated(40, () => "id")} ${repeated(99, (index) => `s${index}: systems { nodes { owner { name } } }`)} x: systems(where: { or: [${repeated(100, (index) => `{ name: { eq: "${index}" } }`, ",")}] }) { totalCount } }`,
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

export const INTROSPECTION: Attack[] = [
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
