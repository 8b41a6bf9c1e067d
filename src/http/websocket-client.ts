import { once } from "node:events";
import type { Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import type { GraphQLFormattedError } from "graphql";
import { CloseCode, MessageType, type SubscribeMessage } from "graphql-ws";
import type { RawData, WebSocket } from "ws";
import type { Config } from "../config.js";
import type { Answering } from "../live/answering.js";
import type { Answer } from "../live/message.js";
import { drained } from "./drain.js";
import { checkNumbers } from "./json.js";
import { type Carrier, Operations } from "./operations.js";
import type { Unread } from "./unread.js";
import { authorizationIn } from "./websocket-credentials.js";
import { sendAnswer } from "./websocket-frames.js";
import { type ClientMessage, fitting, messageOf, startOf } from "./websocket-messages.js";

/** What may wait for a client to read it; whoever is further behind has the rest read from the log. */
const MOST_WAITING = 512 * 1024;
/** Close codes besides those of the protocol. */
const GOING_AWAY = 1001;
const TEXT_ONLY = 1003;
const TOO_SLOW = 4413;
/** How long a client may take to close when the server ends. */
const FAREWELL_MS = 1000;

/** A client at the other end of a WebSocket, which speaks graphql-transport-ws. */
export class Client implements Carrier {
  readonly #operations: Operations;
  readonly #patience: NodeJS.Timeout;
  #acknowledged = false;
  #alive = true;

  constructor(
    private readonly webSocket: WebSocket,
    private readonly socket: Socket,
    private readonly service: Answering,
    private readonly config: Pick<
      Config,
      "maxSubscriptionsPerConnection" | "headersTimeoutMs" | "stallTimeoutMs"
    >,
    private readonly unread: Unread,
  ) {
    this.#operations = new Operations(service, this, config.maxSubscriptionsPerConnection);
    this.#patience = setTimeout(
      () => webSocket.close(CloseCode.ConnectionInitialisationTimeout, "Connection initialisation timeout"),
      config.headersTimeoutMs,
    );
    webSocket.on("message", (data, isBinary) => this.#hear(data, isBinary));
    webSocket.on("pong", () => {
      this.#alive = true;
    });
    // What is no message at all is closed with its code already.
    webSocket.on("error", () => {});
    webSocket.once("close", () => {
      clearTimeout(this.#patience);
      this.#operations.stopAll();
    });
    if (!webSocket.protocol)
      webSocket.close(CloseCode.SubprotocolNotAcceptable, "Subprotocol not acceptable");
  }

  /** Lets go of a client that has not answered the last beat. */
  beat(): void {
    if (this.#alive) this.webSocket.ping();
    else this.webSocket.terminate();
    this.#alive = false;
  }

  /** Closes when some time has passed, and waits until that is done. */
  async sayGoodbye(delayMs: number): Promise<void> {
    await pause(delayMs);
    if (this.webSocket.readyState === this.webSocket.CLOSED) return;
    const closed = once(this.webSocket, "close");
    this.webSocket.close(GOING_AWAY, "The server is stopping");
    const impatience = setTimeout(() => this.webSocket.terminate(), FAREWELL_MS);
    await closed;
    clearTimeout(impatience);
  }

  take(id: string, answers: readonly Answer[], atEnd?: () => void): number {
    const start = startOf(id);
    let count = 0;
    // All of it goes out together.
    if (answers.length > 1) this.socket.cork();
    while (count < answers.length && this.webSocket.bufferedAmount <= MOST_WAITING) {
      const answer = answers[count] as Answer;
      count += 1;
      if (atEnd && count === answers.length) this.#sendCounted(`${start}${answer.json}}`, atEnd);
      else if (this.webSocket.readyState === this.webSocket.OPEN) sendAnswer(this.socket, start, answer);
    }
    if (answers.length > 1) this.socket.uncork();
    return count;
  }

  async drained(cursor: string | undefined): Promise<void> {
    const bounds = { most: MOST_WAITING / 2, patienceMs: this.config.stallTimeoutMs / 2 };
    if (await drained(this.socket, () => this.webSocket.bufferedAmount, bounds)) return;
    if (this.webSocket.readyState !== this.webSocket.OPEN) return;
    this.service.subscriptions.places.counts.slow += 1;
    this.webSocket.close(TOO_SLOW, fitting(`too slow ${cursor ?? ""}`, "too slow"));
    this.#operations.stopAll();
  }

  answer(id: string, json: string): void {
    this.#sendCounted(`${startOf(id)}${json}}`);
    if (this.webSocket.bufferedAmount > MOST_WAITING) void this.#listenLater();
  }

  fail(id: string, errors: readonly GraphQLFormattedError[]): void {
    this.#say({ id, type: MessageType.Error, payload: errors });
  }

  complete(id: string): void {
    this.#say({ id, type: MessageType.Complete });
  }

  /** Sends what may be long, which counts among what waits to be read until it has left the process. */
  #sendCounted(text: string, atEnd?: () => void): void {
    this.unread.add(this.socket, text.length);
    this.webSocket.send(text, () => {
      this.unread.add(this.socket, -text.length);
      atEnd?.();
    });
  }

  /** Hears no more until the client has read what it has asked for. */
  async #listenLater(): Promise<void> {
    this.webSocket.pause();
    await this.drained(undefined);
    this.webSocket.resume();
  }

  #hear(data: RawData, isBinary: boolean): void {
    const text = String(data);
    const message = isBinary ? undefined : messageOf(text);
    if (isBinary) this.webSocket.close(TEXT_ONLY, "Messages are text");
    else if (!message) this.webSocket.close(CloseCode.BadRequest, "Invalid message received");
    else this.#take(message, text);
  }

  #take(message: ClientMessage, text: string): void {
    const { webSocket } = this;
    switch (message.type) {
      case MessageType.ConnectionInit:
        this.#begin(message.payload);
        break;
      case MessageType.Ping:
        this.#say({ type: MessageType.Pong, ...(message.payload && { payload: message.payload }) });
        break;
      case MessageType.Pong:
        break;
      case MessageType.Subscribe:
        if (!this.#acknowledged) webSocket.close(CloseCode.Unauthorized, "Unauthorized");
        else if (this.#operations.has(message.id)) this.#refuseTwice(message.id);
        else this.#start(message, text);
        break;
      case MessageType.Complete:
        this.#operations.stop(message.id);
        break;
      default:
        webSocket.close(CloseCode.BadRequest, `A client does not send ${message.type}`);
    }
  }

  #begin(connectionParams: Record<string, unknown> | undefined | null): void {
    if (this.#acknowledged) {
      this.webSocket.close(CloseCode.TooManyInitialisationRequests, "Too many initialisation requests");
      return;
    }
    const authorization = authorizationIn(connectionParams ?? {});
    if (authorization === null) {
      this.webSocket.close(CloseCode.BadRequest, "Authorization is no value of a header");
      return;
    }
    clearTimeout(this.#patience);
    this.#acknowledged = true;
    Object.assign(this.#operations, { connectionParams: connectionParams ?? undefined, authorization });
    this.#say({ type: MessageType.ConnectionAck });
  }

  #refuseTwice(id: string): void {
    const reason = `Subscriber for ${id} already exists`;
    this.webSocket.close(CloseCode.SubscriberAlreadyExists, fitting(reason, "Subscriber already exists"));
  }

  #start({ id, payload }: SubscribeMessage, text: string): void {
    const { query, operationName, variables } = payload;
    const request = { query, operationName: operationName ?? undefined, variables: variables ?? undefined };
    void this.#operations.start(id, request, () =>
      checkNumbers(text, variables, (other) => (other as SubscribeMessage).payload.variables),
    );
  }

  #say(message: object): void {
    this.webSocket.send(JSON.stringify(message));
  }
}
