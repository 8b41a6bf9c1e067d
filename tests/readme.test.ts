import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isInterfaceType, isObjectType } from "graphql";
import { readConfig } from "../src/config.js";
import { PACKAGE_ROOT } from "../src/paths.js";
import { createApi } from "../src/schema.js";
import { VARIABLE_NAMES } from "../src/variables.js";
import { useDatabase, useServer } from "./harness.js";
import { post } from "./http.js";

const database = useDatabase();
const server = useServer(database);
const readme = readFileSync(join(PACKAGE_ROOT, "README.md"), "utf8");
const questions = Array.from(
  readme.matchAll(/```graphql\n(.*?)```\s*```json\n(.*?)```/gs),
  ([, query, answer], index) => ({
    index: index + 1,
    query: String(query),
    answer: String(answer),
  }),
);

test.each(questions)(
  "The README's question $index has the answer that it shows",
  async ({ query, answer }) => {
    const { data, errors } = await database.ask(query);
    expect(errors).toEqual([]);
    expect(data).toEqual(JSON.parse(answer));
  },
);

test("Every query in the README is answered", async () => {
  for (const [, query] of readme.matchAll(/```graphql\n(.*?)```/gs))
    expect((await database.ask(String(query))).errors).toEqual([]);
});

test("The README shows four questions, and every variable of the configuration", () => {
  expect(questions).toHaveLength(4);
  expect(VARIABLE_NAMES.length).toBeGreaterThan(20);
  expect(VARIABLE_NAMES.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
});

/** The defaults of the README's tables, by variable. */
const defaults = Object.fromEntries(
  Array.from(readme.matchAll(/^\| (`[A-Z_`, ]+) \| (`[^|]+`) \|/gm)).flatMap(
    ([, names = "", values = ""]) => {
      const cells = (text: string) => text.split(",").map((cell) => cell.trim().replaceAll("`", ""));
      return cells(names).map((name, index) => [name, cells(values)[index] ?? ""]);
    },
  ),
);

test("The defaults that the README's tables give are those of the configuration", () => {
  const { limits, ...config } = readConfig({});
  expect(defaults).toMatchObject({
    HOST: config.host,
    PORT: String(config.port),
    LOG_LEVEL: config.logLevel,
    POOL_SIZE: String(config.poolSize),
    STATEMENT_TIMEOUT_MS: String(config.statementTimeoutMs),
    HEAVY_COST: String(config.heavy.cost),
    HEAVY_WAITING: String(config.heavy.waiting),
    MIDDLING_COST: String(config.middling.cost),
    MIDDLING_WAITING: String(config.middling.waiting),
    MAX_UNREAD_BYTES: String(config.maxUnreadBytes),
    MAX_ANSWER_BYTES: String(config.maxAnswerBytes),
    HEADERS_TIMEOUT_MS: String(config.headersTimeoutMs),
    REQUEST_TIMEOUT_MS: String(config.requestTimeoutMs),
    STALL_TIMEOUT_MS: String(config.stallTimeoutMs),
    KEEP_ALIVE_TIMEOUT_MS: String(config.keepAliveTimeoutMs),
    MAX_CONNECTIONS: String(config.maxConnections),
    SHUTDOWN_SECONDS: String(config.shutdownSeconds),
    CHANGE_RETENTION_DAYS: String(config.changeRetentionDays),
    CACHE_BYTES: String(config.cache.bytes),
    CACHE_STALENESS_MS: String(config.cache.stalenessMs),
    MAX_SUBSCRIPTIONS: String(config.maxSubscriptions),
    MAX_SUBSCRIPTIONS_PER_CONNECTION: String(config.maxSubscriptionsPerConnection),
    PROGRESS_SECONDS: String(config.progressSeconds),
    HEARTBEAT_MS: String(config.heartbeatMs),
    PLANNER: config.gateway.planner,
    PLAN_TIMEOUT_MS: String(config.gateway.planTimeoutMs),
    SUBGRAPH_TIMEOUT_MS: String(config.gateway.subgraphTimeoutMs),
    SUBGRAPH_SUBSCRIPTIONS: config.gateway.subscriptions,
    WEBHOOKS: config.webhooks.on ? "on" : "off",
    WEBHOOK_ALLOW_HTTP: config.webhooks.reach.plainHttp ? "on" : "off",
    WEBHOOK_ALLOW_PRIVATE: config.webhooks.reach.privateAddresses ? "on" : "off",
    WEBHOOK_TIMEOUT_MS: String(config.webhooks.timeoutMs),
    WEBHOOK_MAX_ATTEMPTS: String(config.webhooks.maxAttempts),
    WEBHOOK_PAUSE_HOURS: String(config.webhooks.pauseHours),
    ENGINE: config.engine ? "on" : "off",
    MAX_BODY_BYTES: String(config.maxBodyBytes),
    MAX_COST: String(limits.cost),
    MAX_INTROSPECTION: String(limits.introspection),
    MAX_RESOLVED: String(limits.resolved),
    MAX_TOKENS: String(limits.tokens),
    MAX_LINES: String(limits.lines),
    MAX_DEPTH: String(limits.depth),
    MAX_FIELDS: String(limits.fields),
    MAX_REPEATS: String(limits.repeats),
    MAX_ROOT_FIELDS: String(limits.rootFields),
    MAX_ALIASES: String(limits.aliases),
    MAX_FRAGMENTS: String(limits.fragments),
    MAX_DIRECTIVES: String(limits.directives),
    MAX_CONDITIONS: String(limits.conditions),
    MAX_LIST_SIZE: String(limits.listSize),
    MAX_REPRESENTATIONS: String(limits.representations),
  });
  expect(config.trustedOnly).toBe(false);
});

test("A page has 50 rows unless said otherwise and at most 1000, in every list", async () => {
  expect(readme).toMatch(/`first` is 50 unless said otherwise, and at most 1000/);
  const schema = createApi().schema;
  const firsts = Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) || isInterfaceType(type)
      ? Object.values(type.getFields()).flatMap(({ name, args }) =>
          args.flatMap(({ name: argument, defaultValue, description }) =>
            argument === "first" ? [{ list: `${type.name}.${name}`, defaultValue, description }] : [],
          ),
        )
      : [],
  );
  expect(firsts.length).toBeGreaterThan(100);
  for (const { list, defaultValue, description } of firsts) {
    expect([list, defaultValue]).toEqual([list, list === "Query.search" ? 20 : 50]);
    expect(description).toContain("at most 1000");
  }
});

test("A request of as much as a limit allows is answered, and of one more is refused", async () => {
  const list = (count: number) => `[${Array.from({ length: count }, () => '"report:x"').join()}]`;
  const roots = (count: number) =>
    `{ ${Array.from({ length: count }, (_, n) => `a${n}: __typename`).join(" ")} }`;
  const asked: [limit: string, maximum: number, query: (count: number) => string][] = [
    ["listSize", 1000, (count) => `{ reports(where: { id: { in: ${list(count)} } }) { totalCount } }`],
    ["rootFields", 50, roots],
    ["repeats", 500, (count) => `{ ${Array.from({ length: count + 1 }, () => "__typename").join(" ")} }`],
    [
      "directives",
      100,
      (count) => `{ ${Array.from({ length: count }, () => "__typename @include(if: true)").join(" ")} }`,
    ],
  ];
  for (const [limit, maximum, query] of asked) {
    expect((await post(server, { query: query(maximum) })).errors ?? []).toEqual([]);
    expect((await post(server, { query: query(maximum + 1) })).errors).toMatchObject([
      { extensions: { code: "LIMIT_EXCEEDED", limit, maximum, requested: maximum + 1 } },
    ]);
  }
});
