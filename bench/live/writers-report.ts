import { bracketed, fixed, type Spread, spreadOf } from "../measure/statistics.ts";
import { over } from "./race.ts";
import { type Kept, met, table } from "./table.ts";
import type { Both, WritersResult } from "./writers.ts";

const MOST = { things: 1.2, links: 1.7, load: 1.3 };
const LEAST_RATE = 0.8;

const ratio = ({ logged, unlogged }: Both): Spread => over(logged, unlogged);
const medians = ({ logged, unlogged }: Both, digits: number): string[] =>
  [logged, unlogged].map((figures) => fixed(spreadOf(figures).median, digits));

/** Its bars, and what was measured of those who write. */
export function writersSection({ result, circumstances }: Kept<WritersResult>): string {
  const { bulk, commits, load } = result;
  const [things, links] = bulk.map(({ cpu }) => ratio(cpu)) as [Spread, Spread];
  const most = (text: string, measured: Spread, bar: number) => [
    `${text}: at most ${bar} ×`,
    bracketed(measured),
    met(measured.median <= bar),
  ];
  const rows = [
    ...bulk.map(({ what, rows, cpu }) => [
      `${rows.toLocaleString("en")} ${what}, in one statement`,
      "CPU of a row, µs",
      ...medians(cpu, 1),
      bracketed(ratio(cpu)),
    ]),
    ...commits.flatMap(({ what, rate, cpu }) => [
      [`8 writers, ${what}`, "commits a second", ...medians(rate, 0), bracketed(ratio(rate))],
      [`8 writers, ${what}`, "CPU of a commit, µs", ...medians(cpu, 0), bracketed(ratio(cpu))],
    ]),
    [
      "the first load of the report",
      "CPU of PostgreSQL, ms",
      ...medians(load.cpu, 0),
      bracketed(ratio(load.cpu)),
    ],
    ["the first load of the report", "took, ms", ...medians(load.took, 0), bracketed(ratio(load.took))],
  ];
  return `
## Writers and the log of changes

${circumstances}

${table(
  ["bar", "with the log to without it", ""],
  [
    most("things in bulk, CPU", things, MOST.things),
    most("the leanest table in bulk, CPU", links, MOST.links),
    ...commits.map(({ what, rate }) => [
      `commit rate of 8 writers, ${what}: at least ${LEAST_RATE} ×`,
      bracketed(ratio(rate)),
      met(ratio(rate).median >= LEAST_RATE),
    ]),
    most("the first load of the report, CPU", ratio(load.cpu), MOST.load),
  ],
)}

${table(["work", "", "with", "without", "ratio"], rows)}
`;
}
