import { setTimeout as pause } from "node:timers/promises";
import { post } from "../http.js";
import type { Random } from "../random.js";
import type { Told } from "../subscribers.js";
import { byEventStream, byWebSocket, type Connection } from "./carriers.js";
import type { Hearing, Heard } from "./judge.js";
import { type Member, type Operation, shortened } from "./truth.js";

/** The last topic of all, which every set has. */
export const END = "topic:end";
/** How long a page of a list is. */
const PAGE = 1000;

/** What somebody follows: a condition, and the same again in another language than the product's. */
export interface Following {
  where: object | null;
  isMember: Member;
  /** Whether each event asks for so much that a connection is soon full. */
  large: boolean;
}

/** What is told of a topic and by whom: the actor of a change is the stamp of the statement that made it. */
interface ToldTopic extends Told {
  node: { name: string } | null;
}

/** A server that may be gone at any moment. */
type Servers = () => { address: string } | undefined;

/** A partner that keeps a copy of a set of topics, and does as docs/live.md asks of partners. */
export class Subscriber {
  readonly mirror = new Map<string, string>();
  /** What was heard since all rows were read; undefined before that. */
  hearing: Hearing | undefined;
  resets = 0;
  cuts = 0;
  stalls = 0;
  /** Errors other than that the server is away. */
  readonly errors: string[] = [];
  hasEnded = false;
  /** Whether its connections are left alone from now on: else whoever is far behind might never have the rest. */
  isCalm = false;
  #events: Heard[] = [];
  #cursor: string | undefined;
  /** To which server it is connected, and how. */
  #connected: string | undefined;
  /** What was told and waits for all rows to be read; undefined where they were. */
  #unread: Row[] | undefined;

  constructor(
    readonly set: Following,
    private readonly servers: Servers,
    private readonly random: Random,
    isLate: boolean,
  ) {
    if (isLate) this.#unread = [];
    else this.hearing = { events: this.#events };
  }

  /** Whether it has been told that it is ready. */
  get isReady(): boolean {
    return this.#cursor !== undefined;
  }

  /** Where it is, and by what: for whoever looks for why it has not come to the end. */
  get place(): string {
    return `${this.#connected ?? "not connected"}, ${this.#events.length} events, cursor ${this.#cursor}`;
  }

  /** Follows its set until it is stopped, over one connection after another. */
  async follow(stop: AbortSignal): Promise<void> {
    while (!stop.aborted) {
      const server = this.servers();
      if (server) await this.#connect(server, stop);
      await pause(this.random.below(200));
    }
  }

  async #connect(server: { address: string }, stop: AbortSignal): Promise<void> {
    const { random } = this;
    const by = random.pick([byWebSocket, byEventStream]);
    this.#connected = `${by.name} ${server.address}`;
    let isOver = false;
    const over = new AbortController();
    const ear = {
      told: (event: Told) => isOver || this.#take(event as ToldTopic, over),
      failed: (errors: { message: string; extensions?: { code?: string } }[]) => {
        for (const { message, extensions } of errors)
          if (extensions?.code !== "SERVICE_UNAVAILABLE") this.errors.push(message);
      },
      over: () => over.abort(),
    };
    const asked = { query: this.#query, variables: { where: this.set.where, after: this.#cursor } };
    const connection = by(server, asked, ear);
    const signal = AbortSignal.any([over.signal, stop]);
    try {
      if (this.#unread) await this.#read(server, signal);
      await this.#treat(connection, signal);
    } catch (error) {
      if (!(error instanceof Unavailable)) this.errors.push(String(error));
    }
    // What is under way when it is cut is not had, and must come again.
    isOver = true;
    connection.cut();
    this.#connected = undefined;
  }

  /** Reads for a while, and stops reading for another. */
  async #treat(connection: Connection, signal: AbortSignal): Promise<void> {
    const { random } = this;
    for (let rounds = random.below(6); (this.isCalm || rounds >= 0) && !signal.aborted; rounds -= 1) {
      await waited(random.below(1200), signal);
      if (this.isCalm || !random.chance(0.4) || signal.aborted) continue;
      this.stalls += 1;
      connection.pause();
      await waited(random.below(1500), signal);
      connection.resume();
    }
    this.cuts += 1;
  }

  #take(event: ToldTopic, over: AbortController): void {
    const { operation, id, actor, node, cursor } = event;
    this.#cursor = cursor;
    if (operation === "RESET") {
      this.resets += 1;
      this.#unread = [];
      this.#events = [];
      over.abort();
    } else if (id !== null) {
      const name = node && shortened(node.name);
      if (id === END) this.hasEnded = true;
      else this.#events.push({ operation: operation as Operation, id, stamp: String(actor), name });
      if (this.#unread) this.#unread.push({ id, name });
      else this.#apply({ id, name });
    }
  }

  #apply({ id, name }: Row): void {
    if (name !== null) this.mirror.set(id, name);
    else this.mirror.delete(id);
  }

  /** The recipe: all rows are read after READY or RESET, and what followed that is applied to them. */
  async #read(server: { address: string }, signal: AbortSignal): Promise<void> {
    while (!this.isReady && !signal.aborted) await pause(5);
    if (signal.aborted) return;
    const read = await readAll(server, this.set.where);
    const unread = this.#unread ?? [];
    this.#unread = undefined;
    this.hearing = { read, events: this.#events };
    this.mirror.clear();
    for (const [id, name] of read) this.mirror.set(id, name);
    for (const row of unread) this.#apply(row);
  }

  get #query(): string {
    const names = this.set.large ? Array.from({ length: 30 }, (_, place) => `n${place}: name`).join(" ") : "";
    return `subscription ($where: TopicWhere, $after: String) {
      told: topicChanged(where: $where, after: $after) { cursor operation id actor node { name ${names} } reset { reason } }
    }`;
  }
}

interface Row {
  id: string;
  name: string | null;
}

/** The server is gone, or says that it cannot answer for now. */
class Unavailable extends Error {}

/** All rows of a set, page by page; what is changed between two pages comes as an event. */
async function readAll(server: { address: string }, where: object | null): Promise<Map<string, string>> {
  const query = `query ($where: TopicWhere, $after: String) {
    topics(where: $where, first: ${PAGE}, after: $after, orderBy: [{ id: ASC }]) { nodes { id name } pageInfo { hasNextPage endCursor } }
  }`;
  const rows = new Map<string, string>();
  for (let after: string | null = null; ; ) {
    const answer = await post(server, { query, variables: { where, after } }).catch(() => undefined);
    if (!answer || answer.status === 503) throw new Unavailable();
    if (!answer.data) throw new Error(JSON.stringify(answer.errors));
    const { nodes, pageInfo } = answer.data.topics as {
      nodes: { id: string; name: string }[];
      pageInfo: { hasNextPage: boolean; endCursor: string };
    };
    for (const { id, name } of nodes) rows.set(id, shortened(name));
    if (!pageInfo.hasNextPage) return rows;
    after = pageInfo.endCursor;
  }
}

/** Waits for a while, or until something is over. */
const waited = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  pause(milliseconds, undefined, { signal }).catch(() => {});
