import { ask } from "../contenders/process.ts";
import { largeAnswer, repeated, SEARCHED } from "./words.ts";

/** A kind of request that can be made as dear as one likes. */
export interface Kind {
  name: string;
  /** Whether one alone costs more than may be asked, so that more must be admitted than by default. */
  further: boolean;
  /** A request of the kind in so many parts. */
  query(parts: number): string;
  most: number;
}

const BOUND = 'where: { name: { contains: "qz" } }';

/** Each in the form that takes most for what it costs. */
export const KINDS: Kind[] = [
  {
    name: "deep nested lists",
    further: false,
    query: (parts) =>
      `{ agencies(first: 1000) { nodes { id name systems(first: 1000) { nodes { id name incidents(first: ${parts}) { nodes { id name occurredOn severity status } } } } } } }`,
    most: 1000,
  },
  {
    name: "large answers",
    further: false,
    query: largeAnswer,
    most: 7,
  },
  {
    name: "`contains` that finds nothing",
    further: false,
    query: (parts) =>
      `{ ${repeated(parts, (index) => `a${index}: documents(${BOUND}, first: 1) { totalCount nodes { id } }`)} securityIncidents(${BOUND}) { totalCount } }`,
    most: 49,
  },
  {
    name: "orders without an index",
    further: false,
    query: (parts) =>
      `{ ${repeated(parts, (index) => `a${index}: securityIncidents(orderBy: [{ system: { owner: { name: ASC } } }], first: ${1 + index}) { nodes { id } }`)} }`,
    most: 49,
  },
  {
    name: "totals and groups",
    further: false,
    query: (parts) =>
      `{ ${repeated(parts, (index) => `a${index}: observations(where: { value: { gt: ${index} } }) { totalCount groups(by: [{ indicator: { id: VALUE } }, { period: { id: VALUE } }], first: 10) { count } }`)} }`,
    most: 49,
  },
  {
    name: "search",
    further: true,
    query: (parts) =>
      `{ ${repeated(parts, (index) => `a${index}: search(text: "${index}${SEARCHED.slice(0, 40)}", first: 1000) { totalCount nodes { id name } }`)} }`,
    most: 49,
  },
  {
    name: "checks",
    further: true,
    query: () => "{ checks { totalCount nodes { rule explanation } } }",
    most: 1,
  },
];

/** A request with what it costs. */
export interface Dear {
  name: string;
  further: boolean;
  query: string;
  cost: number;
}

/** The dearest request of a kind that costs no more than so much; `url` is of a server that admits nothing. */
export async function dearest(kind: Kind, url: string, mostCost: number): Promise<Dear> {
  let [least, most] = [1, kind.most];
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if ((await costOf(url, kind.query(middle))) <= mostCost) least = middle;
    else most = middle - 1;
  }
  const query = kind.query(least);
  const cost = await costOf(url, query);
  if (cost > mostCost) throw new Error(`${kind.name} costs ${cost} at least.`);
  return { name: kind.name, further: kind.further, query, cost };
}

/** What a request would cost, by the words that refuse it. */
async function costOf(url: string, query: string): Promise<number> {
  const said = await (await ask(url, JSON.stringify({ query }))).json();
  const [error] =
    (said as { errors?: { message: string; extensions: { limit?: string; requested: number } }[] }).errors ??
    [];
  if (error?.extensions.limit !== "cost")
    throw new Error(`No cost is known: ${JSON.stringify(said).slice(0, 300)}`);
  return error.extensions.requested;
}
