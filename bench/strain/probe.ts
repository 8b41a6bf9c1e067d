import { Agent, request } from "node:http";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";

/** Point reads that are asked at an even pace, whether or not those before have been answered. */
export interface Job {
  origin: string;
  bodies: string[];
  seconds: number;
  /** How many a second. */
  rate: number;
}

/** What came of them. */
export interface Probed {
  requests: number;
  failures: number;
  p50: number;
  p99: number;
  most: number;
  /** How often /readyz and /healthz were asked, and how often they did not say 200. */
  asked: number;
  unwell: number;
  /** The first that went wrong, in words. */
  fault: string | undefined;
}

const PATIENCE_MS = 30_000;
/** Health is asked as balancers and supervisors do, only more often. */
const HEALTH_MS = 250;

async function probe({ origin, bodies, seconds, rate }: Job): Promise<Probed> {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const latencies: number[] = [];
  let [failures, asked, unwell] = [0, 0, 0];
  let fault: string | undefined;
  const under: Promise<void>[] = [];
  const read = async (number: number) => {
    const began = performance.now();
    try {
      const { status, said } = await send(agent, `${origin}/graphql`, bodies[number % bodies.length]);
      if (status !== 200 || !said.startsWith('{"data":{"agency":{'))
        throw new Error(`${status} ${said.slice(0, 200)}`);
      latencies.push(performance.now() - began);
    } catch (error) {
      failures += 1;
      fault ??= String(error);
    }
  };
  const health = async (path: string) => {
    asked += 1;
    try {
      const { status, said } = await send(agent, `${origin}${path}`);
      if (status !== 200) throw new Error(`${path}: ${status} ${said.slice(0, 200)}`);
    } catch (error) {
      unwell += 1;
      fault ??= String(error);
    }
  };
  const began = performance.now();
  let number = 0;
  let looked = 0;
  while (performance.now() - began < seconds * 1000) {
    const passed = performance.now() - began;
    for (; number < (passed * rate) / 1000; number += 1) under.push(read(number));
    for (; looked < passed / HEALTH_MS; looked += 1) under.push(health("/readyz"), health("/healthz"));
    await pause(1000 / rate);
  }
  await Promise.all(under);
  agent.destroy();
  latencies.sort((one, other) => one - other);
  const quantile = (share: number) =>
    latencies[Math.min(latencies.length - 1, Math.floor(share * latencies.length))] ?? Number.NaN;
  return {
    requests: number,
    failures,
    p50: quantile(0.5),
    p99: quantile(0.99),
    most: quantile(1),
    asked,
    unwell,
    fault,
  };
}

function send(agent: Agent, url: string, body?: string): Promise<{ status: number; said: string }> {
  const method = body === undefined ? "GET" : "POST";
  const headers = { "content-type": "application/json", accept: "application/json" };
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, method, headers, timeout: PATIENCE_MS }, (response) => {
      text(response).then((said) => resolve({ status: response.statusCode ?? 0, said }), reject);
    });
    sent.on("timeout", () => sent.destroy(new Error("no answer")));
    sent.on("error", reject);
    sent.end(body);
  });
}

if (import.meta.main)
  process.stdout.write(JSON.stringify(await probe(JSON.parse(await text(process.stdin)))));
