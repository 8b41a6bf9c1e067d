import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, getPriority } from "node:os";
import { join } from "node:path";
import { LIVE_PARTS, type LivePart } from "../options.ts";
import { DATA, LIVE } from "../paths.ts";
import { cacheSection } from "./cache-report.ts";
import { fanOutSection } from "./fan-out-report.ts";
import type { Kept } from "./table.ts";
import { load } from "./usage.ts";
import { writersSection } from "./writers-report.ts";

const SECTIONS: Partial<Record<LivePart, (kept: never) => string>> = {
  cache: cacheSection,
  writers: writersSection,
  "fan-out": fanOutSection,
};

const fileOf = (part: LivePart) => join(DATA, `live-${part}.json`);

/** Keeps what was measured of a part. */
export function keep(
  part: LivePart,
  result: unknown,
  { repetitions, seconds }: { repetitions: number; seconds: number },
  postgres: string,
): void {
  const circumstances =
    `Measured on ${new Date().toISOString().slice(0, 10)} on ${availableParallelism()} cores of ${cpus()[0]?.model.trim()} that others ` +
    `used too (load ${load()} at the end), at priority ${getPriority()}, with Node ${process.versions.node} and ${postgres}; ` +
    `${repetitions} repetitions of about ${seconds} s.`;
  writeFileSync(fileOf(part), JSON.stringify({ result, circumstances } satisfies Kept<unknown>));
}

/** Writes the page of all parts that were ever measured here. */
export function writePage(): void {
  const sections = LIVE_PARTS.filter((part) => existsSync(fileOf(part))).map((part) =>
    SECTIONS[part]?.(JSON.parse(readFileSync(fileOf(part), "utf8")) as never),
  );
  writeFileSync(LIVE, `${HEAD}\n${sections.join("\n")}`);
  console.log(`\nThe page is ${LIVE}.`);
}

const HEAD = `# What live data costs and saves

Written by \`npm run bench\` with \`--cache\`, \`--writers\` and \`--fan-out\`; [README.md](README.md#live) says what is measured. All are
ratios of what was measured in turns in one run: the median of the repetitions, and in brackets the least and the most.
`;
