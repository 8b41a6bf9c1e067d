import { parentPort, workerData } from "node:worker_threads";
import type { ExecutionResult } from "graphql";
import type { Asking, FromThread, GraphOptions, OwnReply, ToThread } from "../messages.js";
import { Partner } from "../partner.js";
import { Events } from "./events.js";
import { Graph } from "./graph.js";
import { join, type Joined } from "./join.js";
import type { Peers } from "./operation.js";
import { jsonOf } from "./replies.js";

/** An answer to a subscription of ours, and where it leads. */
interface Event {
  result: ExecutionResult;
  cursor: string | undefined;
}

const options = workerData as GraphOptions;
const port = parentPort as NonNullable<typeof parentPort>;
/** Who waits for our part of an operation, by the call. */
const waiting = new Map<number, (reply: OwnReply) => void>();
const following = new Map<number, Events<Event>>();
/** Operations under way, which may be cancelled. */
const running = new Map<number, AbortController>();
let calls = 0;

const say = (message: FromThread, bytes?: Uint8Array): void =>
  port.postMessage(message, bytes ? [bytes.buffer as ArrayBuffer] : []);

/** Asks whoever holds our data; `passed` is handed the cursor of each event that is gone on with. */
const oursFor = (id: number, passed: (cursor: string | undefined) => void = () => {}) => {
  const call = (asking: Asking, spent: number, subscribes: boolean): number => {
    calls += 1;
    say({ kind: "own", id, call: calls, asking, spent, subscribes });
    return calls;
  };
  return {
    own: (asking, spent) => new Promise((resolve) => waiting.set(call(asking, spent, false), resolve)),
    async *follow(asking) {
      const events = new Events<Event>();
      const number = call(asking, 0, true);
      following.set(number, events);
      const { signal } = running.get(id) as AbortController;
      signal.addEventListener("abort", () => events.end());
      try {
        for await (const { result, cursor } of events) {
          passed(cursor);
          yield result;
        }
      } finally {
        following.delete(number);
      }
    },
  } satisfies Pick<Peers, "own" | "follow">;
};

const joined = join(options);
if ("reasons" in joined) say({ kind: "refused", reasons: joined.reasons });
else await serve(joined);

async function serve(graphs: Joined): Promise<void> {
  const { limits, answerBytes } = options;
  const { left, overridden } = graphs;
  const partners = new Map(graphs.partners.map((one) => [one.name, partnerOf(one)]));
  const graph = await Graph.of(graphs, { partners, limits, answerBytes });
  port.on("message", (message: ToThread) => void take(graph, message));
  await graph.warm(oursFor(0));
  say({ kind: "ready", joined: Array.from(partners.keys()), left, overridden });
}

function partnerOf(options: Joined["partners"][number]): Partner {
  const { name } = options;
  const partner = new Partner(options, ({ milliseconds, failure, made, turned }) =>
    say({
      kind: "called",
      partner: name,
      outcome: made ? (failure ? "failed" : "answered") : "not made",
      milliseconds,
      turned,
      leftAlone: partner.isLeftAlone,
      ...(failure && { error: failure.message }),
    }),
  );
  return partner;
}

async function take(graph: Graph, message: ToThread): Promise<void> {
  switch (message.kind) {
    case "cancel":
      running.get(message.id)?.abort();
      break;
    case "own":
      waiting.get(message.call)?.(message.reply);
      waiting.delete(message.call);
      break;
    case "event":
      if (message.json !== undefined)
        following.get(message.call)?.push({ result: JSON.parse(message.json), cursor: message.cursor });
      break;
    default:
      await answer(graph, message);
  }
}

async function answer(
  graph: Graph,
  { kind, id, asking }: ToThread & { kind: "ask" | "subscribe" },
): Promise<void> {
  const cancelled = new AbortController();
  running.set(id, cancelled);
  let cursor: string | undefined;
  const ours = oursFor(id, (passed) => {
    cursor = passed;
  });
  const reply =
    kind === "ask"
      ? await graph.answer(asking, ours, cancelled.signal)
      : await graph.follow(
          asking,
          ours,
          (next) => say({ kind: "next", id, json: jsonOf(next), cursor }),
          cancelled.signal,
        );
  running.delete(id);
  say({ kind: "answer", id, reply }, reply.data);
}
