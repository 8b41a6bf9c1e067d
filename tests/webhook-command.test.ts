import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { addressOf, connect, newFolder, postgresIsGone, run, until } from "./processes.js";
import { answering, type Received, receive, takes } from "./receivers.js";
import { scraped } from "./series.js";
import { had, LOCAL, short, signedWith } from "./webhooks.js";

const dataDir = newFolder();
const variables = { DATA_DIR: dataDir, REPORTS_DIR: newFolder(), ...LOCAL, WEBHOOK_MAX_ATTEMPTS: "1" };

/** Runs a command on webhooks; returns what it wrote where it ends with a code. */
async function webhook(args: string[], code = 0, more: Record<string, string> = {}): Promise<string> {
  const { exit, output, stdout } = run(["webhook", ...args], { ...variables, ...more });
  expect([await exit, output()]).toEqual([code, expect.any(String)]);
  expect(stdout()).toBe(code === 0 ? output() : "");
  return output();
}

test("Webhooks are managed beside a server that runs on the same data, and their secrets are shown once", async () => {
  expect(await run(["migrate"], variables).exit).toBe(0);
  const serve = run(["serve"], variables);
  const address = await addressOf(serve);
  const writer = await until(() => connect(dataDir));
  const insert = (id: string) =>
    writer.query("INSERT INTO topic (id, name) VALUES ($1, $2)", [`topic:${id}`, id]);
  const receiver = await receive();
  const file = join(newFolder(), "topics.graphql");
  writeFileSync(
    file,
    "subscription Topics($name: String) {\n  topicChanged(where: { name: { ne: $name } }) { node { name } }\n}\n",
  );
  const url = `${receiver.url}?key=for-the-partner`;
  const added = await webhook(["add", "partner", url, file, "--variables", '{"name": "unwanted"}']);
  const [, secret = ""] =
    /^(whsec_\S+)\nThis secret, with which partner is signed, is not shown again\.\n$/.exec(added) ?? [];
  await insert("unwanted");
  await insert("a");
  const [first] = await had(receiver, 1);
  expect(signedWith(first as Received, [secret])).toEqual([true]);
  expect(short(receiver)).toEqual(["insert topic:a"]);

  receiver.behave = answering(400);
  await insert("b");
  await until(async () => (await writer.query("SELECT FROM webhook_dead_letter")).rowCount || undefined);
  const [shown, listed] = await Promise.all([webhook(["show", "partner", "--bodies"]), webhook(["list"])]);
  for (const words of [
    "State         ACTIVE\n",
    'Variables     {"name":"unwanted"}',
    "Document      subscription Topics(",
    "Dead letters  1\n",
    "after 1 attempts: HTTP 400\n",
    String(receiver.received[1]?.body),
    url,
  ])
    expect(shown).toContain(words);
  expect(listed).toMatch(
    /^Name +State +Waiting +Attempts +Dead letters +Last delivered +Endpoint\npartner +ACTIVE +– +0 +1 +20\S+Z +http:\/\/127\.0\.0\.1:\d+\n {2}HTTP 400\n$/,
  );
  receiver.behave = takes;
  expect(await webhook(["replay", "partner"])).toBe("1 dead letters of partner are to be sent again.\n");
  await had(receiver, 3);
  expect(short(receiver)).toEqual(["insert topic:a", "insert topic:b", "insert topic:b"]);

  const [, newer = ""] = /^(whsec_\S+)\n/.exec(await webhook(["rotate", "partner"])) ?? [];
  expect(newer).not.toBe(secret);
  expect(await webhook(["rotate", "partner", "--finish"])).toBe(
    "partner is signed with its newest secret alone.\n",
  );
  expect(await webhook(["pause", "partner"])).toMatch(/^partner is paused/);
  // Whoever delivers it hears of that within a second.
  await until(
    async () => !(await scraped({ address })).has('cuulong_webhook_lag_seconds{webhook="partner"}'),
  );
  await insert("c");
  const { cursor } = (first as Received).event.data.topicChanged;
  expect(await webhook(["replay", "partner", "--after", cursor])).toMatch(
    /^partner goes on from behind the cursor\.\nIt is paused, /,
  );
  expect(await webhook(["resume", "partner"])).toBe("partner goes on from where it is.\n");
  await had(receiver, 5);
  expect(short(receiver).slice(3)).toEqual(["insert topic:b", "insert topic:c"]);
  expect(signedWith(receiver.received[4] as Received, [secret, newer])).toEqual([false, true]);

  for (const output of [listed, shown, serve.output()]) expect(output).not.toMatch(/whsec_/);
  for (const output of [listed, serve.output()]) expect(output).not.toContain("for-the-partner");
  expect(await webhook(["remove", "partner"])).toMatch(/^partner is removed/);
  expect(await webhook(["list"])).toBe("There are no webhooks.\n");
  expect(await webhook(["show", "partner"], 1)).toMatch(/^There is no webhook partner; /);
  await writer.end();
  serve.child.kill("SIGTERM");
  expect(await serve.exit).toBe(0);
  await postgresIsGone(dataDir);
}, 600_000);
