import { writeFileSync } from "node:fs";
import { availableParallelism, cpus, getPriority } from "node:os";
import { type Course, rateRatio, workRatio } from "../live/race.ts";
import { met, table } from "../live/table.ts";
import { load } from "../live/usage.ts";
import { bracketed, fixed, spreadOf } from "../measure/statistics.ts";
import { FEDERATION } from "../paths.ts";
import type { Measured } from "./measured.ts";

const LEAST = { one: 4, plain: 1.5 };

/** Writes the page of what several processes cost. */
export function writePage(
  measured: Measured[],
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
`;
  writeFileSync(FEDERATION, page);
  console.log(`\nThe page is ${FEDERATION}.`);
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
