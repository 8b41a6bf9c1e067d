import type { Client } from "graphql-ws";
import { until } from "./processes.js";
import { Stream } from "./streams.js";

/** An answer of a live query. */
export interface LiveAnswer {
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever it asked for
  data?: any;
  errors?: { message: string; path?: unknown[]; extensions: { code: string } }[];
}

/** What a live query has answered so far. */
export interface Watching {
  readonly answers: LiveAnswer[];
  /** What is wrong with it as a whole. */
  errors(): { message: string; extensions: { code: string } }[];
  stop(): void;
}

/** Watches a live query over a WebSocket. */
export function bySocket(client: Client, query: string, variables: Record<string, unknown> = {}): Watching {
  const answers: LiveAnswer[] = [];
  let errors: never[] = [];
  const stop = client.subscribe(
    { query, variables },
    {
      next: (answer) => void answers.push(answer as LiveAnswer),
      error: (reasons) => {
        errors = reasons as never[];
      },
      complete: () => {},
    },
  );
  return { answers, errors: () => errors, stop };
}

/** The same by a stream of server-sent events. */
export function byStream(
  server: { address: string },
  query: string,
  variables: Record<string, unknown> = {},
): Watching & { stream: Stream } {
  const stream = new Stream(`${server.address}/graphql`, "POST", { query, variables });
  const answers: LiveAnswer[] = [];
  let seen = 0;
  const read = (): LiveAnswer[] => {
    const events = stream.events.slice(seen);
    seen += events.length;
    for (const { event, data } of events) if (event === "next") answers.push(JSON.parse(String(data)));
    return answers;
  };
  return {
    get answers() {
      return read();
    },
    errors: () => (stream.ended ? (read().at(-1)?.errors ?? []) : []),
    stop: () => stream.close(),
    stream,
  };
}

/** Waits until the last answer is as it should be; returns it. */
export async function lastOf(
  watching: Watching,
  holds: (answer: LiveAnswer) => boolean,
): Promise<LiveAnswer> {
  return until(() => {
    const [first] = watching.errors();
    if (first) throw new Error(first.message);
    const last = watching.answers.at(-1);
    return last && holds(last) ? last : undefined;
  }, 5);
}
