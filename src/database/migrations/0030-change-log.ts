import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * The change log: whoever changes a row of a table, by whatever statement, has it in `change` in the same transaction. A later
 * migration that makes a table calls `log_changes` on it.
 */
export class ChangeLog1632268800030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    await runner.query(FUNCTIONS);
    await runner.query(CURSOR);
    await runner.query(ALL_TABLES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SELECT forget_changes(c.oid) FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r';
      DROP FUNCTION forget_changes; DROP FUNCTION log_changes; DROP FUNCTION raise_commit; DROP FUNCTION change_cursor; DROP FUNCTION change_position;
      DROP TABLE "change", "change_lineage"`);
  }
}

const TABLES = `
-- A sequence that caches nothing is in the order of real time. The whole row stands before and after; which of them is absent
-- says whether it was inserted or deleted.
CREATE TABLE "change" (
  "seq" bigint GENERATED ALWAYS AS IDENTITY,
  "xid" xid8 NOT NULL DEFAULT pg_current_xact_id(),
  "at" timestamptz NOT NULL DEFAULT statement_timestamp(),
  "entity" text COLLATE "C" NOT NULL,
  "id" text COLLATE "C" NOT NULL,
  "before" jsonb,
  "after" jsonb,
  "actor" text COLLATE "C" DEFAULT coalesce(nullif(current_setting('cuulong.actor', true), ''), session_user),
  "request" text COLLATE "C" DEFAULT nullif(current_setting('cuulong.request', true), ''),
  CONSTRAINT "change_key" PRIMARY KEY ("seq"),
  CONSTRAINT "change_image_check" CHECK ("before" IS NOT NULL OR "after" IS NOT NULL)
);
CREATE INDEX "change_xid_seq_index" ON "change" ("xid", "seq");

-- One row: which history the transactions' numbers belong to, the key that its cursors are signed with, and up to which
-- transaction the log may have been trimmed.
CREATE TABLE "change_lineage" (
  "one" boolean NOT NULL DEFAULT true,
  "id" bytea NOT NULL DEFAULT substr(uuid_send(gen_random_uuid()), 1, 4),
  "key" bytea NOT NULL DEFAULT uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()),
  "system_identifier" bigint NOT NULL,
  "database" oid NOT NULL,
  "timeline" text NOT NULL,
  "trimmed_xid" xid8 NOT NULL DEFAULT '0',
  CONSTRAINT "change_lineage_key" PRIMARY KEY ("one"),
  CONSTRAINT "change_lineage_one_check" CHECK ("one")
);
INSERT INTO "change_lineage" ("system_identifier", "database", "timeline")
SELECT c.system_identifier, d.oid, substr(pg_walfile_name(pg_current_wal_insert_lsn()), 1, 8)
FROM pg_control_system() c, pg_database d WHERE d.datname = current_database();
`;

const FUNCTIONS = `
-- A commit that is not waited for can be seen, and handed on, before a crash takes it back.
CREATE FUNCTION raise_commit() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('synchronous_commit') = 'off' THEN PERFORM set_config('synchronous_commit', 'local', true); END IF;
END
$$;

-- Has the changes of a table logged. Columns that triggers derive from other rows can be left out: they are in no image, and a
-- row of which nothing else changes has not changed. The triggers' names come before those of all others, so that what those
-- write follows the row that they write it of.
CREATE FUNCTION log_changes(logged regclass, derived text[] DEFAULT '{}') RETURNS void LANGUAGE plpgsql AS $body$
DECLARE
  keys text[] := ARRAY(
    SELECT quote_ident(a.attname) FROM pg_index i CROSS JOIN unnest(i.indkey::int2[]) WITH ORDINALITY k (number, place)
    JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number
    WHERE i.indrelid = logged AND i.indisprimary ORDER BY k.place);
  key_of_old text := array_to_string(ARRAY(SELECT 'o.' || k || '::text' FROM unnest(keys) k), $$ || ' ' || $$);
  key_of_new text := array_to_string(ARRAY(SELECT 'n.' || k || '::text' FROM unnest(keys) k), $$ || ' ' || $$);
  without text := CASE WHEN derived = '{}' THEN '' ELSE format(' - %L::text[]', derived) END;
  differs text := CASE WHEN derived = '{}' THEN 'true'
    ELSE format('to_jsonb(o)%1$s IS DISTINCT FROM to_jsonb(n)%1$s', without) END;
  name text := (SELECT relname FROM pg_class WHERE oid = logged);
  function_name text := quote_ident('change_of_' || name);
BEGIN
  EXECUTE format($$
    CREATE FUNCTION %1$s() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $function$
    BEGIN
      PERFORM raise_commit();
      IF TG_OP = 'INSERT' THEN
        INSERT INTO change (entity, id, after) SELECT %2$L, %4$s, to_jsonb(n)%5$s FROM new_rows n;
      ELSIF TG_OP = 'UPDATE' THEN
        -- A changed key is one row that goes and another that comes.
        INSERT INTO change (entity, id, before, after) SELECT %2$L, coalesce(%4$s, %3$s), to_jsonb(o)%5$s, to_jsonb(n)%5$s
        FROM old_rows o FULL JOIN new_rows n USING (%6$s) WHERE (o.*) IS DISTINCT FROM (n.*) AND %7$s;
      ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO change (entity, id, before) SELECT %2$L, %3$s, to_jsonb(o)%5$s FROM old_rows o;
      ELSE
        INSERT INTO change (entity, id, before) SELECT %2$L, %3$s, to_jsonb(o)%5$s FROM %8$s o;
      END IF;
      RETURN NULL;
    END
    $function$ $$,
    function_name, name, key_of_old, key_of_new, without, array_to_string(keys, ', '), differs, logged);
  EXECUTE format($$
    CREATE TRIGGER change_insert AFTER INSERT ON %1$s REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION %2$s();
    CREATE TRIGGER change_update AFTER UPDATE ON %1$s REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION %2$s();
    CREATE TRIGGER change_delete AFTER DELETE ON %1$s REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION %2$s();
    CREATE TRIGGER change_truncate BEFORE TRUNCATE ON %1$s FOR EACH STATEMENT EXECUTE FUNCTION %2$s();
    ALTER TABLE %1$s ENABLE ALWAYS TRIGGER change_insert, ENABLE ALWAYS TRIGGER change_update,
      ENABLE ALWAYS TRIGGER change_delete, ENABLE ALWAYS TRIGGER change_truncate;
  $$, logged, function_name);
END
$body$;

CREATE FUNCTION forget_changes(logged regclass) RETURNS void LANGUAGE plpgsql AS $body$
BEGIN
  EXECUTE format('DROP FUNCTION IF EXISTS %I() CASCADE', 'change_of_' || (SELECT relname FROM pg_class WHERE oid = logged));
END
$body$;
`;

/** What a statement has seen, as src/changes has it; src/changes/position.ts says why it is this. */
const CURSOR = `
CREATE FUNCTION change_position(OUT xmax xid8, OUT "out" xid8[]) LANGUAGE sql STABLE AS $$
  SELECT last.next, ARRAY(SELECT x FROM pg_snapshot_xip(pg_current_snapshot()) x WHERE x < last.next ORDER BY x)
  FROM (
    SELECT (greatest((SELECT max(xid) FROM change), (SELECT trimmed_xid FROM change_lineage))::text::numeric + 1)::text::xid8 AS next
  ) last
$$;
CREATE FUNCTION change_cursor() RETURNS text LANGUAGE sql STABLE AS $$
  SELECT translate(encode(convert_to(concat(said.body, '.', left(encode(sha256(l.key || convert_to(said.body, 'UTF8') || l.key), 'hex'), 8)), 'UTF8'), 'base64'),
    E'+/=\\n', '-_')
  FROM change_lineage l, change_position() p, LATERAL (
    SELECT concat_ws('.', '1', encode(l.id, 'hex'), p.xmax, array_to_string(p."out", ','), '') AS body
  ) said
$$;
`;

/** The table \`thing\` is written by triggers from the others; classes of figures are numbers of ours. */
const ALL_TABLES = `
SELECT log_changes(c.oid, CASE c.relname WHEN 'observation' THEN '{sum_class,mean_class,cell}'::text[] ELSE '{}' END)
FROM pg_class c
WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'
  AND c.relname NOT IN ('thing', 'figure_class', 'change', 'change_lineage', 'migrations')
ORDER BY c.relname`;
