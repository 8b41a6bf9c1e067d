/** A kind of request: what it asks for, on whatever data. */
export interface Shape {
  name: string;
  query: string;
}

const LETTERS = "tong hop su co an toan thong tin so lieu bao cao tinh ";
const repeated = (times: number, part: (index: number) => string) =>
  Array.from({ length: times }, (_, index) => part(index)).join(" ");

/** One list at the root, of several lengths. */
const PAGES = [
  ["agencies", "name"],
  ["infrastructureSystems", "name category"],
  ["securityIncidents", "occurredOn severity status"],
  ["mediaOutputs", "name kind language"],
  ["documents", "number name issuedOn"],
  ["observations", "value unit status"],
  ["things", "name"],
] as const;

/** At least sixty kinds of request, from the least to what hardly anybody would ask for. */
export const SHAPES: Shape[] = [
  ...PAGES.flatMap(([list, fields]) =>
    [10, 1000].map((first) => ({
      name: `${list}, a page of ${first}`,
      query: `{ ${list}(first: ${first}) { nodes { id ${fields} } } }`,
    })),
  ),
  ...PAGES.map(([list]) => ({ name: `${list}, their number`, query: `{ ${list} { totalCount } }` })),
  ...["agencies", "mediaOutputs", "securityIncidents", "documents"].flatMap((list) => [
    {
      name: `${list} whose name contains a common word, their number`,
      query: `{ ${list}(where: { name: { contains: "on" } }) { totalCount } }`,
    },
    {
      name: `${list} whose name contains what none does, a page`,
      query: `{ ${list}(where: { name: { contains: "qz" } }, first: 50) { nodes { id name } } }`,
    },
  ]),
  ...[2, 20, 100, 198].map((letters) => ({
    name: `search for ${letters} letters`,
    query: `{ search(text: "${LETTERS.repeat(4).slice(0, letters).trim()}a", first: 10) { nodes { id name } } }`,
  })),
  {
    name: "search, its number and a long page",
    query: `{ search(text: "thong tin", first: 1000) { totalCount nodes { id name } } }`,
  },
  {
    name: "documents whose name does not contain a word, a page",
    query: '{ documents(where: { not: { name: { contains: "zzz" } } }, first: 50) { nodes { id name } } }',
  },
  { name: "one check", query: "{ checks(first: 1) { nodes { rule } } }" },
  { name: "checks, their number", query: "{ checks { totalCount } }" },
  { name: "checks by rule", query: "{ checks { groups(by: [{ rule: VALUE }]) { keys { rule } count } } }" },
  { name: "an agency that is not there", query: '{ agency(id: "agency:none") { id name } }' },
  {
    name: "agencies with the numbers of what they own",
    query:
      "{ agencies(first: 100) { nodes { name systems { totalCount } outlets { totalCount } documents { totalCount } } } }",
  },
  {
    name: "agencies with their systems and incidents",
    query:
      "{ agencies(first: 50) { nodes { name systems(first: 20) { nodes { name incidents(first: 20) { nodes { occurredOn severity } } } } } } }",
  },
  {
    name: "agencies with all their systems and incidents",
    query:
      "{ agencies(first: 1000) { nodes { name systems(first: 100) { nodes { name incidents(first: 10) { nodes { occurredOn severity } } } } } } }",
  },
  {
    name: "documents with their issuers' documents",
    query:
      "{ documents(first: 100) { nodes { name issuer { name documents(first: 20) { nodes { name } } } } } }",
  },
  {
    name: "documents with what they amend and what amends them",
    query:
      "{ documents(first: 100) { nodes { name amends(first: 10) { nodes { name } } amendedBy(first: 10) { nodes { name } } } } }",
  },
  {
    name: "observations with what they are of",
    query:
      "{ observations(first: 200) { nodes { value indicator { name } period { name } subject { name } } } }",
  },
  {
    name: "observations with their members",
    query: "{ observations(first: 500) { nodes { value dimensions { member } } } }",
  },
  {
    name: "observations by value",
    query: "{ observations(orderBy: [{ value: DESC }], first: 10) { nodes { value } } }",
  },
  {
    name: "observations of an indicator and a period, by value",
    query:
      '{ observations(where: { indicator: { code: { in: ["synthetic-1", "synthetic-2"] } } }, orderBy: [{ value: DESC }], first: 100) { totalCount nodes { value } } }',
  },
  {
    name: "incidents by their system's owner",
    query:
      "{ securityIncidents(orderBy: [{ system: { owner: { name: ASC } } }], first: 1) { nodes { id } } }",
  },
  {
    name: "systems by their owner's name",
    query:
      "{ infrastructureSystems(orderBy: [{ owner: { name: ASC } }], first: 100) { nodes { name owner { name } } } }",
  },
  {
    name: "incidents by severity",
    query: "{ securityIncidents { groups(by: [{ severity: VALUE }]) { keys { severity } count } } }",
  },
  {
    name: "incidents by month and severity",
    query:
      "{ securityIncidents { groups(by: [{ occurredOn: MONTH }, { severity: VALUE }], first: 1000) { keys { severity occurredOn { start } } count } } }",
  },
  {
    name: "incidents by their system's category",
    query:
      "{ securityIncidents { groups(by: [{ system: { category: VALUE } }]) { keys { system { category } } count } } }",
  },
  {
    name: "outputs by kind and language",
    query:
      "{ mediaOutputs { groups(by: [{ kind: VALUE }, { language: VALUE }]) { keys { kind language } count } } }",
  },
  {
    name: "outputs, how many different names",
    query: "{ mediaOutputs { groups(by: [{ kind: VALUE }]) { keys { kind } countDistinct { name } } } }",
  },
  {
    name: "observations by unit, sum and bounds",
    query:
      "{ observations { groups(by: [{ unit: VALUE }]) { keys { unit } count min { value } max { value } } } }",
  },
  {
    name: "observations by indicator and period, least",
    query:
      "{ observations(where: { status: { ne: MISSING } }) { groups(by: [{ indicator: { id: VALUE } }, { period: { id: VALUE } }], first: 1000) { keys { indicator { id } } min { value } } } }",
  },
  {
    name: "groups within lists",
    query:
      "{ agencies(first: 100) { nodes { name systems(first: 10) { nodes { incidents { groups(by: [{ severity: VALUE }]) { keys { severity } count } } } } } } }",
  },
  {
    name: "agencies that have a system with an incident",
    query:
      "{ agencies(where: { systems: { some: { incidents: { some: { severity: { eq: CRITICAL } } } } } }, first: 10) { totalCount nodes { name } } }",
  },
  {
    name: "agencies without systems that have an incident",
    query:
      "{ agencies(where: { systems: { none: { incidents: { some: { status: { eq: OPEN } } } } } }) { totalCount } }",
  },
  {
    name: "systems of which every incident is of a kind",
    query:
      "{ infrastructureSystems(where: { incidents: { every: { severity: { eq: LOW } } } }) { totalCount } }",
  },
  {
    name: "incidents of systems of owners of a name",
    query: '{ securityIncidents(where: { system: { owner: { name: { contains: "a" } } } }) { totalCount } }',
  },
  {
    name: "outputs of a language, their number",
    query: "{ mediaOutputs(where: { language: { eq: KM } }) { totalCount } }",
  },
  {
    name: "outputs by name, a page of edges",
    query:
      "{ mediaOutputs(orderBy: [{ name: ASC }], first: 100) { edges { cursor node { name } } pageInfo { hasNextPage endCursor } } }",
  },
  {
    name: "a name under 100 aliases",
    query: `{ things(first: 500) { nodes { ${repeated(100, (index) => `a${index}: name`)} } } }`,
  },
  {
    name: "things, what each kind has",
    query:
      "{ things(first: 200) { nodes { name ... on Agency { systems { totalCount } } ... on Document { issuer { name } } ... on MediaOutput { outlet { name } } } } }",
  },
  {
    name: "links of things",
    query: "{ things(first: 200) { nodes { name linksTo(first: 5) { nodes { role to { name } } } } } }",
  },
  {
    name: "30 numbers at once",
    query: `{ ${repeated(30, (index) => `a${index}: securityIncidents(where: { status: { eq: OPEN } }) { totalCount }`)} }`,
  },
  {
    name: "the schema, its types and fields",
    query: "{ __schema { types { name kind fields { name type { name kind } } } } }",
  },
  {
    name: "the schema, names under 3 aliases",
    query: `{ ${repeated(3, (index) => `a${index}: __schema { types { name fields { name description } } }`)} }`,
  },
];
