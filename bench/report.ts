import { writeFileSync } from "node:fs";
import { availableParallelism, cpus, totalmem } from "node:os";
import { barsOf } from "./bars.ts";
import { ALL_CONTENDERS } from "./contenders/index.ts";
import type { Refusal } from "./measure/refusals.ts";
import type { Measured, Measurement } from "./measure/measured.ts";
import { bracketed, fixed, type Growth, rateOf, ratioOf, spreadOf } from "./measure/statistics.ts";
import type { Options } from "./options.ts";
import { RESULTS } from "./paths.ts";

/** Everything that the results are made of. */
export interface Run {
  options: Options;
  postgres: string;
  pinning: string;
  measurements: Measurement[];
  growth: Growth[];
  refusals: Refusal[];
}

/** Writes the results down as a page. */
export function writeResults(run: Run): void {
  writeFileSync(RESULTS, page(run));
  console.log(`\nThe results are in ${RESULTS}.`);
}

function page({ options, postgres, pinning, measurements, growth, refusals }: Run): string {
  const { seed, seconds, repetitions, connections, pool } = options;
  const memory = Math.round(totalmem() / 2 ** 30);
  return `# Results

Written by \`npm run bench\`; [README.md](README.md) says what is measured and how to read it. What counts is the ratios:
requests per second are those of this machine, on this day.

- machine: ${availableParallelism()} cores of ${cpus()[0]?.model.trim()}, ${memory} GiB; ${pinning}
- Node ${process.versions.node} for all; ${postgres}
- seed ${seed}; ${connections} connections, ${pool} to PostgreSQL; ${repetitions} repetitions of about ${seconds} s each

## Ratios

How many times as many requests a second Cửu Long answers as the others: the median of the repetitions, and in brackets
the least and the most.

${table(["query", "asks for", ...others().map(({ title }) => `to ${title}`)], measurements.map(ratios))}

## Bars

${table(["bar", "measured", ""], barsOf(measurements, growth, refusals))}

## Each query

CPU is that of the process, without PostgreSQL: what a request costs before and after the database.

${measurements.map(details).join("\n\n")}

## Growth

The time that one request costs Cửu Long on ten times the data (agencies and what they own; indicators and what they
measure), over what it costs on the data as it is.

${table(
  ["query", "cost"],
  growth.map(({ query, cost }) => [query, bracketed(cost)]),
)}

## Refusals

The CPU time that the server takes to refuse a request that asks for too much, in milliseconds.

${table(
  ["request", "limit", "CPU, ms"],
  refusals.map(({ title, limit, cpu }) => [title, limit, bracketed(cpu)]),
)}
`;
}

const others = () => ALL_CONTENDERS.slice(1);

function ratios({ query, measured }: Measurement): string[] {
  const [ours, ...rest] = measured as [Measured, ...Measured[]];
  return [query.name, query.asks, ...rest.map((other) => bracketed(ratioOf(ours, other)))];
}

function details({ query, bytes, measured }: Measurement): string {
  const rows = measured.map(({ name, outcomes, cpu, peak }) => [
    ALL_CONTENDERS.find((contender) => contender.name === name)?.title ?? name,
    fixed(spreadOf(outcomes.map(rateOf)).median, 1),
    fixed(spreadOf(outcomes.map(({ p50 }) => p50)).median, 1),
    fixed(spreadOf(outcomes.map(({ p99 }) => p99)).median, 1),
    cpu.length > 0 ? fixed(spreadOf(cpu).median, 2) : "not known",
    (bytes[name] ?? 0).toLocaleString("en"),
    peak === undefined ? "not known" : fixed(peak, 0),
  ]);
  return `### ${query.name}\n\n${table(["", "requests/s", "p50, ms", "p99, ms", "CPU a request, ms", "bytes", "peak memory, MB"], rows)}`;
}

function table(head: string[], rows: string[][]): string {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
