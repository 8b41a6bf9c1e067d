import { ALL } from "../queries/index.ts";
import type { Query } from "../queries/query.ts";

const named = (name: string): Query => ALL.find((one) => one.name === name) as Query;

/** `nested`, where requests may differ while their answers do not. */
const NESTED: Query = {
  ...named("nested"),
  text: {
    ...named("nested").text,
    cuulong: named("nested")
      .text.cuulong.replace("query Nested", "query Nested($but: ID!)")
      .replace("agencies(", "agencies(where: { id: { ne: $but } }, "),
  },
};

/** A question, of which request after request differs. */
const unique = (query: Query, vary: (number: number) => Record<string, unknown>): Query => ({
  ...query,
  variables: (number, words) => ({ ...query.variables(number % 1_000_000, words), ...vary(number) }),
});

/** The same texts in an order that a number stands for. */
function inOrder(texts: string[], number: number): string[] {
  const [left, ordered] = [[...texts], [] as string[]];
  for (let rest = number; left.length > 0; rest = Math.floor(rest / (left.length + 1)))
    ordered.push(...left.splice(rest % left.length, 1));
  return ordered;
}

/** Questions of many sizes of which no request comes twice. */
export const UNIQUE: Query[] = [
  unique(NESTED, (number) => ({ but: `agency:none-${number}` })),
  unique(named("figures"), (number) => ({ bound: (40_000 + number / 1e9).toFixed(9) })),
  unique(named("history"), (number) => ({
    codes: inOrder(named("history").variables(0, "cuulong").codes as string[], number),
  })),
  unique(named("deep"), (number) => ({
    after: Buffer.from(
      JSON.stringify(["occurredOn DESC,id ASC", "2021-06-15", `incident:synthetic-${number}`]),
    ).toString("base64url"),
  })),
  unique(named("point"), () => ({})),
];

/** Questions that come again and again while their rows are changed: one request, and a hundred different ones in turns. */
export const REPEATED: Query[] = [
  { ...named("groups"), name: "groups, the same for all" },
  { ...named("nested"), name: "nested, the same for all" },
  {
    ...NESTED,
    name: "nested, 100 different",
    variables: (number) => ({ but: `agency:none-${number % 100}` }),
  },
];
