import { GraphQLError, type GraphQLFormattedError, getOperationAST, OperationTypeNode, parse } from "graphql";
import type { Logger } from "pino";
import type { DataSource } from "typeorm";
import { ReportError } from "../../schema/errors.js";
import type { ChangeReader } from "../changes/reader.js";
import type { Config } from "../config.js";
import type { Engine } from "../engine/index.js";
import type { Sessions } from "../engine/run/session.js";
import { FOR_EVER_MS, Turns } from "../engine/run/turns.js";
import type { Store } from "../engine/store.js";
import type { Admission } from "../operation/admission.js";
import { createContext } from "../operation/context.js";
import { createFormatter } from "../operation/error-format.js";
import type { Api } from "../schema.js";
import { type Asked, readAsked, readDocument, Wrong } from "./asked.js";
import { Gathering } from "./gathering.js";
import { Hub } from "./hub.js";
import { isLive, readLive } from "./live-asked.js";
import { LiveQueries } from "./live-queries.js";
import { Away } from "./message.js";
import { Places } from "./places.js";
import { Refused, type RowReader } from "./row-reader.js";
import type { Subscription } from "./subscription.js";
import { createTopic, type Topic } from "./topic.js";
import { Events } from "./events.js";

/** What subscriptions are made of. */
export interface SubscriptionsOptions {
  api: Api;
  engine: Engine;
  store: Store;
  admission: Admission;
  sessions: Sessions;
  changes: ChangeReader;
  dataSource: DataSource;
  /** Whether a document asks for more than is ours, and how a subscription of that kind is opened; absent where nobody can be joined. */
  foreign?: ForeignSubscriptions | undefined;
  config: Config;
  log: Logger;
}

/** Subscriptions whose events have fields that are not ours. */
export interface ForeignSubscriptions {
  includes(query: string): boolean;
  /** Opens one; our part of it is opened by whoever calls. */
  open(
    request: Request,
    own: (request: Request) => Promise<Subscription | { errors: readonly GraphQLFormattedError[] }>,
  ): Promise<Subscription | { errors: readonly GraphQLError[] }>;
}

/** A subscription as a client asks for it. */
interface Request {
  query: string;
  operationName?: string | undefined;
  variables?: Record<string, unknown> | undefined;
  /** The header Authorization of whoever asks. */
  authorization?: string | undefined;
}

/** Takes subscriptions and live queries in; they are held to whatever queries are held to. */
export class Subscriptions {
  readonly places: Places;
  readonly hub: Hub;
  readonly live: LiveQueries;
  readonly #reader: RowReader;

  constructor(private readonly options: SubscriptionsOptions) {
    const { api, engine, sessions, changes, dataSource, config, log } = options;
    const format = createFormatter(log);
    // Of the connections, most are left to queries however much there is to say.
    const running = Math.max(1, Math.floor(config.poolSize / 4));
    const turns = new Turns("one of many", {
      running,
      waiting: Number.POSITIVE_INFINITY,
      patienceMs: FOR_EVER_MS,
    });
    const reader: RowReader = {
      engine,
      createContext: (asked) => createContext(api.catalogue, sessions, asked),
      format: (error) => format(error instanceof GraphQLError ? error.toJSON() : { message: "" }, error),
      mostCost: config.limits.cost,
      turn: (work) => turns.take(undefined, work),
    };
    this.#reader = { ...reader, gathering: new Gathering(reader) };
    this.places = new Places(config.maxSubscriptions);
    this.hub = new Hub(dataSource, changes, this.places, config);
    this.live = new LiveQueries(changes, this.places, this.#reader, config);
  }

  /** What clients see of whatever was thrown. */
  format(error: unknown): GraphQLFormattedError {
    return this.#reader.format(error);
  }

  /** Whether a request asks for a subscription or a live query; one that cannot be read asks for neither. */
  includes({ query, operationName, variables }: Request): boolean {
    try {
      this.options.admission.check(query, variables);
      const document = this.options.store.find(query)?.document ?? parse(query, { noLocation: true });
      const operation = getOperationAST(document, operationName);
      return operation?.operation === OperationTypeNode.SUBSCRIPTION || isLive(operation);
    } catch {
      return false;
    }
  }

  /**
   * A subscription that begins behind a cursor, its own argument unless another is given; or a live query, which begins with a
   * whole answer; or what is wrong with it. The operator's are in order whatever clients may ask, and however many they have; what is
   * a part of another was allowed with that.
   */
  async open(
    { query, operationName, variables, authorization }: Request,
    after?: string,
    byOperator = false,
    isPart = false,
  ): Promise<Subscription | { errors: readonly GraphQLFormattedError[] }> {
    const { api, store, admission } = this.options;
    try {
      admission.check(query, variables, { byOperator: byOperator || isPart });
      if (!byOperator && !isPart && this.options.foreign?.includes(query))
        return await this.#openForeign(
          this.options.foreign,
          { query, operationName, variables, authorization },
          after,
        );
      const known = store.of(query);
      known.document ??= readDocument(api.schema, query);
      if (isLive(getOperationAST(known.document, operationName)))
        return await this.live.open(readLive(api.schema, known.document, operationName, variables));
      const asked = readAsked(api.schema, known.document, operationName, variables);
      const start = after ?? (asked.args.after as string | null | undefined) ?? undefined;
      return await this.hub.subscribe(asked, start, () => this.#createTopic(asked), byOperator);
    } catch (error) {
      if (error instanceof Refused || (error instanceof Away && error.errors.length > 0))
        return { errors: error.errors };
      const errors = error instanceof Wrong ? error.errors : [error];
      return { errors: errors.map((one) => this.format(one)) };
    }
  }

  async #openForeign(foreign: ForeignSubscriptions, request: Request, after: string | undefined) {
    if (isLive(getOperationAST(parse(request.query, { noLocation: true }), request.operationName)))
      throw new ReportError(
        "OPERATION_RESOLUTION_FAILURE",
        "A live query reads what is ours alone; what partners have changes without our notice.",
      );
    const opened = await foreign.open(request, (own) => this.open(own, after, false, true));
    if (!("errors" in opened)) return opened;
    return { errors: opened.errors.map((error) => this.format(error)) };
  }

  async #createTopic(asked: Asked): Promise<Topic> {
    const { api, dataSource } = this.options;
    const followed = api.catalogue.followed.get(asked.field.name);
    if (!followed) throw new Error(`Nobody knows what ${asked.field.name} follows.`);
    const { turn } = this.#reader;
    const database = { query: (...query: [string, unknown[]]) => turn(() => dataSource.query(...query)) };
    const events = await Events.of(database, followed, asked.args.where as object | null | undefined);
    return createTopic(asked, events, this.hub.cursors, this.#reader);
  }

  /** Ends all of them, and lets no other begin. */
  end(): void {
    this.places.end();
  }

  async stop(): Promise<void> {
    this.end();
    this.live.stop();
    await this.hub.stop();
  }
}
