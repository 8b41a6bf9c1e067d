import type { FastifyReply, FastifyRequest } from "fastify";
import type { ExecutionResult } from "graphql";
import { answerJson, type Json } from "../engine/run/answer.js";
import type { RequestContext } from "../operation/context.js";
import type { Service } from "../service.js";
import { isObject } from "./json.js";

/**
 * What Apollo Server has answered once, the engine answers from then on by itself: a request of the same text, operation
 * and accepted media types differs in its variables alone. As soon as there is an error to report, Apollo Server does.
 */
export class FastPath {
  constructor(private readonly service: Service) {}

  /** The answer, or undefined where it is Apollo Server's to give; what the engine found then stands in the context. */
  async answer(
    request: FastifyRequest,
    reply: FastifyReply,
    context: RequestContext,
  ): Promise<Json | undefined> {
    const { engine, store } = this.service;
    const asked = this.#plain(request);
    const answered = asked && store.find(asked.text)?.answered.get(asked.way);
    if (!answered) return undefined;
    const { variables } = request.body as { variables?: Record<string, unknown> | null };
    const { known, name, contentType } = answered;
    context.trace.operation = name;
    context.run.executed = engine.execute({ ...known, variables: variables ?? undefined, context });
    const result = await context.run.executed.catch((): ExecutionResult => ({ errors: [] }));
    if (result.errors) return undefined;
    context.trace.direct = true;
    reply.header("content-type", contentType);
    return answerJson(result as never);
  }

  /** Remembers how a request was answered. */
  remember(request: FastifyRequest, reply: FastifyReply, { run, trace }: RequestContext): void {
    const contentType = reply.getHeader("content-type");
    if (reply.statusCode !== 200 || !run.accepted || trace.errors.length > 0) return;
    const asked = this.#plain(request);
    if (!asked || typeof contentType !== "string") return;
    const { document, operation } = run.accepted;
    // Whoever has been joined meanwhile may answer it now.
    if (this.service.documents.isForeign(asked.text, this.service.api.schema)) return;
    const known = this.service.store.operation(document, operation);
    this.service.store.keepAnswered(document, asked.way, { known, name: trace.operation, contentType });
  }

  /** A document's text and the key of the way in which it is asked; undefined for a request that is not of the plainest form. */
  #plain({ method, body, headers }: FastifyRequest): { text: string; way: string } | undefined {
    const { query, operationName, variables, extensions } = (body ?? {}) as Record<string, unknown>;
    const text = query === undefined ? this.#named(extensions) : extensions == null ? query : undefined;
    const plain =
      method === "POST" &&
      typeof text === "string" &&
      (typeof operationName === "string" || operationName == null) &&
      (isObject(variables) || variables == null);
    return plain ? { text, way: `${headers.accept ?? ""}\0${operationName ?? ""}` } : undefined;
  }

  /** The text of a document that is named by its hash. */
  #named(extensions: unknown): string | undefined {
    const { persistedQuery } = (extensions ?? {}) as {
      persistedQuery?: { version?: number; sha256Hash?: unknown };
    };
    const { version, sha256Hash } = persistedQuery ?? {};
    return version === 1 && typeof sha256Hash === "string"
      ? this.service.documents.find(sha256Hash)
      : undefined;
  }
}
