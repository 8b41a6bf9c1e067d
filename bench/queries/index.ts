import { readFileSync } from "node:fs";
import { join } from "node:path";
import { QUERIES } from "../paths.ts";
import { combine } from "./everything.ts";
import type { Query, Words } from "./query.ts";
import { byKeys, byOneKey, linkedDocuments, same } from "./reshape.ts";

const AGENCIES = 600;
/** How many of the agencies any figure is about, less the last. */
const MEASURED = 416;
/** Ten indicators that count what happened in a quarter, so that their values may be added. */
const INDICATORS = [1, 3, 4, 6, 7, 9, 10, 12, 13, 15].map((number) => idOf("indicator", number));

const codes = (numbers: number[]) => numbers.map((number) => `synthetic-${number}`);
const QUARTERS = 16;

const PARTS: Query[] = [
  part("point", "one agency with seven columns and its parent's name; the id differs between requests", {
    // 101 is a prime that does not divide the number of agencies, so that every agency has its turn.
    variables: (number) => ({ id: idOf("agency", 1 + ((number * 101) % AGENCIES)) }),
  }),
  part("list", "100 systems with eight columns, by name"),
  part(
    "nested",
    "20 agencies, their systems with the 5 latest incidents of each, their outlets with the first 10 outputs",
  ),
  part("large", "600 agencies with all their systems"),
  part(
    "groups",
    "200,000 incidents counted by severity and month; 66,720 values of ten indicators added by quarter",
    {
      variables: () => ({ indicators: INDICATORS }),
      reshape: { cuulong: byKeys.cuulong, postgraphile: byKeys.postgraphile, floor: byKeys.cuulong },
    },
  ),
];

const ONE_KEY = { ...byOneKey, floor: byOneKey.cuulong };

/** Questions as people ask them, of one domain or another. */
export const ASKED: Query[] = [
  part(
    "figures",
    "200 of 3 indicators' 750 or so values of a quarter that are above a bound, largest first, and their number",
    {
      variables: (number) => ({
        // Indicators 5, 11, 17 … are rates, which stay below the bound.
        codes: codes([1, 2, 3].map((next) => 6 * (number % 24) + next)),
        period: idOf("period", 1 + (number % QUARTERS)),
        bound: "40000",
      }),
    },
  ),
  part(
    "filtered",
    "50 of the agencies that have a system with an open critical incident since a day, 3 of their databases and portals each, and their number",
    { variables: () => ({ since: "2023-11-15" }) },
  ),
  part(
    "counts",
    "50 agencies with the numbers of their systems, of their outlets and of each outlet's outputs in Khmer",
  ),
  part("inner-groups", "the incidents of 5 systems of each of 20 agencies counted by severity", {
    reshape: ONE_KEY,
  }),
  part(
    "amended",
    "50 decisions since a day with their issuer, what they amend and what amends them, and their number",
    {
      variables: () => ({ since: "2022-07-01" }),
      reshape: { cuulong: same, postgraphile: linkedDocuments, floor: same },
    },
  ),
  part(
    "topic",
    "50 of a topic's 1,250 or so outputs in Khmer with their outlet and its agency, and all of them counted by kind",
    {
      variables: (number) => ({ topic: `an toàn thông tin ${1 + (number % 25)}` }),
      reshape: ONE_KEY,
    },
  ),
  part("history", "a body's 160 figures of ten indicators over all quarters, in their order", {
    variables: (number) => ({
      subject: idOf("agency", 1 + ((number * 101) % MEASURED)),
      codes: codes([1, 2, 3, 4, 6, 7, 8, 9, 11, 12]),
    }),
  }),
  part("deep", "50 incidents with their system, latest first, behind a cursor deep within", {
    variables: (number, words) => cursorAt(words, `2021-${String(1 + (number % 12)).padStart(2, "0")}-15`),
  }),
];

/** Every question in the order in which it is measured. */
export const ALL: Query[] = [
  ...PARTS,
  ...ASKED,
  combine(
    "everything",
    PARTS.filter(({ name }) => name !== "large"),
  ),
];

function part(name: string, asks: string, more: Partial<Query> = {}): Query {
  const read = (file: string) => readFileSync(join(QUERIES, `${name}.${file}`), "utf8").trim();
  return {
    name,
    asks,
    text: {
      cuulong: read("cuulong.graphql"),
      postgraphile: read("postgraphile.graphql"),
      floor: read("floor.sql"),
    },
    variables: () => ({}),
    reshape: { cuulong: same, postgraphile: same, floor: same },
    ...more,
  };
}

/** A place in the order of the question "deep", as each contender writes cursors; PostGraphile's begins with its name for the order. */
function cursorAt(words: Words, day: string): Record<string, unknown> {
  const id = idOf("incident", 100_000);
  if (words === "floor") return { day, id };
  const order = words === "cuulong" ? "occurredOn DESC,id ASC" : "55bca36619";
  const encoding = words === "cuulong" ? "base64url" : "base64";
  return { after: Buffer.from(JSON.stringify([order, day, id])).toString(encoding) };
}

function idOf(kind: string, number: number): string {
  return `${kind}:synthetic-${String(number).padStart(8, "0")}`;
}
