import { once } from "node:events";
import { cpSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { PACKAGE_ROOT } from "../src/paths.js";
import { edited, REPORT } from "./report.js";
import {
  addressOf,
  connect,
  contentOf,
  loadedFolder,
  newFolder,
  postgresIsGone,
  run,
  runInGroup,
  until,
} from "./processes.js";

test("A first start loads and answers, a second changes nothing, and SIGTERM ends both with 0 and no server left", async () => {
  const dataDir = newFolder();
  const first = run(["serve"], { DATA_DIR: dataDir });
  const address = await addressOf(first);
  const response = await fetch(
    `${address}/graphql?query=${encodeURIComponent("{ reports { nodes { number } } }")}`,
  );
  expect(await response.json()).toEqual({ data: { reports: { nodes: [{ number: "1768/BC-STTTT-VP" }] } } });
  expect(await (await fetch(`${address}/healthz`)).json()).toEqual({ status: "alive" });
  expect(await (await fetch(`${address}/readyz`)).json()).toEqual({ status: "ready" });
  const loaded = await contentOf(dataDir);
  first.child.kill("SIGTERM");
  expect(await first.exit).toBe(0);
  await postgresIsGone(dataDir);

  const second = run(["serve"], { DATA_DIR: dataDir });
  await addressOf(second);
  expect(second.output()).not.toContain("Loaded");
  expect(await contentOf(dataDir)).toBe(loaded);
  second.child.kill("SIGINT");
  expect(await second.exit).toBe(0);
  await postgresIsGone(dataDir);
}, 240_000);

test("Killed with -9 in the middle of the first load, the next start has the data of an undisturbed one", async () => {
  const undisturbed = newFolder();
  const whole = run(["migrate"], { DATA_DIR: undisturbed });
  expect(await whole.exit).toBe(0);
  const calm = run(["serve"], { DATA_DIR: undisturbed });
  await addressOf(calm);
  const expected = await contentOf(undisturbed);
  calm.child.kill("SIGTERM");
  await calm.exit;

  const dataDir = newFolder();
  const victim = run(["serve"], { DATA_DIR: dataDir });
  const watcher = await until(() => connect(dataDir), 5);
  // The load has begun once its transaction has written, and its rows cannot be seen before it ends.
  await until(async () => {
    const { rows } = await watcher.query(
      "SELECT 1 FROM pg_stat_activity WHERE application_name = 'cuulong' AND backend_xid IS NOT NULL AND query LIKE 'INSERT INTO%'",
    );
    return rows.length > 0 || undefined;
  }, 1);
  victim.child.kill("SIGKILL");
  await victim.exit;
  await watcher.end().catch(() => {});
  expect(victim.output()).not.toContain("Loaded");
  await postgresIsGone(dataDir);

  const next = run(["serve"], { DATA_DIR: dataDir });
  await addressOf(next);
  expect(await contentOf(dataDir)).toBe(expected);
  next.child.kill("SIGTERM");
  expect(await next.exit).toBe(0);
}, 240_000);

test("A request under way when SIGTERM comes is still answered", async () => {
  const dataDir = await loadedFolder();
  const serve = run(["serve"], { DATA_DIR: dataDir });
  const address = await addressOf(serve);
  const locker = await until(() => connect(dataDir));
  await locker.query("BEGIN; LOCK TABLE report IN ACCESS EXCLUSIVE MODE");
  const asked = fetch(`${address}/graphql?query=${encodeURIComponent("{ reports { totalCount } }")}`);
  await until(
    async () =>
      (await locker.query("SELECT 1 FROM pg_locks WHERE NOT granted")).rowCount ? true : undefined,
    10,
  );
  serve.child.kill("SIGTERM");
  await until(() => serve.output().includes("Stopping") || undefined);
  await locker.query("COMMIT");
  await locker.end();
  expect(await (await asked).json()).toEqual({ data: { reports: { totalCount: 1 } } });
  expect(await serve.exit).toBe(0);
}, 240_000);

test("What a person can mend is said in one line, without a stack, and the exit code is 1", async () => {
  const wrong = run(["serve"], { DATABASE_URL: "postgres://nobody:secret@127.0.0.1:1/none" });
  expect(await wrong.exit).toBe(1);
  expect(wrong.output()).toMatch(/^The database at 127\.0\.0\.1:1\/none cannot be used: .*\n$/);
  expect(wrong.output()).not.toMatch(/secret|\n +at /);
  const settings = run(["serve"], { PORT: "x", LOG_LEVEL: "y" });
  expect(await settings.exit).toBe(1);
  expect(settings.output()).toMatch(/^PORT must .*\nLOG_LEVEL .*\n$/);
  const command = run(["dance"]);
  expect(await command.exit).toBe(1);
  expect(command.output()).toBe('cuulong does not know "dance"; see cuulong --help.\n');
  const help = run(["--help"]);
  expect(await help.exit).toBe(0);
  expect(help.output()).toContain("cuulong load <folder>");
}, 240_000);

test("A port that is taken is said to be taken", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const { port } = taken.address() as { port: number };
  const serve = run(["serve"], { DATA_DIR: await loadedFolder(), PORT: String(port) });
  expect(await serve.exit).toBe(1);
  expect(serve.output()).toMatch(/Cannot listen: .*EADDRINUSE/);
  taken.close();
}, 240_000);

test("Serving, standard output has the log alone, a JSON object a line; what a person reads is on standard error", async () => {
  const serve = run(["serve"], { DATA_DIR: newFolder() });
  const address = await addressOf(serve);
  await (await fetch(`${address}/graphql?query=${encodeURIComponent("{ reports { totalCount } }")}`)).text();
  serve.child.kill("SIGTERM");
  expect(await serve.exit).toBe(0);
  const lines = serve.stdout().trimEnd().split("\n");
  expect(lines.map((line) => JSON.parse(line).msg)).toContain("request");
  for (const words of ["Loaded report:tra-vinh-2021-9m", "GraphQL   http", "Stopping."])
    expect(serve.output()).toContain(words);
}, 240_000);

test("The result of any other command is on standard output", async () => {
  const dataDir = newFolder();
  const migrate = run(["migrate"], { DATA_DIR: dataDir });
  expect(await migrate.exit).toBe(0);
  expect(migrate.stdout()).toMatch(/^Ran Tables.*\n$/);
  const load = run(["load", join(PACKAGE_ROOT, "data/tra-vinh-2021-9m")], { DATA_DIR: dataDir });
  expect(await load.exit).toBe(0);
  expect(load.stdout()).toMatch(/^Loaded report:tra-vinh-2021-9m: .*\n$/);
  const fewer = edited("observation.csv", /^observation:cong-van-ban-hanh,.*\n/m, "");
  const again = run(["load", fewer], { DATA_DIR: dataDir });
  expect(await again.exit).toBe(0);
  expect(again.stdout()).toBe(
    "Loaded report:tra-vinh-2021-9m: nothing to add or change.\n" +
      "In the database but no longer in the folder, and kept: observation:cong-van-ban-hanh.\n",
  );
  const schema = run(["schema"]);
  expect(await schema.exit).toBe(0);
  expect(schema.stdout()).toContain("type Query {");
}, 240_000);

test("A start reads each report's files once", async () => {
  const reports = newFolder();
  cpSync(REPORT, join(reports, "report"), { recursive: true });
  const noting = `import fs from "node:fs";
    import { syncBuiltinESMExports } from "node:module";
    const read = fs.readFileSync;
    fs.readFileSync = (path, ...rest) => {
      if (String(path).endsWith("telecom.yaml")) console.error("telecom.yaml is read");
      return read(path, ...rest);
    };
    syncBuiltinESMExports();`;
  const serve = run(["serve"], {
    DATA_DIR: newFolder(),
    REPORTS_DIR: reports,
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(noting)}`,
  });
  await addressOf(serve);
  serve.child.kill("SIGTERM");
  expect(await serve.exit).toBe(0);
  expect(serve.output().match(/telecom.yaml is read/g)).toHaveLength(1);
}, 240_000);

test("The built command runs by its own name, and a reader that leaves early is no failure of it", async () => {
  const command = runInGroup(["sh", "-c", "dist/src/main.js schema | head -n 1"], {});
  expect(await command.exit).toBe(0);
  expect(command.output()).toMatch(/^"""[^\n]*\n$/);
}, 240_000);

test.each([
  { command: ["node", "dist/src/main.js", "serve"], signal: "SIGTERM" as const },
  { command: ["node", "dist/src/main.js", "serve"], signal: "SIGINT" as const },
  { command: ["npm", "start", "--ignore-scripts"], signal: "SIGTERM" as const },
  { command: ["npm", "start", "--ignore-scripts"], signal: "SIGINT" as const },
])(
  "$signal to the whole process group ends it with 0 and no server left: $command",
  async ({ command, signal }) => {
    const dataDir = await loadedFolder();
    const serve = runInGroup(command, { DATA_DIR: dataDir });
    await addressOf(serve);
    process.kill(-Number(serve.child.pid), signal);
    expect(await serve.exit).toBe(0);
    await postgresIsGone(dataDir);
  },
  240_000,
);
