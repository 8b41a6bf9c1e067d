/** What every thing can be asked, of one type and another. */
const OF_ALL =
  "id name source { lineStart } report { name } section { name } observations(first: 3) { totalCount nodes { value indicator { name } } }";

/** What some kinds alone can be asked, whose domains are not where all things are. */
const OF_KINDS =
  "... on Document { issuer { name } number } ... on InfrastructureSystem { owner { name } } ... on Agency { documents(first: 2) { totalCount } }";

const links = (asked: string): string =>
  `linksTo(first: 3) { totalCount nodes { role to { __typename ${asked} } } }`;

const linked = (asked: string): string => `linkedFrom(first: 3) { nodes { role from { ${asked} } } }`;

const search = (asked: string): string => `{ search(text: "dữ liệu", first: 20) { nodes { ${asked} } } }`;
const things = (asked: string): string => `{ things(first: 40) { totalCount nodes { ${asked} } } }`;

/** Questions about things of any kind as users ask them, which lead a planner through an interface of 39 types. */
export const ASKED_OF_THINGS: { asks: string; query: string }[] = [
  { asks: "where what is found is mentioned, and its figures", query: search(OF_ALL) },
  { asks: "what is found, and more of some kinds", query: search(`name ${OF_KINDS}`) },
  { asks: "the kind of what is of one kind alone", query: search("... on Document { __typename number }") },
  {
    asks: "all of what is found: places, figures, links, and more of some kinds",
    query: search(`__typename ${OF_ALL} ${links("id name")} ${OF_KINDS}`),
  },
  {
    asks: "all of what there is: places, figures, links, and more of some kinds",
    query: things(`__typename ${OF_ALL} ${links("id name")} ${OF_KINDS}`),
  },
  {
    asks: "the same of where links lead",
    query: search(`${OF_ALL} ${OF_KINDS} ${links(`${OF_ALL} ${OF_KINDS}`)}`),
  },
  { asks: "where links lead, and where those do", query: search(`name ${links(`name ${links("name")}`)}`) },
  {
    asks: "more of some kinds at the end of two links",
    query: things(`name ${links(`${OF_ALL} ${linked(`${OF_ALL} ${OF_KINDS}`)}`)}`),
  },
  {
    asks: "whose a thing is that has a domain of its own",
    query:
      "{ licences(first: 5) { nodes { name holder { __typename name report { name } } } } mediaOutputs(first: 5) { nodes { name partner { name } } } }",
  },
  {
    asks: "links of what some kinds lead to",
    query: `{ agencies(first: 30) { nodes { name ${linked(OF_KINDS)} systems(first: 2) { nodes { name ${links(`name ${OF_KINDS}`)} } } } } }`,
  },
];
