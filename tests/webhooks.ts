import { createHmac, timingSafeEqual } from "node:crypto";
import type pg from "pg";
import { Registry, type WebhookInFull } from "../src/webhooks/registry.js";
import { useWriter } from "./harness.js";
import { until } from "./processes.js";
import type { Received, Receiver } from "./receivers.js";

/** What lets a server send to receivers of tests. */
export const LOCAL = { WEBHOOK_ALLOW_HTTP: "on", WEBHOOK_ALLOW_PRIVATE: "on" };

/** What follows the topics of a test. */
export const TOPICS = "subscription { topicChanged { node { name } changed } }";

/** A test's webhooks: what manages them, and who changes topics. */
export interface TestWebhooks {
  registry: Registry;
  writer: pg.Client;
  /** Adds one for a receiver; returns its secret. */
  add(
    name: string,
    to: { url: string },
    query?: string,
    variables?: Record<string, unknown>,
  ): Promise<string>;
  insert(...ids: string[]): Promise<void>;
  rename(id: string, name: string): Promise<void>;
  /** Waits until something is true of a webhook; returns it. */
  when(name: string, holds: (webhook: WebhookInFull) => boolean): Promise<WebhookInFull>;
}

/** Manages webhooks of a database, as the command line does. */
export function useWebhooks(database: { url: string }): TestWebhooks {
  const made = {} as TestWebhooks;
  useWriter(database, (writer) => {
    const registry = new Registry(writer);
    Object.assign(made, {
      registry,
      writer,
      add: (name, { url }, query = TOPICS, variables = {}) => registry.add({ name, url, query, variables }),
      async insert(...ids) {
        for (const id of ids)
          await writer.query("INSERT INTO topic (id, name) VALUES ($1, $2)", [`topic:${id}`, id]);
      },
      async rename(id, name) {
        await writer.query("UPDATE topic SET name = $2 WHERE id = $1", [`topic:${id}`, name]);
      },
      when: (name, holds) =>
        until(async () => {
          const webhook = await registry.find(name);
          return holds(webhook) ? webhook : undefined;
        }),
    } satisfies TestWebhooks);
  });
  return made;
}

/** Waits until a receiver has had so many requests. */
export const had = (receiver: Receiver, count: number): Promise<Received[]> =>
  until(() => (receiver.received.length >= count ? receiver.received : undefined), 10);

/** What came, in short. */
export const short = ({ received }: Receiver): string[] =>
  received.map(({ event: { type, subject } }) => [type.split(".").at(-1), subject].filter(Boolean).join(" "));

/** With which of some secrets a request is signed; written from the description of Standard Webhooks. */
export function signedWith({ headers, body }: Received, secrets: readonly string[]): boolean[] {
  const signatures = String(headers["webhook-signature"]).split(" ");
  return secrets.map((secret) => {
    const mac = createHmac("sha256", Buffer.from(secret.replace("whsec_", ""), "base64"));
    mac.update(`${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`);
    const expected = Buffer.from(`v1,${mac.digest("base64")}`);
    return signatures.some(
      (one) => one.length === expected.length && timingSafeEqual(Buffer.from(one), expected),
    );
  });
}
