import { parseArgs } from "node:util";
import { ALL_CONTENDERS } from "./contenders/index.ts";
import { ALL } from "./queries/index.ts";

/** What a run is asked to do, by arguments or else by variables named BENCH_…. */
export interface Options {
  /** The server to use; the embedded one without it. */
  databaseUrl: string | undefined;
  seed: number;
  seconds: number;
  repetitions: number;
  connections: number;
  pool: number;
  only: string[];
  contenders: string[];
  /** Whether all is measured, so that the results are written down. */
  whole: boolean;
  /** Whether only the growth of the data is measured. */
  scale: boolean;
  /** Whether only the cost of requests is held against the time that they take. */
  costs: boolean;
  /** Whether only it is measured how the service stands up to what takes it from others. */
  strain: boolean;
  /** Whether only live data is measured: kept answers, the log of changes, subscriptions; any of them. */
  live: LivePart[];
  /** Whether only it is measured what answering by several processes costs. */
  gateways: boolean;
  /** Where the public audit of gateways is served, if only its questions are asked. */
  audit: string | undefined;
  /** Which parts of what is strained; of the others, the page has what was measured before. */
  parts: string[];
  /** The contender to start and leave running, instead of measuring. */
  serve: string | undefined;
}

/** What bench/LIVE.md is made of. */
export const LIVE_PARTS = ["cache", "writers", "fan-out"] as const;
export type LivePart = (typeof LIVE_PARTS)[number];

/** What --strain measures. */
export const PARTS = ["starve", "block", "slow"];

/** How a run is asked for. */
export const USAGE = `npm run bench -- [options]
  --only <queries>        of ${ALL.map(({ name }) => name).join(", ")}
  --contenders <names>    of ${ALL_CONTENDERS.map(({ name }) => name).join(", ")}
  --scale                 only hold ten times the data against the data as it is
  --costs                 only hold what requests cost against the time that they take; writes bench/COSTS.md
  --strain                only try to take the service from others; writes bench/STRAIN.md
  --parts <parts>         of --strain: ${PARTS.join(", ")}
  --cache                 only hold kept answers against answers that are made; writes bench/LIVE.md, as do the next two
  --writers               only: what does the log of changes cost those who write?
  --fan-out               only: what does a subscriber cost, beside a plain server of subscriptions?
  --gateways              only: what does it cost to answer by several processes? writes bench/FEDERATION.md
  --audit <url>           only ask the questions of the public audit of gateways; writes bench/AUDIT.md
  --serve <contender>     start one contender, print how it is asked, and leave it running
  --seconds <n>           how long each measurement takes, about            (3, with --strain 60, BENCH_SECONDS)
  --repetitions <n>       how often each query is measured                  (5, with --strain 3, BENCH_REPETITIONS)
  --connections <n>       requests at a time                                (16, BENCH_CONNECTIONS)
  --seed <n>              of the synthetic data                             (2021, BENCH_SEED)
BENCH_DATABASE_URL names a PostgreSQL on which databases may be made; without it, the product's embedded one is used.
Results are written to bench/RESULTS.md when all queries and contenders are measured.`;

/** Reads the command line and the environment; throws a message for a person. */
export function readOptions(args: string[], env: Record<string, string | undefined>): Options {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: "string" },
      contenders: { type: "string" },
      scale: { type: "boolean", default: false },
      costs: { type: "boolean", default: false },
      strain: { type: "boolean", default: false },
      parts: { type: "string" },
      cache: { type: "boolean", default: false },
      writers: { type: "boolean", default: false },
      "fan-out": { type: "boolean", default: false },
      gateways: { type: "boolean", default: false },
      audit: { type: "string" },
      serve: { type: "string" },
      seconds: { type: "string", default: env.BENCH_SECONDS },
      repetitions: { type: "string", default: env.BENCH_REPETITIONS },
      connections: { type: "string", default: env.BENCH_CONNECTIONS ?? "16" },
      seed: { type: "string", default: env.BENCH_SEED ?? "2021" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) throw new Error(USAGE);
  const contenders = ALL_CONTENDERS.map(({ name }) => name);
  const { only, contenders: chosen, scale, costs, strain, serve, gateways, audit } = values;
  const live = LIVE_PARTS.filter((part) => values[part]);
  return {
    databaseUrl: env.BENCH_DATABASE_URL || undefined,
    seed: positive("seed", values.seed),
    seconds: positive("seconds", values.seconds ?? (strain ? "60" : "3")),
    repetitions: positive("repetitions", values.repetitions ?? (strain ? "3" : "5")),
    connections: positive("connections", values.connections),
    pool: 10,
    only: among(
      "only",
      only,
      ALL.map(({ name }) => name),
    ),
    contenders: among("contenders", chosen, contenders),
    whole:
      !only && !chosen && !scale && !costs && !strain && !serve && !gateways && !audit && live.length === 0,
    scale,
    costs,
    strain,
    live,
    gateways,
    audit,
    parts: among("parts", values.parts, PARTS),
    serve: serve && among("serve", serve, contenders)[0],
  };
}

function among(option: string, given: string | undefined, known: string[]): string[] {
  if (given === undefined) return known;
  const wrong = given.split(",").filter((name) => !known.includes(name));
  if (wrong.length > 0) throw new Error(`--${option}: there is no ${wrong.join(", ")}.\n${USAGE}`);
  return known.filter((name) => given.split(",").includes(name));
}

function positive(option: string, text: string): number {
  const number = Number(text);
  if (!(number > 0)) throw new Error(`--${option} must be a number above 0, not ${text}.`);
  return number;
}
