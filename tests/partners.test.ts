import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { trim } from "../src/changes/trim.js";
import { PACKAGE_ROOT } from "../src/paths.js";
import { signedHeaders } from "../src/webhooks/signature.js";
import { useDatabase, useServer } from "./harness.js";
import { newFolder, until } from "./processes.js";
import { receive } from "./receivers.js";
import { LOCAL, useWebhooks } from "./webhooks.js";

const database = useDatabase();
const server = useServer(database, LOCAL);
const webhooks = useWebhooks(database);

/** The programs of the page, by the names that their first lines give. */
const listings = new Map(
  Array.from(
    readFileSync(join(PACKAGE_ROOT, "docs/partners.md"), "utf8").matchAll(
      /```\w+\n(?:#|\/\/) ([\w.]+): .*?```/gs,
    ),
    ([block, name]) => [String(name), block.replace(/^```\w+\n|```$/g, "")] as const,
  ),
);

const RUNS: Record<string, string> = { mjs: process.execPath, py: "python3", sh: "sh" };
const NEEDS: Record<string, string> = { py: "python3", sh: "curl" };

/** Tests a program, unless the machine lacks what it needs. */
function testProgram(name: string, promise: string, work: (name: string) => Promise<void>): void {
  const needed = NEEDS[endingOf(name)];
  const lacks = needed !== undefined && spawnSync(needed, ["--version"]).error !== undefined;
  if (lacks) test.skip(`${name} ${promise}: not run, since this machine has no ${needed}`, () => {});
  else test(`${name} ${promise}`, () => work(name));
}

const endingOf = (name: string): string => name.split(".")[1] as string;

const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children)
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) stop(child);
});

/** A program of the page, which runs as it stands. */
interface Program {
  child: ChildProcess;
  /** What it wrote; what it says of its errors goes to the test's own. */
  output(): string;
}

function start(name: string, folder: string, variables: Record<string, string> = {}): Program {
  writeFileSync(join(folder, name), listings.get(name) as string);
  const env = {
    PATH: `${dirname(process.execPath)}:/usr/bin:/bin`,
    CUULONG_URL: `${server.address}/graphql`,
    ...variables,
  };
  const child = spawn(RUNS[endingOf(name)] as string, [name], {
    cwd: folder,
    env,
    stdio: ["ignore", "pipe", "inherit"],
    detached: true,
  });
  children.push(child);
  let text = "";
  child.stdout.on("data", (chunk) => {
    text += chunk;
  });
  return { child, output: () => text };
}

/** Ends a program and whatever it started, as a machine does that fails. */
function stop(child: ChildProcess): void {
  process.kill(-Number(child.pid), "SIGKILL");
}

async function killed({ child }: Program): Promise<void> {
  stop(child);
  await once(child, "close");
}

test("The page has its programs", () => {
  expect(Array.from(listings.keys())).toEqual([
    "follow.sh",
    "follow.mjs",
    "follow.py",
    "poll.py",
    "receiver.mjs",
    "receiver.py",
  ]);
});

const remove = (id: string) => webhooks.writer.query("DELETE FROM topic WHERE id = $1", [`topic:${id}`]);

/** What the table holds, as a copy of it should. */
async function topics(): Promise<Record<string, string>> {
  const { rows } = await webhooks.writer.query("SELECT id, name FROM topic ORDER BY id");
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}

for (const follower of ["follow.mjs", "follow.py", "poll.py"])
  testProgram(
    follower,
    "keeps a copy that equals the table: while it runs, after it was killed, and after a RESET",
    async (name) => {
      const folder = newFolder();
      const file = join(folder, "topics.json");
      const copied = () => (existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : { rows: {} });
      const equals = async () => {
        const expected = JSON.stringify(await topics());
        await until(() => JSON.stringify(sorted(copied().rows)) === expected || undefined);
      };
      let program = start(name, folder);
      await equals();
      await webhooks.insert(`${name}-1`, `${name}-2`);
      await equals();
      await webhooks.rename(`${name}-1`, "renamed");
      await remove(`${name}-2`);
      await equals();

      await killed(program);
      await webhooks.insert(`${name}-3`);
      await remove(`${name}-1`);
      program = start(name, folder);
      await equals();

      await killed(program);
      const { cursor } = copied();
      await webhooks.insert(`${name}-4`);
      await remove(`${name}-3`);
      await trim(webhooks.writer, 0);
      program = start(name, folder);
      await equals();
      await webhooks.insert(`${name}-5`);
      await equals();
      expect(copied().cursor).not.toBe(cursor);
      await killed(program);
    },
  );

const sorted = (rows: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(rows).sort(([left], [right]) => (left < right ? -1 : 1)));

testProgram("follow.sh", "writes each event, and goes on after it was killed", async (name) => {
  const folder = newFolder();
  const lines = ({ output }: Program) =>
    output()
      .trimEnd()
      .split("\n")
      .flatMap((line) => (line.includes("topicChanged") ? [JSON.parse(line).data.topicChanged] : []))
      .map(({ operation, id }) => [operation, id].filter(Boolean).join(" "));
  const first = start(name, folder);
  await until(() => lines(first).includes("READY") || undefined);
  await webhooks.insert("curl-1");
  await until(() => lines(first).length === 2 || undefined);
  expect(lines(first)).toEqual(["READY", "INSERT topic:curl-1"]);
  await until(() => readFileSync(join(folder, "cursor"), "utf8") !== "" || undefined);
  await killed(first);
  await webhooks.insert("curl-2");
  const second = start(name, folder);
  await until(() => lines(second).includes("INSERT topic:curl-2") || undefined);
  expect(lines(second).filter((line) => line !== "INSERT topic:curl-1")).toEqual([
    "READY",
    "INSERT topic:curl-2",
  ]);
  await killed(second);
});

/** A port that nobody uses; below those that Linux and macOS give to whoever asks for any, so that it stays free until the program has it. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_768);
    const holder = createServer().listen(port, "127.0.0.1");
    const free = await once(holder, "listening").then(
      () => true,
      () => false,
    );
    if (!free) continue;
    holder.close();
    await once(holder, "close");
    return port;
  }
}

for (const receiver of ["receiver.mjs", "receiver.py"])
  testProgram(receiver, "takes what is signed, once, and nothing else", async (name) => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}/`;
    const hook = name.replace(".", "-");
    const secret = await webhooks.add(hook, { url });
    // The same is sent to a receiver of the test, so that there is something to send again.
    const witness = await receive();
    const program = start(name, newFolder(), { PORT: String(port), WEBHOOK_SECRET: secret });
    const post = async (body: string, headers: Record<string, string>) =>
      (await fetch(url, { method: "POST", body, headers })).status;
    await until(() => post("{}", {}).catch(() => undefined));
    await webhooks.insert(`${hook}-1`, `${hook}-2`);
    const taken = () =>
      program
        .output()
        .trimEnd()
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line).topicChanged.id);
    await until(() => taken().length === 2 || undefined);
    expect(taken()).toEqual([`topic:${hook}-1`, `topic:${hook}-2`]);
    expect(
      await webhooks.when(hook, ({ deliveredAt, lag }) => deliveredAt !== null && lag === null),
    ).toMatchObject({ lastError: null });

    // What a webhook sends is sent once more, as it was, and changed in every way.
    await webhooks.writer.query(
      "UPDATE webhook SET url = $2, term = term + 1, held_until = '-infinity' WHERE name = $1",
      [hook, witness.url],
    );
    await webhooks.when(hook, ({ held }) => held);
    await webhooks.insert(`${hook}-3`);
    // What came before it may come again, if it was not yet written down that it was taken.
    const { body, headers } = await until(() =>
      witness.received.find(({ event }) => event.subject === `topic:${hook}-3`),
    );
    const signed = Object.fromEntries(
      ["webhook-id", "webhook-timestamp", "webhook-signature"].map((header) => [
        header,
        String(headers[header]),
      ]),
    );
    const old = signedHeaders(
      String(headers["webhook-id"]),
      body,
      [secret],
      Math.floor(Date.now() / 1000) - 600,
    );
    expect(await post(body.replace(hook, "other"), signed)).toBe(401);
    expect(await post(body, { ...signed, "webhook-id": "other" })).toBe(401);
    expect(await post(body, old)).toBe(401);
    expect(await post(body, {})).toBe(401);
    expect(taken()).toHaveLength(2);
    const two = { ...signed, "webhook-signature": `v1,AAAA ${signed["webhook-signature"]}` };
    expect([await post(body, two), await post(body, signed)]).toEqual([204, 204]);
    await until(() => taken().length === 3 || undefined);
    expect(taken()).toHaveLength(3);
    await webhooks.registry.remove(hook);
    await killed(program);
  });
