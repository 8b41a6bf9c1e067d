import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
} from "graphql";
import { createContext } from "../src/operation/context.js";
import { stringify } from "../src/engine/run/answer.js";
import type { Engine } from "../src/engine/index.js";
import { Sessions } from "../src/engine/run/session.js";
import { createFormatter } from "../src/operation/error-format.js";
import { createLog } from "../src/log.js";
import type { Answer, TestDatabase } from "./harness.js";

/** A valid document with the values of its variables. */
export interface Asked {
  document: DocumentNode;
  variables: Record<string, unknown>;
}

/** Both ways of answering, without the server around them: the engine, and ordinary execution of the same schema. */
export class Ways {
  readonly #sessions: Sessions;
  readonly #format = createFormatter(createLog("silent"));

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly engine: Engine,
    { dataSource }: TestDatabase,
  ) {
    this.#sessions = new Sessions(dataSource);
  }

  async byEngine({ document, variables }: Asked): Promise<Answer> {
    const operation = getOperationAST(document);
    if (!operation) throw new Error("The document has one operation.");
    const context = createContext(this.#sessions);
    const { row } = context;
    let sql = "";
    context.row = (run) => {
      sql = run.text;
      return row(run);
    };
    const hash = document.loc?.source.body ?? "";
    const result = await this.engine.execute({
      schema: this.schema,
      document,
      operation,
      hash,
      variables,
      context,
    });
    return {
      ...this.#told(result),
      sql,
      statements: context.trace.statements,
      fallbacks: context.trace.fallbacks,
    };
  }

  async byResolvers({ document, variables }: Asked): Promise<Answer> {
    const context = createContext(this.#sessions);
    const result = await execute({
      schema: this.schema,
      document,
      variableValues: variables,
      contextValue: context,
    });
    return {
      ...this.#told(result),
      sql: "",
      statements: context.trace.statements,
      fallbacks: context.trace.fallbacks,
    };
  }

  #told({ data, errors }: ExecutionResult): Pick<Answer, "text" | "data" | "errors"> {
    const formatted = errors?.map((error) => {
      // What graphql-js itself finds wrong with values carries no code yet.
      const known =
        error.originalError || error.extensions.code
          ? error
          : new GraphQLError(error.message, { ...error, extensions: { code: "BAD_USER_INPUT" } });
      return this.#format(known.toJSON(), known);
    });
    const text = stringify({ ...(formatted && { errors: formatted }), ...(data !== undefined && { data }) });
    const answer = JSON.parse(text);
    return { text, data: answer.data ?? null, errors: answer.errors ?? [] };
  }
}
