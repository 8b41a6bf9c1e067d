import { randomUUID } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { ReportError } from "../../schema/errors.js";
import type { Config } from "../config.js";
import type { Answering } from "../live/answering.js";
import { OneCarrier, SharedCarrier } from "./carriers.js";
import { EventStream } from "./event-stream.js";
import { Heart } from "./heart.js";
import { isObject, parsed } from "./json.js";
import { Operations, type Started } from "./operations.js";

const TOKEN = "x-graphql-event-stream-token";
/** How many streams may be reserved and not yet opened. */
const MOST_RESERVED = 1000;

/** A stream that many operations share, from when it is reserved. */
interface Reservation {
  token: string;
  /** Absent before it is opened. */
  stream?: EventStream;
  operations?: Operations;
  expiry: NodeJS.Timeout;
}

/**
 * Serves operations as server-sent events at /graphql, by the protocol graphql-sse: each by a stream of its own, whose events
 * have their cursors as ids, or many by one stream, which is reserved first.
 */
export class EventStreams {
  readonly #reserved = new Map<string, Reservation>();
  readonly #heart: Heart;
  /** How many of the reserved ones are open. */
  #opened = 0;

  constructor(
    private readonly service: Answering,
    private readonly config: Config,
  ) {
    this.#heart = new Heart(config.heartbeatMs);
  }

  /** Adds the ways in which a shared stream is reserved, and an operation of it is stopped. */
  addTo(app: FastifyInstance): void {
    app.put("/graphql", async (_request, reply) => {
      reply.code(201).type("text/plain; charset=utf-8");
      return this.#reserve();
    });
    app.delete("/graphql", async (request) => {
      const { operationId } = request.query as { operationId?: unknown };
      const reservation = this.#reservationOf(request);
      if (!reservation)
        throw new ReportError("BAD_REQUEST", `An operation is stopped by the header ${TOKEN}.`);
      reservation.operations?.stop(String(operationId));
      return {};
    });
    app.addHook("preClose", async () => {
      this.#heart.stop();
      // A stream with one operation ends with it.
      for (const { expiry, stream } of this.#reserved.values()) {
        clearTimeout(expiry);
        stream?.end();
      }
    });
  }

  /** Takes a request that wants events, or whose answer goes by a shared stream; leaves any other alone, and returns nothing then. */
  take(request: FastifyRequest, reply: FastifyReply): FastifyReply | undefined {
    const reservation = this.#reservationOf(request);
    const { accept = "" } = request.headers;
    const streams = /text\/event-stream/i.test(accept);
    if (reservation && request.method === "POST") return this.#add(reservation, request, reply);
    if (!streams || request.method === "HEAD") return undefined;
    if (reservation) return this.#share(reservation, reply);
    const operation = operationOf(request);
    // What has the wrong form is refused as without a stream.
    if (!operation) return undefined;
    const stream = this.#stream(reply);
    const operations = new Operations(this.service, new OneCarrier(stream, this.service), 1);
    stream.onClose(() => operations.stopAll());
    const last = request.headers["last-event-id"];
    void operations.start("", { ...operation, ...(last && { after: String(last) }) });
    return reply;
  }

  #stream(reply: FastifyReply): EventStream {
    const stream = new EventStream(reply, this.config);
    stream.onClose(this.#heart.add(stream));
    return stream;
  }

  #reserve(): string {
    if (this.#reserved.size - this.#opened >= MOST_RESERVED)
      throw new ReportError(
        "SERVICE_UNAVAILABLE",
        "Too many streams are reserved and not opened; try again shortly.",
      );
    const token = randomUUID();
    const expiry = setTimeout(() => this.#reserved.delete(token), this.config.requestTimeoutMs).unref();
    this.#reserved.set(token, { token, expiry });
    return token;
  }

  /** The reservation that a request names; undefined where it names none. Throws NOT_FOUND for an unknown one. */
  #reservationOf({ headers, query }: FastifyRequest): Reservation | undefined {
    const token = headers[TOKEN] ?? (query as { token?: unknown }).token;
    if (token === undefined) return undefined;
    const reservation = this.#reserved.get(String(token));
    if (!reservation) throw new ReportError("NOT_FOUND", "No stream is reserved under this token.");
    return reservation;
  }

  #share(reservation: Reservation, reply: FastifyReply): FastifyReply {
    if (reservation.operations)
      throw new ReportError("BAD_REQUEST", "The stream of this token is open already.");
    clearTimeout(reservation.expiry);
    const stream = this.#stream(reply);
    const carrier = new SharedCarrier(stream, this.service);
    const operations = new Operations(this.service, carrier, this.config.maxSubscriptionsPerConnection);
    Object.assign(reservation, { stream, operations });
    this.#opened += 1;
    stream.onClose(() => {
      operations.stopAll();
      this.#opened -= 1;
      this.#reserved.delete(reservation.token);
    });
    return reply;
  }

  #add({ operations }: Reservation, request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const operation = operationOf(request);
    const { extensions } = request.body as { extensions?: unknown };
    const id = isObject(extensions) ? extensions.operationId : undefined;
    if (!operations) throw new ReportError("BAD_REQUEST", "The stream of this token is not open yet.");
    if (!operation || typeof id !== "string")
      throw new ReportError(
        "BAD_REQUEST",
        "By a shared stream, an operation is a query with extensions { operationId }.",
      );
    if (operations.has(id)) throw new ReportError("BAD_REQUEST", `An operation ${id} is under way already.`);
    void operations.start(id, operation);
    return reply.code(202).send();
  }
}

/** The operation of a request; undefined where it is not of the right form. */
function operationOf({ method, body, query: search, headers }: FastifyRequest): Started | undefined {
  const asked = (method === "POST" ? body : search) as Record<string, unknown> | null;
  if (!isObject(asked)) return undefined;
  const { query, operationName } = asked;
  const variables =
    method === "POST" || asked.variables === undefined ? asked.variables : parsed(asked.variables);
  const sound =
    typeof query === "string" &&
    (operationName == null || typeof operationName === "string") &&
    (variables == null || isObject(variables));
  return sound
    ? {
        query,
        operationName: operationName ?? undefined,
        variables: (variables as Started["variables"]) ?? undefined,
        authorization: headers.authorization,
      }
    : undefined;
}
