import { bracketed, fixed, spreadOf } from "../measure/statistics.ts";
import type { CacheResult } from "./cache.ts";
import { type Course, rateRatio, workRatio } from "./race.ts";
import { type Kept, met, table } from "./table.ts";

const LEAST = { postgraphile: 10, static: 0.7, missed: 0.95, written: 0.95 };

/** Its bars, and what was measured of kept answers. */
export function cacheSection({ result, circumstances }: Kept<CacheResult>): string {
  const { kept, missed, written } = result;
  return `
## Kept answers

${circumstances}

${table(["bar", "measured", ""], barsOf(result))}

### Answered from memory

How many times as many requests the same CPU time answers (of the server and PostgreSQL, who share a core), and how many times as
many a second, when every answer is kept. The static answer is Fastify's of as many bytes.

${table(
  [
    "query",
    "bytes",
    "to PostGraphile, CPU",
    "to PostGraphile, a second",
    "to a static answer, CPU",
    "to a static answer, a second",
    "p50, ms",
    "load generator",
  ],
  kept.map(({ query, bytes, courses }) => {
    const [ours, postgraphile, fast] = courses as [Course, Course, Course];
    return [
      query,
      bytes.toLocaleString("en"),
      ...[postgraphile, fast].flatMap((other) => [
        bracketed(workRatio(ours, other)),
        bracketed(rateRatio(ours, other)),
      ]),
      bracketed(spreadOf(ours.p50)),
      `${Math.round(Math.max(ours.busy, fast.busy) * 100)} %`,
    ];
  }),
)}

### Never answered from memory

How many times as many requests the same CPU time answers where answers are kept as where they are not, when no request comes
twice; \`point\` costs too little to be kept. Beside it, the same of two servers of which neither keeps any: so much is noise.

${table(
  ["query", "kept to not kept", "not kept to not kept", "CPU of a request, ms"],
  missed.map(({ query, courses }) => [query, ...oneToOthers(courses)]),
)}

### While rows are written

The same while incidents are changed one by one, so that nothing that is kept holds for long.

${table(
  ["query", "kept to not kept", "not kept to not kept", "CPU of a request, ms", "changes a second"],
  written.map(({ query, courses, writes }) => [
    query,
    ...oneToOthers(courses),
    fixed(
      writes.reduce((sum, one) => sum + one.writes, 0) / writes.reduce((sum, one) => sum + one.seconds, 0),
      0,
    ),
  ]),
)}
`;
}

function oneToOthers(courses: Course[]): string[] {
  const [ours, off, twin] = courses as [Course, Course, Course];
  return [
    bracketed(workRatio(ours, off)),
    bracketed(workRatio(twin, off)),
    fixed(spreadOf(off.cpu).median, 2),
  ];
}

function barsOf({ kept, missed, written }: CacheResult): string[][] {
  const bar = (text: string, ours: Course, other: Course, least: number) => {
    const ratio = workRatio(ours, other);
    return [text, bracketed(ratio), met(ratio.median >= least)];
  };
  return [
    ...kept.flatMap(({ query, courses }) => {
      const [ours, postgraphile, fast] = courses as [Course, Course, Course];
      return [
        bar(
          `${query}, kept: at least ${LEAST.postgraphile} × PostGraphile`,
          ours,
          postgraphile,
          LEAST.postgraphile,
        ),
        bar(`${query}, kept: at least ${LEAST.static} × a static answer`, ours, fast, LEAST.static),
      ];
    }),
    ...missed.map(({ query, courses }) => {
      const [ours, off] = courses as [Course, Course];
      return bar(
        `${query}, never kept: at least ${LEAST.missed} × the same without a cache`,
        ours,
        off,
        LEAST.missed,
      );
    }),
    ...written.map(({ query, courses }) => {
      const [ours, off] = courses as [Course, Course];
      return bar(
        `${query}, while rows are written: at least ${LEAST.written} × the same without a cache`,
        ours,
        off,
        LEAST.written,
      );
    }),
  ];
}
