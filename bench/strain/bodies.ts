import { asked, type Attack, type Sent } from "./send.ts";
import { anew, repeated } from "./words.ts";

const MEGABYTE = 1024 * 1024;
/** What is left of a body for one part of it. */
const MOST = MEGABYTE - 400;

const QUERY = "{ reports { totalCount } }";
const CONTAINS = "query ($text: String) { agencies(where: { name: { contains: $text } }) { totalCount } }";
const BY_ID = "query ($ids: [ID!]) { agencies(where: { id: { in: $ids } }) { totalCount } }";
const VALUES =
  "query ($value: Decimal) { observations(where: { value: { eq: $value } }, first: 1) { nodes { id } } }";

const body = (name: string, make: (number: number) => string): Attack => ({
  name,
  make: (number) => ({ body: make(number) }),
});
const variables = (name: string, query: string, value: object): Attack => ({
  name,
  make: (number) => asked(anew(query, number), { variables: value }),
});
const document = (name: string, query: string): Attack => ({
  name,
  make: (number) => asked(anew(query, number)),
});
const headed = (name: string, headers: Record<string, string>): Attack => ({
  name,
  make: (): Sent => ({ ...asked(QUERY), headers }),
});

/** Requests of a megabyte in every form, and heads of 15 kB. */
export const BODIES: Attack[] = [
  body(
    "1 MB: lists within lists",
    () => `{"query":"{ a }","variables":{"a":${"[".repeat(MOST / 2 - 50)}${"]".repeat(MOST / 2 - 50)}}}`,
  ),
  body("1 MB: lists that do not end", () => "[".repeat(MOST)),
  body(
    "1 MB: objects within objects",
    () => `{"query":"{ a }","variables":${'{"a":'.repeat(MOST / 6 - 50)}1${"}".repeat(MOST / 6 - 50)}}`,
  ),
  body(
    "1 MB: keys by the hundred thousand",
    () =>
      `{"query":"${QUERY}","variables":{${repeated(100_000, (index) => `"${index.toString(36)}":1`, ",")}}}`,
  ),
  body(
    "1 MB: keys that JSON must not have",
    () =>
      `{"query":"${QUERY}","variables":{${repeated(
        50_000,
        (index) => `"a${index.toString(36)}":{"__proto__":1}`,
        ",",
      )
        .slice(0, MOST - 100)
        .replace(/,[^,]*$/, "")}}}`,
  ),
  body(
    "1 MB: numbers",
    () => `{"query":"${QUERY}","variables":{"a":[${repeated(190_000, () => "1e99", ",")}]}}`,
  ),
  body("1 MB: one number", () => `{"query":"${QUERY}","variables":{"a":${"9".repeat(MOST - 100)}}}`),
  body("1 MB: a list of queries", () => `[${repeated(30_000, () => `{"query":"{ a }"}`, ",")}]`),
  body("1 MB: escapes", () => `{"query":"${QUERY}","operationName":"${"\\u1EF1".repeat(MOST / 6 - 20)}"}`),
  body("1 MB: not JSON at its end", () => `{"query":"${"x".repeat(MOST - 20)}"`),
  body(
    "1 MB: an extension",
    () => `{"query":"${QUERY}","extensions":{${repeated(60_000, (index) => `"e${index}":[{}]`, ",")}}}`,
  ),
  variables("1 MB: a text that is contained", CONTAINS, { text: "ự".repeat(MOST / 3 - 50) }),
  variables("1 MB: a text of wildcards", CONTAINS, { text: "%_\\".repeat(MOST / 4 - 50) }),
  variables("1 MB: 1,000 ids", BY_ID, {
    ids: Array.from({ length: 1000 }, (_, index) => `agency:${index}${"x".repeat(1000)}`),
  }),
  variables("1 MB: an id that is none", BY_ID, { ids: ["x".repeat(MOST - 200)] }),
  variables("1 MB: a number of digits", VALUES, { value: "9".repeat(MOST - 200) }),
  variables("1 MB: a number of zeros", VALUES, { value: `0.${"0".repeat(MOST - 200)}1` }),
  variables("1 MB: a number that is none", VALUES, { value: `${"9".repeat(MOST - 200)}x` }),
  variables("1 MB: a value of the wrong type", VALUES, { value: { a: "x".repeat(MOST - 200) } }),
  variables("1 MB: a cursor", "query ($after: String) { agencies(after: $after) { totalCount } }", {
    after: Buffer.from(
      JSON.stringify(["name ASC,id ASC", "x".repeat((MOST / 4) * 3 - 300), "agency:x"]),
    ).toString("base64url"),
  }),
  variables("1 MB: a cursor of noise", "query ($after: String) { agencies(after: $after) { totalCount } }", {
    after: "x".repeat(MOST - 200),
  }),
  variables("1 MB: a search", "query ($text: String!) { search(text: $text) { totalCount } }", {
    text: "xa ".repeat(MOST / 3 - 100),
  }),
  variables(
    "1 MB: a day",
    "query ($day: Date) { reports(where: { issuedOn: { eq: $day } }) { totalCount } }",
    { day: "2021-01-01".repeat(MOST / 10 - 20) },
  ),
  document("1 MB: a comment", `${QUERY} #${"x".repeat(MOST - 100)}`),
  document("1 MB: empty lines", `${"\n".repeat(MOST / 2 - 100)}${QUERY}`),
  document("1 MB: commas", `{ reports { totalCount ${",".repeat(MOST - 100)} } }`),
  document("1 MB: one name", `{ ${"x".repeat(MOST - 100)} }`),
  document("1 MB: an alias", `{ ${"x".repeat(MOST - 100)}: reports { totalCount } }`),
  document("1 MB: 2,000 long names", `{ ${repeated(2000, (index) => `n${index}${"x".repeat(500)}`)} }`),
  document(
    "1 MB: 200 long aliases",
    `{ agencies(first: 1000) { nodes { ${repeated(190, (index) => `n${index}${"x".repeat(5000)}: id`)} } } }`,
  ),
  document(
    "1 MB: a text",
    `{ agencies(where: { name: { contains: "${"x".repeat(MOST - 200)}" } }) { totalCount } }`,
  ),
  document(
    "1 MB: a text of escapes",
    `{ agencies(where: { name: { contains: "${"\\u1EF1".repeat(MOST / 7 - 100)}" } }) { totalCount } }`,
  ),
  document(
    "1 MB: a text of lines",
    `{ agencies(where: { name: { contains: """${" \n".repeat(MOST / 3 - 100)}""" } }) { totalCount } }`,
  ),
  document("1 MB: wrong at its end", `{ reports { totalCount } ${"\n".repeat(MOST / 2 - 200)} !`),
  document(
    "1 MB: a number",
    `{ observations(where: { value: { eq: ${"9".repeat(MOST - 200)} } }, first: 1) { nodes { id } } }`,
  ),
  document("1 MB: an operation's name", `query ${"x".repeat(MOST - 100)} ${QUERY}`),
  headed("a head of many encodings", {
    "accept-encoding": repeated(1500, (index) => `x${index};q=0.${index % 10}`, ",").slice(0, 15_000),
  }),
  headed("a head of many media types", {
    accept: repeated(1000, (index) => `a/x${index};q=0.5`, ",").slice(0, 15_000),
  }),
  {
    name: "an address of 15 kB",
    make: (number) => ({
      method: "GET",
      path: `/graphql?query=${encodeURIComponent(anew(QUERY, number))}&${repeated(1500, (index) => `v${index}=%25`, "&").slice(0, 15_000)}`,
    }),
  },
  { name: "an address of many parts", make: () => ({ method: "GET", path: `/${"a/".repeat(7_000)}` }) },
];
