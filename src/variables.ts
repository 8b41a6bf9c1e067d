import { resolve } from "node:path";
import { z } from "zod";
import { PACKAGE_ROOT } from "./paths.js";

const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/, "must be a whole number")
    .transform(Number)
    .refine((value) => value >= least && value <= most, `must be from ${least} to ${most}`);

/** A limit that is this unless it is set. */
const most = (standard: number) => wholeNumber(1, 1_000_000_000).default(standard);

/** Every variable that can be set, with what it may be and what it is unless it is set. */
export const VARIABLES = z
  .object({
    HOST: z.string().min(1, "must name an address or host").default("127.0.0.1"),
    PORT: wholeNumber(0, 65535).default(4000),
    DATABASE_URL: z
      .string()
      .refine(isPostgresUrl, "must be a URL such as postgres://user:password@host:5432/database")
      .optional(),
    DATA_DIR: z.string().min(1, "must name a folder").default(".data"),
    REPORTS_DIR: z.string().min(1, "must name a folder").default(resolve(PACKAGE_ROOT, "data")),
    LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
    MAX_BODY_BYTES: wholeNumber(1024, 64 * 1024 * 1024).default(1024 * 1024),
    POOL_SIZE: wholeNumber(1, 200).default(10),
    STATEMENT_TIMEOUT_MS: wholeNumber(100, 600_000).default(10_000),
    HEAVY_COST: most(20_000),
    HEAVY_REQUESTS: wholeNumber(1, 200).optional(),
    HEAVY_WAITING: wholeNumber(0, 100_000).default(50),
    MIDDLING_COST: most(2_000),
    MIDDLING_WAITING: wholeNumber(0, 100_000).default(1000),
    MAX_ANSWER_BYTES: most(16 * 1024 * 1024),
    MAX_UNREAD_BYTES: most(256 * 1024 * 1024),
    HEADERS_TIMEOUT_MS: wholeNumber(100, 600_000).default(15_000),
    REQUEST_TIMEOUT_MS: wholeNumber(100, 600_000).default(30_000),
    STALL_TIMEOUT_MS: wholeNumber(100, 600_000).default(30_000),
    KEEP_ALIVE_TIMEOUT_MS: wholeNumber(100, 600_000).default(72_000),
    MAX_CONNECTIONS: wholeNumber(1, 1_000_000).default(5000),
    SHUTDOWN_SECONDS: wholeNumber(1, 600).default(10),
    CHANGE_RETENTION_DAYS: wholeNumber(1, 36_500).default(30),
    CACHE_BYTES: wholeNumber(0, 1_000_000_000_000).default(64 * 1024 * 1024),
    CACHE_STALENESS_MS: wholeNumber(0, 3_600_000).default(0),
    MAX_SUBSCRIPTIONS: most(10_000),
    MAX_SUBSCRIPTIONS_PER_CONNECTION: most(100),
    PROGRESS_SECONDS: wholeNumber(1, 86_400).default(3600),
    LIVE_RECHECK_SECONDS: wholeNumber(1, 86_400).default(60),
    HEARTBEAT_MS: wholeNumber(100, 600_000).default(15_000),
    WEBHOOKS: z.enum(["on", "off"]).default("on"),
    WEBHOOK_ALLOW_HTTP: z.enum(["on", "off"]).default("off"),
    WEBHOOK_ALLOW_PRIVATE: z.enum(["on", "off"]).default("off"),
    WEBHOOK_TIMEOUT_MS: wholeNumber(100, 600_000).default(10_000),
    WEBHOOK_MAX_ATTEMPTS: wholeNumber(1, 1000).default(20),
    WEBHOOK_PAUSE_HOURS: wholeNumber(1, 8760).default(72),
    PLANNER: z.enum(["rust", "js"]).default("rust"),
    PLAN_TIMEOUT_MS: wholeNumber(10, 60_000).default(300),
    SUBGRAPH_TIMEOUT_MS: wholeNumber(100, 600_000).default(15_000),
    SUBGRAPH_SUBSCRIPTIONS: z.enum(["sse", "ws"]).default("sse"),
    PARTNERS_FILE: z.string().min(1, "must name a file").optional(),
    PARTNERS_REFRESH_SECONDS: wholeNumber(1, 86_400).default(60),
    PARTNERS_DRAIN_SECONDS: wholeNumber(0, 3600).default(30),
    TRUSTED_DOCUMENTS: z.string().min(1, "must name a folder").optional(),
    TRUSTED_ONLY: z.enum(["on", "off"]).default("off"),
    MAX_COST: most(2_000_000),
    MAX_INTROSPECTION: wholeNumber(0, 1_000_000_000).default(200_000),
    MAX_RESOLVED: most(50_000),
    MAX_TOKENS: most(5000),
    MAX_LINES: most(5000),
    // Whatever calls itself for each level has room for so many.
    MAX_DEPTH: wholeNumber(1, 200).default(24),
    MAX_FIELDS: most(3000),
    MAX_REPEATS: most(500),
    MAX_ROOT_FIELDS: most(50),
    MAX_ALIASES: most(200),
    MAX_FRAGMENTS: most(200),
    MAX_DIRECTIVES: most(100),
    MAX_CONDITIONS: most(500),
    MAX_LIST_SIZE: most(1000),
    MAX_REPRESENTATIONS: most(10_000),
    ENGINE: z.enum(["on", "off"]).default("on"),
    FAST_PATH: z.enum(["on", "off"]).default("on"),
  })
  .refine(
    ({ TRUSTED_ONLY, TRUSTED_DOCUMENTS }) => TRUSTED_ONLY === "off" || TRUSTED_DOCUMENTS !== undefined,
    {
      path: ["TRUSTED_ONLY"],
      message: "needs the folder TRUSTED_DOCUMENTS",
    },
  );

/** What can be set from outside, by its name there. */
export const VARIABLE_NAMES = Object.keys(VARIABLES.shape);

function isPostgresUrl(text: string): boolean {
  try {
    return ["postgres:", "postgresql:"].includes(new URL(text).protocol);
  } catch {
    return false;
  }
}
