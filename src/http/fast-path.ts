import type { FastifyReply, FastifyRequest } from "fastify";
import type { ExecutionResult, GraphQLSchema } from "graphql";
import { BoundedCache } from "../cache.js";
import type { Accepted, RequestContext } from "../operation/context.js";
import type { Documents } from "../operation/documents.js";
import { type Json, jsonOf } from "../engine/run/answer.js";
import type { Engine } from "../engine/index.js";
import { isObject } from "./json.js";

/** A kind of request that has been answered without an error. */
interface Known extends Accepted {
  name: string | undefined;
  contentType: string;
}

const MOST_KNOWN = { entries: 2000, bytes: 32 * 1024 * 1024 };

/**
 * What Apollo Server has answered once, the engine answers from then on by itself: a request of the same text, operation
 * and accepted media types differs in its variables alone. As soon as there is an error to tell, Apollo Server tells it.
 */
export class Lane {
  readonly #known = new BoundedCache<Known>(MOST_KNOWN.entries, MOST_KNOWN.bytes);

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly engine: Engine,
    private readonly documents: Documents,
  ) {}

  /** The answer, or undefined where it is Apollo Server's to give; what the engine found then stands in the context. */
  async answer(
    request: FastifyRequest,
    reply: FastifyReply,
    context: RequestContext,
  ): Promise<Json | undefined> {
    const key = this.#keyOf(request);
    const known = key === undefined ? undefined : this.#known.get(key);
    if (!known) return undefined;
    const { variables } = request.body as { variables?: Record<string, unknown> | null };
    context.trace.operation = known.name;
    context.run.executed = this.engine.execute({
      schema: this.schema,
      ...known,
      variables: variables ?? undefined,
      context,
    });
    const result = await context.run.executed.catch((): ExecutionResult => ({ errors: [] }));
    if (result.errors) return undefined;
    context.trace.direct = true;
    reply.header("content-type", known.contentType);
    return jsonOf(result as never);
  }

  /** Remembers how a request was answered. */
  remember(request: FastifyRequest, reply: FastifyReply, { run, trace }: RequestContext): void {
    const key = this.#keyOf(request);
    const contentType = reply.getHeader("content-type");
    if (reply.statusCode !== 200) return;
    if (key === undefined || !run.accepted || trace.errors.length > 0 || typeof contentType !== "string")
      return;
    const bytes = 20 * key.length + 1000;
    this.#known.set(key, { ...run.accepted, name: trace.operation, contentType }, bytes);
  }

  /** What tells kinds of request apart; undefined for one that is not of the plainest form. */
  #keyOf({ method, body, headers }: FastifyRequest): string | undefined {
    const { query, operationName, variables, extensions } = (body ?? {}) as Record<string, unknown>;
    const text = query === undefined ? this.#named(extensions) : extensions == null ? query : undefined;
    const plain =
      method === "POST" &&
      typeof text === "string" &&
      (typeof operationName === "string" || operationName == null) &&
      (isObject(variables) || variables == null);
    return plain ? `${headers.accept ?? ""}\n${operationName ?? ""}\n${text}` : undefined;
  }

  /** The text of a document that is named by its hash. */
  #named(extensions: unknown): string | undefined {
    const { persistedQuery } = (extensions ?? {}) as {
      persistedQuery?: { version?: number; sha256Hash?: unknown };
    };
    const { version, sha256Hash } = persistedQuery ?? {};
    return version === 1 && typeof sha256Hash === "string" ? this.documents.find(sha256Hash) : undefined;
  }
}
