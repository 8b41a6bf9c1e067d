import { readFileSync } from "node:fs";
import { join } from "node:path";
import { QUERIES } from "../paths.ts";
import { combine } from "./everything.ts";
import { byKeys, type Reshape, same } from "./reshape.ts";

/** A question that every contender is asked, each in its own words. */
export interface Query {
  name: string;
  /** What it asks for, for the report. */
  asks: string;
  text: { cuulong: string; postgraphile: string; floor: string };
  /** The variables of the request with a number: requests differ where the question has any. */
  variables(number: number): Record<string, unknown>;
  /** What makes answers comparable; they are compared whole. */
  reshape: { cuulong: Reshape; postgraphile: Reshape; floor: Reshape };
}

const AGENCIES = 600;
/** Ten indicators that tell what happened in a quarter, so that their values may be added. */
const INDICATORS = [1, 3, 4, 6, 7, 9, 10, 12, 13, 15].map((number) => idOf("indicator", number));

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

/** Every question in the order in which it is measured. */
export const ALL: Query[] = [
  ...PARTS,
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

function idOf(kind: string, number: number): string {
  return `${kind}:synthetic-${String(number).padStart(7, "0")}`;
}
