import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { type Contender, poller } from "../contenders/index.ts";
import type { Running } from "../contenders/process.ts";
import { hurry, onCore } from "../cores.ts";
import { turns } from "../measure/run.ts";
import { spreadOf } from "../measure/statistics.ts";
import { SUBSCRIBERS } from "../paths.ts";
import type { Race } from "./race.ts";
import type { Audience, Heard, Round } from "./subscribers.ts";
import { postgresCpu } from "./usage.ts";

/** What a server does for its subscribers, a figure a repetition. */
export interface Told {
  title: string;
  /** CPU time of the server for each delivery, in microseconds: of single changes, and of bursts. */
  single: number[];
  burst: number[];
  /** Time from the commit to a delivery of single changes, in milliseconds. */
  p50: number[];
  p99: number[];
  /** Memory for each subscriber, in kB: when all are connected, and after all changes. */
  opened: number;
  after: number;
}

export interface FanOutResult {
  crowds: { subscribers: number; selections: number; ours: Told; plain: Told }[];
  /** The share of a core that an idle server takes, PostgreSQL included, by how many listen; and a process that only asks as often. */
  idle: { listeners: number; share: number; poller: number }[];
}

const CROWDS = [
  { subscribers: 2000, selections: 1 },
  { subscribers: 5000, selections: 1 },
  { subscribers: 2000, selections: 50 },
  { subscribers: 5000, selections: 50 },
];
const SINGLE: Round = { batches: 10, rows: 1 };
const BURST: Round = { batches: 4, rows: 10 };
const SETTLE_MS = 1500;

type Begin = (contender: string | Contender) => Promise<Running>;

/** Has crowds subscribe to the product and to a plain server, and both told of changes in turns. */
export async function measureFanOut(begin: Begin, url: string, plan: Race): Promise<FanOutResult> {
  const idle: FanOutResult["idle"] = [];
  for (const listeners of [0, 1, 2000]) {
    const running = await begin("subscribed");
    const audience =
      listeners > 0 ? await gather(running, url, { subscribers: listeners, selections: 1 }, plan) : undefined;
    const share = await idleShare(running, plan);
    await audience?.leave();
    await running.stop();
    const bare = await begin(poller(listeners > 0 ? 25 : 250));
    idle.push({ listeners, share, poller: await idleShare(bare, plan) });
    await bare.stop();
    console.log(`idle with ${listeners} listeners:`, idle.at(-1));
  }
  const crowds: FanOutResult["crowds"] = [];
  for (const crowd of CROWDS) {
    const servers = [await begin("subscribed"), await begin("pubsub")];
    const audiences = [];
    for (const running of servers) audiences.push(await gather(running, url, crowd, plan));
    const told = audiences.map(
      ({ title, opened }): Told => ({ title, single: [], burst: [], p50: [], p99: [], opened, after: 0 }),
    );
    for (let repetition = 0; repetition <= plan.repetitions; repetition++)
      for (const index of turns(servers.length, repetition)) {
        const { tell, memory } = audiences[index] as Gathered;
        const [single, burst] = [await tell(SINGLE), await tell(BURST)];
        const one = told[index] as Told;
        one.after = memory();
        // The first time is to warm up.
        if (repetition === 0) continue;
        one.single.push(single.cpu);
        one.burst.push(burst.cpu);
        one.p50.push(single.p50);
        one.p99.push(single.p99);
      }
    for (const { leave } of audiences) await leave();
    for (const { stop } of servers) await stop();
    const [ours, plain] = told as [Told, Told];
    crowds.push({ ...crowd, ours, plain });
    console.log(crowd, ours, plain);
  }
  return { crowds, idle };
}

interface Gathered {
  title: string;
  opened: number;
  memory(): number;
  tell(round: Round): Promise<Heard & { cpu: number }>;
  leave(): Promise<void>;
}

/** Has a crowd subscribe. */
export async function gather(
  { contender, url, memory, cpu }: Running,
  databaseUrl: string,
  crowd: Pick<Audience, "subscribers" | "selections">,
  { core, postmaster }: Race,
): Promise<Gathered> {
  const before = memory() ?? Number.NaN;
  const perSubscriber = () => (((memory() ?? Number.NaN) - before) * 1024) / crowd.subscribers;
  const [command, ...args] = onCore(core, [process.execPath, SUBSCRIBERS]);
  const child = spawn(command, args, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  child.send({ url, databaseUrl, ...crowd, publishes: contender.name === "pubsub" } satisfies Audience);
  await said(child);
  await pause(SETTLE_MS);
  return {
    title: contender.title,
    opened: perSubscriber(),
    memory: perSubscriber,
    tell: async (round) => {
      hurry(postmaster);
      const began = cpu() ?? Number.NaN;
      child.send(round);
      const heard = (await said(child)) as Heard;
      return { ...heard, cpu: (((cpu() ?? Number.NaN) - began) * 1000) / heard.deliveries };
    },
    leave: async () => {
      const gone = once(child, "exit");
      child.disconnect();
      await gone;
    },
  };
}

/** What a child says next; throws where it ends instead. */
async function said(child: ChildProcess): Promise<unknown> {
  const ended = new AbortController();
  const message = once(child, "message", { signal: ended.signal });
  const leave = () => ended.abort(new Error("The subscribers' process ended."));
  child.once("exit", leave);
  const [text] = await message;
  child.off("exit", leave);
  return text;
}

/** The median of some spells. */
async function idleShare(
  { cpu }: Running,
  { postmaster, seconds, repetitions }: Pick<Race, "postmaster" | "seconds" | "repetitions">,
): Promise<number> {
  await pause(SETTLE_MS);
  const taken = () => (cpu() ?? Number.NaN) + postgresCpu(postmaster);
  const shares: number[] = [];
  for (let repetition = 0; repetition < repetitions; repetition++) {
    const [before, began] = [taken(), performance.now()];
    await pause(Math.max(seconds, 5) * 1000);
    shares.push((taken() - before) / (performance.now() - began));
  }
  return spreadOf(shares).median;
}
