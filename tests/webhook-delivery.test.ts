import { forgetLineage } from "../src/changes/lineage.js";
import { trim } from "../src/changes/trim.js";
import { useDatabase, useServer } from "./harness.js";
import { until } from "./processes.js";
import { scraped } from "./series.js";
import { answering, receive, takes } from "./receivers.js";
import { had, LOCAL, short, signedWith, useWebhooks } from "./webhooks.js";

const database = useDatabase();
const server = useServer(database, LOCAL);
const webhooks = useWebhooks(database);

test("What happens to rows is sent in order, as CloudEvents that are signed", async () => {
  const receiver = await receive();
  const secret = await webhooks.add("ordinary", receiver);
  await webhooks.insert("a");
  await webhooks.rename("a", "A");
  await had(receiver, 2);
  await webhooks.writer.query("DELETE FROM topic WHERE id = 'topic:a'");
  const [inserted, updated, deleted] = await had(receiver, 3);
  expect(inserted?.event).toMatchObject({
    specversion: "1.0",
    source: "/webhooks/ordinary",
    type: "vn.cuulong.topic.insert",
    subject: "topic:a",
    datacontenttype: "application/json",
    data: { topicChanged: { operation: "INSERT", id: "topic:a", changed: [], reset: null } },
  });
  expect(updated?.event).toMatchObject({
    type: "vn.cuulong.topic.update",
    data: { topicChanged: { node: { name: "A" }, changed: ["name"] } },
  });
  expect(deleted?.event).toMatchObject({
    type: "vn.cuulong.topic.delete",
    data: { topicChanged: { node: null } },
  });
  const ids = receiver.received.map(({ event }) => event.id);
  expect(new Set(ids).size).toBe(3);
  for (const request of receiver.received) {
    expect(request.headers["content-type"]).toBe("application/cloudevents+json; charset=utf-8");
    expect(request.headers["webhook-id"]).toBe(request.event.id);
    expect(Math.abs(Date.now() / 1000 - Number(request.headers["webhook-timestamp"]))).toBeLessThan(60);
    expect(Math.abs(Date.now() - Date.parse(request.event.time))).toBeLessThan(60_000);
    expect(signedWith(request, [secret, "whsec_AAAA"])).toEqual([true, false]);
    expect(signedWith({ ...request, body: request.body.replace("topic", "topik") }, [secret])).toEqual([
      false,
    ]);
  }
});

test("A filter and its variables choose the events, and a row that leaves the set is deleted from it", async () => {
  const receiver = await receive();
  const query = `subscription Named($name: String) {
    told: topicChanged(where: { name: { startsWith: $name } }) { node { id name } }
  }`;
  await webhooks.add("filtered", receiver, query, { name: "chosen" });
  await webhooks.insert("chosen-1", "other", "chosen-2");
  await webhooks.rename("chosen-1", "gone");
  expect((await had(receiver, 3)).map(({ event }) => event.data.told.id)).toEqual([
    "topic:chosen-1",
    "topic:chosen-2",
    "topic:chosen-1",
  ]);
  expect(short(receiver)).toEqual([
    "insert topic:chosen-1",
    "insert topic:chosen-2",
    "delete topic:chosen-1",
  ]);
  await webhooks.registry.remove("filtered");
});

test("An event that is not taken is sent again under the same id, before any that follow it", async () => {
  let times = 0;
  const receiver = await receive((response, received) => {
    times += 1;
    (times === 1 || times === 3 ? answering(500) : takes)(response, received);
  });
  await webhooks.add("stumbling", receiver);
  await webhooks.insert("s1", "s2", "s3");
  await had(receiver, 5);
  expect(short(receiver)).toEqual(["s1", "s1", "s2", "s2", "s3"].map((id) => `insert topic:${id}`));
  const ids = receiver.received.map(({ event }) => event.id);
  expect([ids[0], ids[2]]).toEqual([ids[1], ids[3]]);
  await webhooks.when("stumbling", ({ attempts, lastError }) => attempts === 0 && lastError === null);
  await webhooks.registry.remove("stumbling");
});

test("How far a webhook is, is written down with the success: what could not be written down is sent again", async () => {
  const receiver = await receive();
  await webhooks.add("unwritten", receiver);
  const { cursor } = await webhooks.registry.find("unwritten");
  await webhooks.writer.query(`
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'not now'; END $$;
    CREATE TRIGGER refuse BEFORE UPDATE OF cursor ON webhook FOR EACH ROW WHEN (NEW.name = 'unwritten') EXECUTE FUNCTION refuse()`);
  await webhooks.insert("u1");
  await had(receiver, 2);
  expect(await webhooks.registry.find("unwritten")).toMatchObject({ cursor, deliveredAt: null });
  await webhooks.writer.query("DROP TRIGGER refuse ON webhook; DROP FUNCTION refuse()");
  await webhooks.insert("u2");
  const told = await until(() => (short(receiver).includes("insert topic:u2") ? short(receiver) : undefined));
  expect(told.filter((one) => one === "insert topic:u2")).toHaveLength(1);
  expect(new Set(told.slice(0, -1))).toEqual(new Set(["insert topic:u1"]));
  expect((await webhooks.when("unwritten", ({ deliveredAt }) => deliveredAt !== null)).cursor).not.toBe(
    cursor,
  );
  await webhooks.registry.remove("unwritten");
});

test("While secrets are rotated, events are signed with both, then with the new one alone", async () => {
  const receiver = await receive();
  const old = await webhooks.add("rotated", receiver);
  // What is not known to have been delivered yet when secrets change is sent again.
  const delivered = async (id: string, count: number) => {
    const began = new Date();
    await webhooks.insert(id);
    const requests = await had(receiver, count);
    await webhooks.when("rotated", ({ deliveredAt }) => deliveredAt !== null && deliveredAt >= began);
    return requests;
  };
  await delivered("r1", 1);
  const secrets = [old, await webhooks.registry.rotate("rotated")];
  await expect(webhooks.registry.rotate("rotated")).rejects.toThrow("has two secrets already");
  await webhooks.when("rotated", ({ held }) => held);
  await delivered("r2", 2);
  await webhooks.registry.finishRotation("rotated");
  await webhooks.when("rotated", ({ held }) => held);
  const requests = await delivered("r3", 3);
  expect(requests.map((request) => signedWith(request, secrets))).toEqual([
    [true, false],
    [true, true],
    [false, true],
  ]);
  await webhooks.registry.remove("rotated");
});

/** Whether the server is at a webhook, as its metrics say. */
const isDelivered = async (name: string): Promise<boolean> =>
  (await scraped(server)).has(`cuulong_webhook_lag_seconds{webhook="${name}"}`);

test("A paused webhook is sent nothing, and everything once it is resumed; a removed one nothing more", async () => {
  const receiver = await receive();
  await webhooks.add("resting", receiver);
  await until(async () => (await isDelivered("resting")) || undefined);
  await webhooks.registry.pause("resting");
  await until(async () => !(await isDelivered("resting")) || undefined);
  const witness = await receive();
  await webhooks.add("witness", witness);
  await webhooks.insert("p1", "p2");
  await had(witness, 2);
  expect(receiver.received).toEqual([]);
  expect(await webhooks.registry.find("resting")).toMatchObject({
    state: "PAUSED",
    reason: "by its operator",
  });
  await webhooks.registry.resume("resting");
  await had(receiver, 2);
  await webhooks.registry.remove("resting");
  await until(async () => !(await isDelivered("resting")) || undefined);
  await webhooks.insert("p3");
  await had(witness, 3);
  expect(short(receiver)).toEqual(["insert topic:p1", "insert topic:p2"]);
  await webhooks.registry.remove("witness");
});

test("From a cursor of its own, a webhook is sent whatever followed", async () => {
  const receiver = await receive();
  await webhooks.add("again", receiver);
  await webhooks.insert("q1", "q2", "q3");
  const requests = await had(receiver, 3);
  await webhooks.when("again", ({ cursor }) => cursor === requests[2]?.event.data.topicChanged.cursor);
  await webhooks.registry.replayAfter("again", requests[0]?.event.data.topicChanged.cursor);
  await had(receiver, 5);
  expect(short(receiver).slice(3)).toEqual(["insert topic:q2", "insert topic:q3"]);
  await expect(webhooks.registry.replayAfter("again", "nonsense")).rejects.toThrow("is not a cursor");
  await webhooks.registry.remove("again");
});

test.each([
  ["The log no longer holds", "TRIMMED", () => trim(webhooks.writer, 0)],
  ["The database's history is another than", "HISTORY_CHANGED", () => forgetLineage(webhooks.writer)],
])(
  "%s what follows a webhook's cursor: it is sent a RESET (%s), and then what happens next",
  async (_why, reason, make) => {
    const receiver = await receive();
    const name = reason.toLowerCase().replace("_", "-");
    await webhooks.add(name, receiver);
    await webhooks.registry.pause(name);
    await webhooks.insert(`${name}-lost`);
    await make();
    await webhooks.registry.resume(name);
    await had(receiver, 1);
    await webhooks.insert(`${name}-next`);
    const [reset] = await had(receiver, 2);
    expect(reset?.event).toMatchObject({ data: { topicChanged: { operation: "RESET", reset: { reason } } } });
    expect(short(receiver)).toEqual(["reset", `insert topic:${name}-next`]);
    await webhooks.registry.remove(name);
  },
);

test("What an operator changes while a webhook is looked after ends the delivery of before", async () => {
  const receiver = await receive();
  await webhooks.add("raced", receiver);
  await webhooks.when("raced", ({ held }) => held);
  // An operator's change right behind the next renewal, and before what is free is claimed.
  await webhooks.writer.query(`
    CREATE TABLE meanwhile (); INSERT INTO meanwhile DEFAULT VALUES;
    CREATE FUNCTION meanwhile() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF EXISTS (SELECT FROM new_rows n JOIN old_rows o USING (name) WHERE name = 'raced' AND n.term = o.term AND n.held_until > o.held_until)
      THEN
        DELETE FROM meanwhile;
        IF FOUND THEN UPDATE webhook SET term = term + 1, held_until = '-infinity' WHERE name = 'raced'; END IF;
      END IF;
      RETURN NULL;
    END $$;
    CREATE TRIGGER meanwhile AFTER UPDATE ON webhook REFERENCING NEW TABLE AS new_rows OLD TABLE AS old_rows
      FOR EACH STATEMENT EXECUTE FUNCTION meanwhile()`);
  await until(async () => (await webhooks.writer.query("SELECT FROM meanwhile")).rowCount === 0 || undefined);
  await webhooks.when("raced", ({ held }) => held);
  await webhooks.writer.query(
    "DROP TRIGGER meanwhile ON webhook; DROP FUNCTION meanwhile(); DROP TABLE meanwhile",
  );
  await webhooks.insert("e1");
  await webhooks.when("raced", ({ deliveredAt }) => deliveredAt !== null);
  await webhooks.insert("e2");
  await until(() => short(receiver).includes("insert topic:e2") || undefined);
  expect(short(receiver)).toEqual(["insert topic:e1", "insert topic:e2"]);
  await webhooks.registry.remove("raced");
});
