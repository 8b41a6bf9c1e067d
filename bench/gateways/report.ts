import { writeFileSync } from "node:fs";
import { availableParallelism, cpus, getPriority } from "node:os";
import { type Course, ownWorkRatio, rateRatio, workRatio } from "../live/race.ts";
import { met, table } from "../live/table.ts";
import { load } from "../live/usage.ts";
import { bracketed, fixed, type Spread, spreadOf } from "../measure/statistics.ts";
import { FEDERATION } from "../paths.ts";
import type { JoinedResult, JoinsResult, Measured } from "./measured.ts";

const LEAST = { one: 4, plain: 1.5, joined: 0.95 };
const MOST = { across: 3, p99: 2, heldMs: 50 };

/** Writes the page of what several processes cost. */
export function writePage(
  { measured, joined, joins }: { measured: Measured[]; joined: JoinedResult; joins: JoinsResult },
  { repetitions, seconds }: { repetitions: number; seconds: number },
  postgres: string,
): void {
  const page = `# What it costs to answer by several processes

Written by \`npm run bench -- --gateways\`; [README.md](README.md#gateways) says what is measured. All are ratios of what was measured
in turns in one run: the median of the repetitions, and in brackets the least and the most.

Measured on ${new Date().toISOString().slice(0, 10)} on ${availableParallelism()} cores of ${cpus()[0]?.model.trim()} that others used too (load ${load()} at the end), at priority ${getPriority()}, with Node ${process.versions.node} and ${postgres}; ${repetitions} repetitions of about ${seconds} s.

${table(["bar", "measured, CPU", ""], measured.flatMap(barsOf))}

CPU is that of all processes of a contender and of PostgreSQL, which share one core. One process is held against gateways by what is not
PostgreSQL's, which has the same to find for all of them; the table says what that makes of the whole.

${table(
  [
    "query",
    "by",
    "CPU of a request, ms",
    "of which PostgreSQL",
    "requests a second",
    "p50, ms",
    "one process to it, CPU",
    "one process to it, a second",
  ],
  measured.flatMap(({ question, courses }) => {
    const [one] = courses as [Course];
    return courses.map((course) => [
      question.name,
      course.title,
      fixed(spreadOf(course.cpu).median, 2),
      fixed(spreadOf(course.postgres).median, 2),
      fixed(spreadOf(course.rates).median, 0),
      fixed(spreadOf(course.p50).median, 1),
      ...(course === one ? ["", ""] : [bracketed(workRatio(one, course)), bracketed(rateRatio(one, course))]),
    ]);
  }),
)}

${measured.map(({ question, bytes }) => `- **${question.name}**: ${question.asks}; ${bytes.toLocaleString("en")} bytes.`).join("\n")}

${joinedSection(joined)}
${joinsSection(joins)}`;
  writeFileSync(FEDERATION, page);
  console.log(`\nThe page is ${FEDERATION}.`);
}

function joinedSection({ own, across }: JoinedResult): string {
  const asked = across.map(({ name, courses }) => {
    const [both, ours, theirs] = courses.map(({ p50 }) => spreadOf(p50).median) as [number, number, number];
    return { name, both, ours, theirs, most: MOST.across * ours + theirs };
  });
  const kept = own.map(({ name, courses }) => {
    const [joined, alone, twin] = courses as [Course, Course, Course];
    const ratio = workRatio(joined, alone);
    return { name, ratio, noise: workRatio(twin, alone) };
  });
  return `## With a partner joined

${table(
  ["bar", "measured", ""],
  [
    ...kept.map(({ name, ratio }) => [
      `${name}, our own data: at least ${LEAST.joined} × the same without a partner, CPU`,
      bracketed(ratio),
      met(ratio.median >= LEAST.joined),
    ]),
    ...asked.map(({ name, both, most }) => [
      `across, ${name}: at most ${MOST.across} × our own part and the partner's, p50`,
      `${fixed(both, 2)} ms of ${fixed(most, 2)}`,
      met(both <= most),
    ]),
  ],
)}

Two servers without a partner, held against each other, say how much is noise: ${kept.map(({ name, noise }) => `${name} ${bracketed(noise)}`).join(", ")}.
Across, one client asks, of which our part alone takes ${asked.map(({ ours }) => `${fixed(ours, 2)} ms`).join(" and ")}, and the partner's ${asked.map(({ theirs }) => `${fixed(theirs, 2)} ms`).join(" and ")}.
`;
}

function joinsSection({
  joins,
  subscribers,
  deliveries,
  seconds,
  quiet,
  heldQuiet,
  probed,
  held,
}: JoinsResult) {
  const failures = probed.reduce((sum, one) => sum + one.failures, 0);
  const requests = probed.reduce((sum, one) => sum + one.requests, 0);
  const p99 = spreadOf(probed.map((one) => one.p99)).median;
  return `## While partners join and leave

${table(
  ["bar", "measured", ""],
  [
    [
      "subscribers dropped: none",
      `${subscribers - deliveries} of ${subscribers}`,
      met(deliveries === subscribers),
    ],
    ["our own point reads that fail: none", `${failures} of ${requests}`, met(failures === 0)],
    [
      `p99 of our own point reads: at most ${MOST.p99} × without`,
      `${fixed(p99, 1)} ms of ${fixed(MOST.p99 * quiet.p99, 1)}`,
      met(p99 <= MOST.p99 * quiet.p99),
    ],
    [
      `the event loop is held up for at most ${MOST.heldMs} ms`,
      `${fixed(held, 0)} ms (${fixed(heldQuiet, 0)} ms without)`,
      met(held <= MOST.heldMs),
    ],
  ],
)}

A partner joins and leaves ${joins} times in ${fixed(seconds, 0)} s, under ${subscribers.toLocaleString("en")} subscriptions and 100 point reads a second.
`;
}

function barsOf({ question: { name }, courses }: Measured): string[][] {
  const [one, hive, apollo, plain] = courses as [Course, Course, Course, Course?];
  const least = (course: Course) => spreadOf(course.cpu).median;
  const best = least(hive) < least(apollo) ? hive : apollo;
  const bar = (text: string, ratio: Spread, at: number): string[] => [
    text,
    bracketed(ratio),
    met(ratio.median >= at),
  ];
  return [
    bar(
      `${name}: one process at least ${LEAST.one} × the best gateway (${best.title})`,
      ownWorkRatio(one, best),
      LEAST.one,
    ),
    ...(plain
      ? [
          bar(
            `${name}: Hive over our subgraphs at least ${LEAST.plain} × over plain ones`,
            workRatio(hive, plain),
            LEAST.plain,
          ),
        ]
      : []),
  ];
}
