import { ALL } from "../queries/index.ts";
import type { Query } from "../queries/query.ts";

/** A question of several domains, and whether plain subgraphs are asked it too, in their words. */
export interface Question {
  name: string;
  asks: string;
  text: string;
  plain?: string;
}

const NESTED = ALL.find(({ name }) => name === "nested") as Query;

const FOUND = "id name source { section } ... on InfrastructureSystem { owner { name } }";

export const QUESTIONS: Question[] = [
  {
    name: "nested",
    asks: NESTED.asks,
    text: NESTED.text.cuulong,
    // The order is theirs to know.
    plain: NESTED.text.cuulong.replace(/orderBy: \[.*?\], /g, ""),
  },
  {
    name: "search",
    asks: "20 things of all kinds that are found by their names, with where they are stated and, of systems, who owns them",
    text: `query Search {
  search(text: "hệ thống", first: 20) { nodes { ${FOUND} } }
}`,
  },
  {
    name: "thing",
    asks: "the same of one thing, by its id",
    text: `query Thing { thing(id: "system:synthetic-00002938") { ${FOUND} } }`,
  },
];
