import type { MigrationInterface, QueryRunner } from "typeorm";

/** Whoever follows the change log has PostgreSQL wait for the next commit, rather than ask it every so often. */
export class ChangeWait1632268800038 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(WAIT);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP FUNCTION change_wait");
  }
}

const WAIT = `
-- Returns when something has been committed since a snapshot was taken, or after the patience; it looks once an interval. Both are
-- in milliseconds. Every statement within has a snapshot of its own where transactions are READ COMMITTED.
CREATE FUNCTION change_wait(since text, interval_ms double precision, patience_ms double precision) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  give_up timestamptz := clock_timestamp() + patience_ms * interval '1 millisecond';
BEGIN
  LOOP
    PERFORM pg_sleep(interval_ms / 1000);
    EXIT WHEN pg_current_snapshot()::text <> since OR clock_timestamp() >= give_up;
  END LOOP;
END
$$;
`;
