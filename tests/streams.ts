import { type ClientRequest, type IncomingMessage, request } from "node:http";
import { until } from "./processes.js";

/** What came of one event. */
export interface Event {
  event?: string;
  id?: string;
  data?: string;
}

/** A stream of events, read as browsers read it. */
export class Stream {
  readonly events: Event[] = [];
  status = 0;
  ended = false;
  beats = 0;
  readonly #request: ClientRequest;
  #text = "";

  constructor(url: string, method = "GET", body?: unknown, headers: Record<string, string> = {}) {
    const json = body === undefined ? {} : { "content-type": "application/json" };
    this.#request = request(
      url,
      { method, agent: false, headers: { accept: "text/event-stream", ...json, ...headers } },
      (response) => this.#read(response),
    );
    this.#request.on("error", () => {});
    this.#request.end(body === undefined ? undefined : JSON.stringify(body));
  }

  #read(response: IncomingMessage): void {
    this.status = response.statusCode ?? 0;
    response.setEncoding("utf8");
    response.on("error", () => {});
    response.on("end", () => {
      this.ended = true;
    });
    response.on("data", (text) => {
      const blocks = (this.#text + text).split("\n\n");
      this.#text = blocks.pop() as string;
      for (const block of blocks) this.#take(block);
    });
  }

  #take(block: string): void {
    if (block === ":") this.beats += 1;
    const fields = block.split("\n").flatMap((line) => {
      const [, name, value] = /^(event|id|data): ?(.*)$/.exec(line) ?? [];
      return name ? [[name, value] as const] : [];
    });
    if (fields.length > 0) this.events.push(Object.fromEntries(fields));
  }

  async has(count: number): Promise<Event[]> {
    await until(() => (this.events.length >= count ? true : undefined), 5);
    return this.events;
  }

  close(): void {
    this.#request.destroy();
  }
}
