import type { GraphQLSchema } from "graphql";
import type { Answer, TestDatabase } from "../harness.js";
import type { Random } from "../random.js";
import { answerTo, type Expected } from "./answers.js";
import type { ListAsk } from "./asks.js";
import { documentOf } from "./documents.js";
import type { Kind, Question } from "./questions.js";
import type { Rows } from "./rows.js";
import { smaller } from "./smaller.js";
import { faultOf } from "./verdicts.js";

/** How many questions of a kind were asked, and how many of them had something to say. */
export interface Count {
  asked: number;
  /** Neither all rows were found nor none; of groups, that there were several. */
  partial: number;
  refused: number;
  statements: number;
}

const LONGEST_WALK = 12;

/** Asks the product and the oracle, and holds the answers against each other. */
export class Asker {
  readonly counts = Object.fromEntries(
    ["filters", "orders", "pages", "groups", "refusals"].map((kind) => [
      kind,
      { asked: 0, partial: 0, refused: 0, statements: 0 },
    ]),
  ) as Record<Kind, Count>;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly rows: Rows,
    private readonly database: TestDatabase,
    private readonly random: Random,
  ) {}

  /** What is wrong with the answer to a question, with all that is needed to ask it again. */
  async ask({ kind, ask, walked }: Question): Promise<string | undefined> {
    const byResolvers = this.random.chance(0.15);
    this.counts[kind].asked += 1;
    if (walked) return this.#walk(ask, walked, byResolvers);
    const { fault, expected, answer } = await this.#compare(ask, byResolvers);
    if (!fault) {
      this.#count(kind, ask, expected, answer);
      return undefined;
    }
    const fails = async (one: ListAsk) => {
      const { fault: still, answer: found } = await this.#compare(one, byResolvers);
      return still !== undefined && !found.text.includes("GRAPHQL_");
    };
    return this.#report(await smaller(ask, fails), byResolvers);
  }

  async #report(ask: ListAsk, byResolvers: boolean): Promise<string> {
    const { fault, sent, answer } = await this.#compare(ask, byResolvers);
    const way = byResolvers ? "resolvers" : "engine";
    return `${fault} (${way})\n${sent.query}\n${JSON.stringify(sent.variables)}\nfound: ${answer.text.slice(0, 500)}`;
  }

  async #compare(ask: ListAsk, byResolvers: boolean) {
    const sent = documentOf(this.schema, ask);
    const { database } = this;
    const answer = await (byResolvers ? database.askResolvers : database.ask)(sent.query, sent.variables);
    const expected = answerTo(this.rows, ask);
    return { sent, answer, expected, fault: faultOf(ask, expected, answer) };
  }

  #count(kind: Kind, ask: ListAsk, { of, found, refusals, faults }: Expected, answer: Answer): void {
    const count = this.counts[kind];
    if (refusals.must.length > 0 || faults.length > 0) count.refused += 1;
    count.statements += answer.statements;
    const several = /"g0":\[\{.*\},\{/.test(answer.text);
    if (ask.groups.length > 0 || ask.inner.some(({ groups }) => groups.length > 0))
      count.partial += several ? 1 : 0;
    else count.partial += kind === "orders" ? (found > 1 ? 1 : 0) : found > 0 && found < of ? 1 : 0;
  }

  /** Turns page after page of random sizes, each by the cursor where the last one ended. */
  async #walk(ask: ListAsk, walked: ListAsk, byResolvers: boolean): Promise<string | undefined> {
    for (let page = 0; page < LONGEST_WALK; page += 1) {
      walked.first = this.random.below(page === 0 ? 6 : 12);
      const { fault, answer } = await this.#compare(ask, byResolvers);
      if (fault) return `Page ${page}: ${await this.#report(ask, byResolvers)}`;
      const list = walked === ask ? answer.data?.[ask.field] : answer.data?.[ask.field]?.nodes[0]?.l0;
      if (!list) return undefined;
      const last = list.edges.at(-1);
      if (list.edges.length > 0 && list.pageInfo.startCursor !== list.edges[0].cursor)
        return `startCursor is not the first cursor: ${answer.text}`;
      if (list.edges.length > 0 && list.pageInfo.endCursor !== last.cursor)
        return `endCursor is not the last cursor: ${answer.text}`;
      if (page === 1) this.counts.pages.partial += 1;
      if (!list.pageInfo.hasNextPage) return undefined;
      const turned = last ?? undefined;
      if (!turned) continue;
      walked.after = this.random.chance(0.8)
        ? turned.cursor
        : this.random.pick(list.edges as (typeof last)[]).cursor;
      const edge = (list.edges as (typeof last)[]).find(({ cursor }) => cursor === walked.after);
      walked.behind = this.rows.byId(walked.model, edge.node.id);
    }
    return undefined;
  }
}
