const repeat = (count: number, make: (index: number) => string, between = " ") =>
  Array.from({ length: count }, (_, index) => make(index)).join(between);

/** Conditions within conditions. */
export const nested = (levels: number) => `${"{ not: ".repeat(levels)}{}${" }".repeat(levels)}`;

/** A query that asks for too much, and the limit that it is refused by. */
export interface Hostile {
  title: string;
  limit: string;
  query: string;
}

const QUERIES: [title: string, limit: string, query: string][] = [
  ["A query of too many words", "tokens", `{ ${repeat(6000, () => "a")} }`],
  ["A query of too many lines", "lines", `${"\n".repeat(5000)}{ __typename }`],
  [
    "One field again and again in a fragment that nothing asks for",
    "repeats",
    `{ __typename } fragment F on Query { ${repeat(502, () => "__typename")} }`,
  ],
  [
    "The same in a fragment whose name another has too",
    "repeats",
    `{ ...F } fragment F on Query { ${repeat(502, () => "__typename")} } fragment F on Query { __typename }`,
  ],
  ["A thousand aliases of one field", "aliases", `{ ${repeat(1000, (i) => `a${i}: __typename`)} }`],
  [
    "Aliases that multiply through fragments",
    "fields",
    `{ reports { ...F0 } } ${repeat(10, (i) => `fragment F${i} on X { a: nodes { ...F${i + 1} } b: nodes { ...F${i + 1} } }`)}
     fragment F10 on X { id }`,
  ],
  ["Many fields at the root", "rootFields", `{ ${repeat(51, (i) => `f${i}`)} }`],
  [
    "Deep nesting",
    "depth",
    `{ agencies ${repeat(30, () => "{ nodes { parent", " ")} { id } ${repeat(30, () => "} }")} }`,
  ],
  ["A fragment that spreads itself", "depth", "{ ...F } fragment F on Query { reports { ...F } }"],
  [
    "Two fragments that spread each other",
    "depth",
    "{ ...F } fragment F on Query { a { ...G } } fragment G on A { b { ...F } }",
  ],
  ["Directives by the hundred", "directives", `{ __typename ${repeat(101, () => "@include(if: true)")} }`],
  ["One field asked for again and again", "repeats", `{ ${repeat(502, () => "__typename")} }`],
  [
    "A crowd of fragments",
    "fragments",
    `{ __typename } ${repeat(201, (i) => `fragment F${i} on Query { a }`)}`,
  ],
  [
    "A condition of five hundred parts",
    "conditions",
    `{ reports(where: { or: [${repeat(250, () => "{ id: { eq: 1 } }", ",")}] }) { totalCount } }`,
  ],
  ["Deeply nested conditions", "depth", `{ reports(where: ${nested(40)}) { totalCount } }`],
  [
    "Lists deep in one another",
    "depth",
    `{ reports(where: { id: { in: ${"[".repeat(40)}1${"]".repeat(40)} } }) { totalCount } }`,
  ],
  [
    "A long list of values",
    "listSize",
    `{ reports(where: { id: { in: [${repeat(1001, () => "1", ",")}] } }) { totalCount } }`,
  ],
  [
    "Pages of pages of pages",
    "cost",
    "{ documents(first: 1000) { nodes { issuer { documents(first: 1000) { nodes { issuer { documents(first: 1000) { nodes { issuer { documents(first: 1000) { nodes { name } } } } } } } } } } } }",
  ],
  [
    "Things of every kind within things",
    "fields",
    `{ things { nodes { ${"linksTo { nodes { to { ... on Agency { name } ... on Place { name } ... on Report { name } ... on Unit { name } ... on Event { name } ... on Topic { name } ... on Section { name } ".repeat(6)} id ${"} } }".repeat(6)} } } }`,
  ],
];

export const HOSTILE: Hostile[] = QUERIES.map(([title, limit, query]) => ({ title, limit, query }));
