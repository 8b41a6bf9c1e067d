import type { ApolloServer } from "@apollo/server";
import type { FormattedExecutionResult, GraphQLFormattedError } from "graphql";
import type { Logger } from "pino";
import type { DataSource } from "typeorm";
import { settleLineage } from "./changes/lineage.js";
import { ChangeReader } from "./changes/reader.js";
import { keepTrimmed } from "./changes/trim.js";
import type { Config } from "./config.js";
import { readDependencies } from "./database/dependencies.js";
import { readSizes } from "./database/sizes.js";
import type { Cache } from "./engine/cache.js";
import { Engine } from "./engine/index.js";
import { Sessions } from "./engine/run/session.js";
import { Store } from "./engine/store.js";
import type { Answering } from "./live/answering.js";
import { cacheOf } from "./live/kept.js";
import { Polls } from "./live/polls.js";
import type { Subscription } from "./live/subscription.js";
import { Subscriptions } from "./live/subscriptions.js";
import { Admission } from "./operation/admission.js";
import { createApollo } from "./operation/apollo.js";
import { createContext, type RequestContext, type RequestOptions } from "./operation/context.js";
import { Documents, readTrusted } from "./operation/documents.js";
import { executeRequest, type OperationRequest } from "./operation/request.js";
import { watchSizes } from "./operation/sizes.js";
import type { Partners } from "./partners/index.js";
import { makePartners } from "./partners/make.js";
import { foreignSubscriptions } from "./partners/subscriptions.js";
import { type Api, createApi } from "./schema.js";
import { Webhooks } from "./webhooks/index.js";

/** What a service is made of. */
export interface ServiceOptions {
  /** Open and migrated; the service leaves it to its owner. */
  dataSource: DataSource;
  config: Config;
  log: Logger;
  /** Every domain's unless said otherwise. */
  api?: Api;
}

/** The API, whatever carries its operations: HTTP is one door to it. */
export class Service implements Answering {
  private constructor(
    readonly api: Api,
    readonly engine: Engine,
    readonly store: Store,
    readonly sessions: Sessions,
    readonly documents: Documents,
    readonly admission: Admission,
    readonly apollo: ApolloServer<RequestContext>,
    readonly changes: ChangeReader,
    /** Absent where no answer is kept. */
    readonly cache: Cache | undefined,
    readonly subscriptions: Subscriptions,
    readonly webhooks: Webhooks,
    /** Absent where no file names any. */
    readonly partners: Partners | undefined,
    private readonly timers: readonly NodeJS.Timeout[],
  ) {}

  /** Makes and starts a service; throws a StartError for trusted documents that cannot be used. */
  static async start(options: ServiceOptions): Promise<Service> {
    const { dataSource, config, log, api = createApi() } = options;
    const { limits, trustedDocuments, trustedOnly } = config;
    // Partners join all that is ours: to a part of it gateways join others.
    const file = options.api ? undefined : config.partners.file;
    // What partners will have nobody knows yet.
    const known = file === undefined ? api.schema : undefined;
    const trusted = trustedDocuments === undefined ? new Map() : readTrusted(trustedDocuments, known);
    const store = new Store(api.schema);
    await settleLineage(dataSource);
    const changes = new ChangeReader(dataSource, log);
    const cache = config.cache.bytes > 0 ? cacheOf(changes, config) : undefined;
    const dependencies = await readDependencies(dataSource);
    const pages = new Polls(api, log);
    const engine = new Engine(
      api,
      store,
      { limits, compiles: config.engine, lanes: lanesOf(config), cache, dependencies, log: pages },
      await readSizes(dataSource),
    );
    const sessions = new Sessions(dataSource, config.maxAnswerBytes);
    const partners =
      file === undefined ? undefined : makePartners({ api, config, log, engine, sessions, store }, file);
    const documents = new Documents(trusted, trustedOnly, store, partners);
    const admission = new Admission(limits, documents, store);
    const apollo = createApollo({ schema: api.schema, engine, documents, beyond: partners, log });
    await apollo.start();
    const subscriptions = new Subscriptions({
      api,
      engine,
      store,
      admission,
      sessions,
      changes,
      dataSource,
      foreign: partners && foreignSubscriptions(partners, api.schema, store),
      config,
      log,
    });
    changes.start();
    const webhooks = new Webhooks({
      dataSource,
      commits: () => changes.commits,
      schema: api.schema,
      subscribe: (request, after) => subscriptions.open(request, after, true),
      config: config.webhooks,
      log,
    });
    if (config.webhooks.on) webhooks.start();
    await partners?.start();
    const timers = [watchSizes(dataSource, engine), keepTrimmed(dataSource, config.changeRetentionDays, log)];
    return new Service(
      api,
      engine,
      store,
      sessions,
      documents,
      admission,
      apollo,
      changes,
      cache,
      subscriptions,
      webhooks,
      partners,
      timers,
    );
  }

  /** A context for one request. */
  createContext(options: RequestOptions = {}): RequestContext {
    const { partners } = this;
    return createContext(this.api.catalogue, this.sessions, {
      ...options,
      ...(partners && { partners: () => partners.list }),
    });
  }

  /** Executes one operation; what is wrong with it, even that it may not be asked at all, is among the errors. */
  execute(
    request: OperationRequest,
    context: RequestContext = this.createContext(),
  ): Promise<FormattedExecutionResult> {
    return executeRequest(this, request, context);
  }

  /**
   * Opens a subscription, which begins behind the cursor that its argument names, or the one that is given here; or a live
   * query. It sends its answers to the sink that is attached to it. What is wrong with it is among the errors.
   */
  subscribe(
    request: OperationRequest,
    after?: string,
  ): Promise<Subscription | { errors: readonly GraphQLFormattedError[] }> {
    return this.subscriptions.open(request, after);
  }

  /** Says to whoever is subscribed that it is over, and begins nothing more. */
  end(): void {
    void this.webhooks.stop();
    this.subscriptions.end();
  }

  async stop(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    await this.webhooks.stop();
    await this.subscriptions.stop();
    await this.partners?.stop();
    await this.changes.stop();
    await this.apollo.stop();
  }
}

/** Nobody waits for a turn longer than a statement may take. */
const lanesOf = ({ heavy, middling, statementTimeoutMs: patienceMs }: Config) => ({
  heavy: { ...heavy, patienceMs },
  middling: { ...middling, patienceMs },
});
