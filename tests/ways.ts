import { type DocumentNode, type ExecutionResult, GraphQLError, getOperationAST } from "graphql";
import { createContext } from "../src/operation/context.js";
import { stringify } from "../src/engine/run/answer.js";
import { Engine } from "../src/engine/index.js";
import { Store } from "../src/engine/store.js";
import { Sessions } from "../src/engine/run/session.js";
import { createFormatter } from "../src/operation/error-format.js";
import { createLog } from "../src/log.js";
import type { Api } from "../src/schema.js";
import { type Answer, NO_TURNS, spyOn, type TestDatabase } from "./harness.js";

/** A valid document with the values of its variables. */
export interface Asked {
  document: DocumentNode;
  variables: Record<string, unknown>;
}

/** Both ways of answering, without the server around them: one engine that compiles, and one that leaves all to resolvers. */
export class Ways {
  readonly #sessions: Sessions;
  readonly #engines: Record<"compiling" | "plain", Engine>;
  readonly #format = createFormatter(createLog("silent"));

  constructor(
    private readonly api: Api,
    { dataSource, config: { limits }, service }: TestDatabase,
  ) {
    this.#sessions = new Sessions(dataSource);
    this.#engines = {
      compiling: new Engine(
        api,
        new Store(api.schema),
        { limits, compiles: true, lanes: NO_TURNS },
        service.engine.plans.sizes,
      ),
      plain: new Engine(
        api,
        new Store(api.schema),
        { limits, compiles: false, lanes: NO_TURNS },
        service.engine.plans.sizes,
      ),
    };
  }

  byEngine(asked: Asked): Promise<Answer> {
    return this.#ask(this.#engines.compiling, asked);
  }

  byResolvers(asked: Asked): Promise<Answer> {
    return this.#ask(this.#engines.plain, asked);
  }

  async #ask(engine: Engine, { document, variables }: Asked): Promise<Answer> {
    const operation = getOperationAST(document);
    if (!operation) throw new Error("The document has one operation.");
    const context = createContext(this.api.catalogue, this.#sessions);
    const sql = spyOn(context);
    const result = await engine.execute({ document, operation, variables, context });
    const { statements, fallbacks } = context.trace;
    return { ...this.#formatted(result), sql: sql(), statements, fallbacks };
  }

  #formatted({ data, errors }: ExecutionResult): Pick<Answer, "text" | "data" | "errors"> {
    const formatted = errors?.map((error) => {
      // What graphql-js itself finds wrong with values carries no code yet.
      const known =
        (error.originalError && !(error.originalError instanceof GraphQLError)) || error.extensions.code
          ? error
          : new GraphQLError(error.message, { ...error, extensions: { code: "BAD_USER_INPUT" } });
      return this.#format(known.toJSON(), known);
    });
    const text = stringify({ ...(formatted && { errors: formatted }), ...(data !== undefined && { data }) });
    const answer = JSON.parse(text);
    return { text, data: answer.data ?? null, errors: answer.errors ?? [] };
  }
}
