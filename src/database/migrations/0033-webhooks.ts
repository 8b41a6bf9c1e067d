import type { MigrationInterface, QueryRunner } from "typeorm";

/** Webhooks: who is sent which events, how far each is, and what could not be delivered. None of it is in the log of changes. */
export class Webhooks1632268800033 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE "webhook_dead_letter", "webhook"`);
  }
}

const TABLES = `
-- Whoever delivers a webhook holds it until a moment and under a term: what they write counts as long as the term is theirs.
-- A change by an operator begins a new term.
CREATE TABLE "webhook" (
  "name" text COLLATE "C" NOT NULL,
  "url" text NOT NULL,
  "query" text NOT NULL,
  "variables" jsonb NOT NULL DEFAULT '{}',
  "secrets" text[] NOT NULL,
  "state" text NOT NULL DEFAULT 'ACTIVE',
  "reason" text,
  "created_at" timestamptz NOT NULL DEFAULT now(),
  "cursor" text NOT NULL DEFAULT change_cursor(),
  "term" bigint NOT NULL DEFAULT 0,
  "held_until" timestamptz NOT NULL DEFAULT '-infinity',
  "attempts" integer NOT NULL DEFAULT 0,
  "next_attempt_at" timestamptz NOT NULL DEFAULT '-infinity',
  "failing_since" timestamptz,
  "last_error" text,
  "behind_since" timestamptz,
  "delivered_at" timestamptz,
  "delivered_after" interval,
  CONSTRAINT "webhook_key" PRIMARY KEY ("name"),
  CONSTRAINT "webhook_name_check" CHECK ("name" ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  CONSTRAINT "webhook_secrets_check" CHECK (cardinality("secrets") BETWEEN 1 AND 2),
  CONSTRAINT "webhook_state_check" CHECK ("state" IN ('ACTIVE', 'PAUSED'))
);

-- Events that were given up, as they were last sent, in the order in which they were.
CREATE TABLE "webhook_dead_letter" (
  "seq" bigint GENERATED ALWAYS AS IDENTITY,
  "webhook" text COLLATE "C" NOT NULL,
  "event" text NOT NULL,
  "body" text NOT NULL,
  "attempts" integer NOT NULL,
  "last_error" text NOT NULL,
  "at" timestamptz NOT NULL DEFAULT now(),
  "replayed" boolean NOT NULL DEFAULT false,
  CONSTRAINT "webhook_dead_letter_key" PRIMARY KEY ("seq"),
  CONSTRAINT "webhook_dead_letter_webhook_fk" FOREIGN KEY ("webhook") REFERENCES "webhook" ("name") ON DELETE CASCADE
);
CREATE INDEX "webhook_dead_letter_webhook_index" ON "webhook_dead_letter" ("webhook", "seq");
`;
