import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, getPriority, loadavg } from "node:os";
import { join } from "node:path";
import { bracketed, fixed, type Spread, spreadOf } from "../measure/statistics.ts";
import { type Options, PARTS } from "../options.ts";
import { DATA, STRAIN } from "../paths.ts";
import { type Blocked, TIMES } from "./block.ts";
import type { Probed } from "./probe.ts";
import type { Slow } from "./slow.ts";
import type { Beside } from "./starve.ts";

export interface Strained {
  options: Options;
  postgres: string;
  beside: Beside[];
  blocked: Blocked[];
  slow: Slow[];
}

const MOST_RATIO = 10;
const MOST_HELD_MS = 200;
const WORST = 20;

type Pairs = { idle: Probed[]; beside: Probed[] };

/** Beside over idle, pair by pair. */
const ratio = ({ idle, beside }: Pairs, of: "p50" | "p99"): Spread =>
  spreadOf(beside.map((one, index) => one[of] / (idle[index] as Probed)[of]));
const sum = (probed: Probed[], of: "requests" | "failures" | "asked" | "unwell") =>
  probed.reduce((total, one) => total + one[of], 0);

/** What became of point reads, in a line. */
export function lines(one: Pairs & { name: string }): string {
  const { beside, idle } = one;
  const fault = [...idle, ...beside].find(({ fault }) => fault)?.fault;
  return `${one.name}: p50 × ${bracketed(ratio(one, "p50"))}, p99 × ${bracketed(ratio(one, "p99"))} (idle p99 ${bracketed(spreadOf(idle.map(({ p99 }) => p99)))} ms), ${sum(beside, "failures")} of ${sum(beside, "requests")} failed, ${sum(beside, "unwell")} of ${sum(beside, "asked")} unwell${fault ? `; ${fault}` : ""}`;
}

/** Writes down what became of the service. */
export function writeStrain(strained: Strained): void {
  for (const one of strained.slow) console.log(lines(one));
  const whole = withOthers(strained);
  if (!whole) return;
  writeFileSync(STRAIN, page(whole));
  console.log(`\nThe page is ${STRAIN}.`);
}

/** The parts that were measured, and of the others what was measured before; undefined where one never was. */
function withOthers(strained: Strained): Strained | undefined {
  const kept = { starve: "beside", block: "blocked", slow: "slow" } as const;
  const whole = { ...strained };
  for (const part of PARTS) {
    const key = kept[part as keyof typeof kept];
    const file = join(DATA, `strain-${part}.json`);
    if (strained.options.parts.includes(part)) writeFileSync(file, JSON.stringify(strained[key]));
    else if (existsSync(file)) Object.assign(whole, { [key]: JSON.parse(readFileSync(file, "utf8")) });
    else return undefined;
  }
  return whole;
}

function page({ options, postgres, beside, blocked, slow }: Strained): string {
  const { seconds, seed } = options;
  const all = [...beside, ...slow];
  const failed = all.reduce((total, one) => total + sum(one.beside, "failures"), 0);
  const unwell = all.reduce((total, one) => total + sum(one.beside, "unwell"), 0);
  const worstRatio = Math.max(...beside.map((one) => ratio(one, "p99").median));
  const worstSlow = Math.max(...slow.map((one) => ratio(one, "p99").median));
  const worst = blocked.toSorted((one, other) => other.least - one.least);
  const late = slow.filter(({ left }) => left > 0).length;
  return `# Whether one can take the service from others

Made by \`npm run bench -- --strain\` on ${new Date().toISOString().slice(0, 10)}, on ${availableParallelism()} cores of ${cpus()[0]?.model.trim()} that others use too
(load ${loadavg()
    .map((load) => load.toFixed(1))
    .join(
      ", ",
    )} at the end), at priority ${getPriority()}, with Node ${process.versions.node} and ${postgres},
on the synthetic province of seed ${seed}. The server runs as it does by default unless a line says otherwise; nothing is held
to a core. [README.md](README.md#strain) says how it is measured.

| bar | | |
| --- | --- | --- |
${bar("point reads beside ten of the dearest requests: p99 at most 10 × idle", `${fixed(worstRatio, 2)} ×`, worstRatio <= MOST_RATIO)}
${bar("point reads beside 1,000 slow clients: p99 at most 10 × idle", `${fixed(worstSlow, 2)} ×`, worstSlow <= MOST_RATIO)}
${bar("point reads that failed, of all of these", `${failed} of ${all.reduce((total, one) => total + sum(one.beside, "requests"), 0).toLocaleString("en")}`, failed === 0)}
${bar("/readyz and /healthz that did not say 200", `${unwell} of ${all.reduce((total, one) => total + sum(one.beside, "asked"), 0).toLocaleString("en")}`, unwell === 0)}
${bar("the event loop held up by one request: at most 200 ms", `${fixed(worst[0]?.least ?? 0, 0)} ms (${worst[0]?.name})`, (worst[0]?.least ?? 0) <= MOST_HELD_MS)}
${bar("slow clients that were not let go in time", String(slow.reduce((total, { left }) => total + left, 0)), late === 0)}

## Ten dear requests at once

Ten clients ask one dear request after another, each as soon as the one before is answered or refused; ${beside[0]?.beside.length} × for
${seconds} s (8 s for each kind alone), with point reads (100 a second, however long they take) beside them. Ratios are
to the same point reads alone, right before: the median, and in brackets the least and the most.

| ten of | cost of each | p50 to idle | p99 to idle | idle p99, ms | point reads failed | unwell | answered | refused |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
${beside.map(besideRow).join("\n")}

Refused are those whose turn does not come within the time limit (503 with \`Retry-After\`), or that run into it themselves (503).
${further(beside)}

## How long one request holds the event loop up

${blocked.length} requests, one at a time, ${TIMES} times each: the least of these, since others on the machine can only add to it.
${WORST} of the worst:

| request | status | bytes | held up, ms | at most |
| --- | ---: | ---: | ---: | ---: |
${worst
  .slice(0, WORST)
  .map(
    ({ name, status, bytes, least, most }) =>
      `| ${name} | ${status} | ${bytes.toLocaleString("en")} | ${fixed(least, 0)} | ${fixed(most, 0)} |`,
  )
  .join("\n")}

## A thousand slow clients at once

${slow[0]?.beside.length} × each, with point reads beside them until they are due to be let go.

| clients with | at once | p50 to idle | p99 to idle | point reads failed | memory grew by, MB | let go after, s | documented, s | not in time |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
${slow.map(slowRow).join("\n")}

Of those that do not read, only they count to whom the server can send no more: answers of some megabytes lie in the system's
buffers, and whoever asks for more while a thousand do is refused (503). They are let go at once where what waits for them
exceeds \`MAX_UNREAD_BYTES\`, and otherwise after the time that is documented.
`;
}

const bar = (name: string, measured: string, met: boolean) =>
  `| ${name} | ${measured} | ${met ? "met" : "**not met**"} |`;

const besideRow = (one: Beside) =>
  `| ${one.name} | ${Math.round(one.cost ?? 0).toLocaleString("en")} | ${bracketed(ratio(one, "p50"))} | ${bracketed(ratio(one, "p99"))} | ${bracketed(spreadOf(one.idle.map(({ p99 }) => p99)))} | ${sum(one.beside, "failures")} of ${sum(one.beside, "requests")} | ${sum(one.beside, "unwell")} of ${sum(one.beside, "asked")} | ${one.answered} | ${one.refused} |`;

const further = (beside: Beside[]) =>
  beside.some(({ cost = 0 }) => cost > 2_000_000)
    ? "\nWhat costs more than 2,000,000 is refused by default; it was admitted with `MAX_COST=10000000`."
    : "";

const slowRow = (one: Slow) =>
  `| ${one.name} | ${one.peak.join(", ")} | ${bracketed(ratio(one, "p50"))} | ${bracketed(ratio(one, "p99"))} | ${sum(one.beside, "failures")} of ${sum(one.beside, "requests")} | ${bracketed(spreadOf(one.growth))} | ${bracketed(one.held)} | ${one.documented} | ${one.left} |`;
