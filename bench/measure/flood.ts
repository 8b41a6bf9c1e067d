import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { type Job, type Outcome, quantile } from "./load.ts";

/**
 * Sends requests as load.ts does, but looks at no more of an answer than its head and its first bytes: kept answers come faster
 * than autocannon can take them.
 */
async function flood({ url, bodies, connections, amount }: Job): Promise<Outcome> {
  const { hostname, port, pathname } = new URL(url);
  const requests = bodies.map((body) =>
    Buffer.from(
      `POST ${pathname} HTTP/1.1\r\nhost: ${hostname}:${port}\r\ncontent-type: application/json\r\n` +
        `accept: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    ),
  );
  const latencies: number[] = [];
  let [sent, failures] = [0, 0];
  const work = () =>
    new Promise<void>((done) => {
      const socket = connect(Number(port), hostname).setNoDelay();
      let [asked, missing] = [0, 0];
      let head: Buffer<ArrayBufferLike> | undefined;
      const next = () => {
        if (sent >= amount) return socket.end();
        asked = performance.now();
        head = Buffer.alloc(0);
        // One after the other, whichever connection is free: none comes twice before all have come once.
        socket.write(requests[sent++ % requests.length] as Buffer);
      };
      socket.on("data", (chunk: Buffer) => {
        if (head) {
          head = head.length > 0 ? Buffer.concat([head, chunk]) : chunk;
          const read = readHead(head);
          if (!read) return;
          if (!read.good) failures += 1;
          missing = read.missing;
          head = undefined;
        } else missing -= chunk.length;
        if (missing > 0) return;
        latencies.push(performance.now() - asked);
        next();
      });
      socket.on("connect", next);
      socket.on("error", () => {});
      // What has not come by now is counted as missing below.
      socket.on("close", () => done());
    });
  const cpu = process.cpuUsage();
  const began = performance.now();
  await Promise.all(Array.from({ length: connections }, work));
  const milliseconds = performance.now() - began;
  const { user, system } = process.cpuUsage(cpu);
  latencies.sort((one, other) => one - other);
  return {
    requests: latencies.length,
    seconds: milliseconds / 1000,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    failures: failures + (amount - latencies.length),
    busy: (user + system) / 1000 / milliseconds,
  };
}

const START = '{"data":{';

/** Whether an answer is what it should be, and how much of it is yet to come; undefined before that can be seen. */
function readHead(bytes: Buffer): { good: boolean; missing: number } | undefined {
  const end = bytes.indexOf("\r\n\r\n");
  if (end < 0 || bytes.length < end + 4 + START.length) return undefined;
  const head = bytes.toString("latin1", 0, end);
  const [, length] = /\ncontent-length: (\d+)/i.exec(head) ?? [];
  const body = bytes.toString("latin1", end + 4, end + 4 + START.length);
  const good = head.startsWith("HTTP/1.1 200 ") && length !== undefined && body === START;
  return { good, missing: Number(length ?? 0) - (bytes.length - end - 4) };
}

if (import.meta.main) {
  const outcome = await flood(JSON.parse(await text(process.stdin)));
  process.stdout.write(JSON.stringify(outcome));
}
