import { writeFileSync } from "node:fs";
import { availableParallelism, cpus, getPriority } from "node:os";
import { type Course, rateRatio, workRatio } from "../live/race.ts";
import { met, table } from "../live/table.ts";
import { load } from "../live/usage.ts";
import { bracketed, fixed, spreadOf } from "../measure/statistics.ts";
import { FEDERATION } from "../paths.ts";
import type { JoinedResult, Measured } from "./measured.ts";

const LEAST = { one: 4, plain: 1.5, joined: 0.95 };
const MOST_ACROSS = 3;

/** Writes the page of what several processes cost. */
export function writePage(
  measured: Measured[],
  joined: JoinedResult,
  { repetitions, seconds }: { repetitions: number; seconds: number },
  postgres: string,
): void {
  const page = `# What it costs to answer by several processes

Written by \`npm run bench -- --gateways\`; [README.md](README.md#gateways) says what is measured. All are ratios of what was measured
in turns in one run: the median of the repetitions, and in brackets the least and the most.

Measured on ${new Date().toISOString().slice(0, 10)} on ${availableParallelism()} cores of ${cpus()[0]?.model.trim()} that others used too (load ${load()} at the end), at priority ${getPriority()}, with Node ${process.versions.node} and ${postgres}; ${repetitions} repetitions of about ${seconds} s.

${table(["bar", "measured, CPU", ""], measured.flatMap(barsOf))}

CPU is that of all processes of a contender and of PostgreSQL, which share one core.

${table(
  [
    "query",
    "by",
    "CPU of a request, ms",
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
      fixed(spreadOf(course.rates).median, 0),
      fixed(spreadOf(course.p50).median, 1),
      ...(course === one ? ["", ""] : [bracketed(workRatio(one, course)), bracketed(rateRatio(one, course))]),
    ]);
  }),
)}

${measured.map(({ question, bytes }) => `- **${question.name}**: ${question.asks}; ${bytes.toLocaleString("en")} bytes.`).join("\n")}

${joinedSection(joined)}`;
  writeFileSync(FEDERATION, page);
  console.log(`\nThe page is ${FEDERATION}.`);
}

function joinedSection({ own, across }: JoinedResult): string {
  const [both, ours, theirs] = across.map(({ p50 }) => spreadOf(p50).median) as [number, number, number];
  const most = MOST_ACROSS * ours + theirs;
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
    [
      `across: at most ${MOST_ACROSS} × our own part and the partner's, p50`,
      `${fixed(both, 2)} ms of ${fixed(most, 2)}`,
      met(both <= most),
    ],
  ],
)}

Two servers without a partner, held against each other, say how much is noise: ${kept.map(({ name, noise }) => `${name} ${bracketed(noise)}`).join(", ")}.
Across, one client asks for 20 agencies with their stations: ${fixed(both, 2)} ms; our part of it takes ${fixed(ours, 2)} ms, and the partner's ${fixed(theirs, 2)} ms.
`;
}

function barsOf({ question: { name }, courses }: Measured): string[][] {
  const [one, hive, apollo, plain] = courses as [Course, Course, Course, Course?];
  const least = (course: Course) => spreadOf(course.cpu).median;
  const best = least(hive) < least(apollo) ? hive : apollo;
  const bar = (text: string, ours: Course, other: Course, at: number): string[] => {
    const ratio = workRatio(ours, other);
    return [text, bracketed(ratio), met(ratio.median >= at)];
  };
  return [
    bar(
      `${name}: one process at least ${LEAST.one} × the best gateway (${best.title})`,
      one,
      best,
      LEAST.one,
    ),
    ...(plain
      ? [
          bar(
            `${name}: Hive over our subgraphs at least ${LEAST.plain} × over plain ones`,
            hive,
            plain,
            LEAST.plain,
          ),
        ]
      : []),
  ];
}
