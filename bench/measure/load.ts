import autocannon from "autocannon";
import { text } from "node:stream/consumers";

/** What the load generator does: so many requests, as fast as they are answered. */
export interface Job {
  url: string;
  bodies: string[];
  connections: number;
  amount: number;
}

/** What came of it. */
export interface Outcome {
  requests: number;
  seconds: number;
  p50: number;
  p99: number;
  /** Answers that were not 2xx, held errors, did not come in time, or connections that broke. */
  failures: number;
  /** The share of its core that the load generator used: near 1, it and not the server is measured. */
  busy: number;
}

/** Runs a job in this process. */
async function load({ url, bodies, connections, amount }: Job): Promise<Outcome> {
  const headers = { "content-type": "application/json", accept: "application/json" };
  const requests = bodies.map((body) => ({ method: "POST" as const, headers, body }));
  const latencies: number[] = [];
  let clients = 0;
  const cpu = process.cpuUsage();
  const began = performance.now();
  let ended = began;
  const options: autocannon.Options = {
    url,
    connections,
    amount,
    timeout: 120,
    sampleInt: 50,
    requests,
    verifyBody: (body) => String(body).startsWith('{"data":{') && !String(body).includes('"errors":['),
    // Connections begin at different places, so that they do not all ask for the same at once.
    setupClient: (client) => {
      const start = Math.floor((clients++ * requests.length) / connections);
      client.setRequests([...requests.slice(start), ...requests.slice(0, start)]);
    },
  };
  const { errors, non2xx, mismatches } = await new Promise<autocannon.Result>((done, fail) => {
    const run = autocannon(options, (error, result) => (error ? fail(error) : done(result)));
    run.on("response", (_client, _status, _bytes, milliseconds) => {
      latencies.push(milliseconds);
      ended = performance.now();
    });
  });
  const { user, system } = process.cpuUsage(cpu);
  latencies.sort((one, other) => one - other);
  return {
    requests: latencies.length,
    seconds: (ended - began) / 1000,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    failures: errors + non2xx + mismatches,
    busy: (user + system) / 1000 / (performance.now() - began),
  };
}

export const quantile = (sorted: number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;

if (import.meta.main) {
  const outcome = await load(JSON.parse(await text(process.stdin)));
  process.stdout.write(JSON.stringify(outcome));
}
