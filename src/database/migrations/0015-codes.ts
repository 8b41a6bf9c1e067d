import type { MigrationInterface, QueryRunner } from "typeorm";

/** What has a code by which questions name it; a code that nothing has is refused with those that are like it. */
export class Codes1632268800015 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(CODES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION known_codes; DROP FUNCTION code_refusal; DROP VIEW "definition"; DROP INDEX "dimension_member_code_index"`);
  }
}

const CODES = `
CREATE INDEX "dimension_member_code_index" ON "dimension_member" ("code");
CREATE VIEW "definition" AS
SELECT 'indicator' AS kind, code, NULL AS inside FROM indicator
UNION ALL SELECT 'unit', code, NULL FROM unit
UNION ALL SELECT 'dimension', code, NULL FROM dimension
UNION ALL SELECT 'member', m.code, d.code FROM dimension_member m JOIN dimension d ON d.id = m.dimension_id WHERE m.code IS NOT NULL;

-- Why nothing is named by a code, and by which it may have been meant; NULL where something is, and where nothing has a code
-- yet. Members are looked for in one dimension, unless that is NULL or none.
CREATE FUNCTION code_refusal(asked text, wanted text, within text) RETURNS text LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  codes text[];
  near text[];
BEGIN
  IF EXISTS (SELECT FROM definition d WHERE d.kind = asked AND d.code = wanted AND (within IS NULL OR d.inside = within)) THEN
    RETURN NULL;
  END IF;
  IF NOT EXISTS (SELECT FROM definition d WHERE d.kind = 'dimension' AND d.code = within) THEN
    within := NULL;
  END IF;
  codes := ARRAY(SELECT DISTINCT code COLLATE "C" FROM definition d WHERE d.kind = asked AND (within IS NULL OR d.inside = within) ORDER BY 1);
  IF wanted = ANY (codes) OR cardinality(codes) = 0 THEN
    RETURN NULL;
  END IF;
  near := ARRAY(
    SELECT code FROM (
      SELECT code, fit, max(fit) OVER () AS best
      FROM unnest(codes) code CROSS JOIN LATERAL (SELECT similarity(fold(code), fold(left(wanted, 200))) AS fit) s
    ) fits
    WHERE fit > 0.1 AND fit > best / 2 ORDER BY fit DESC, code COLLATE "C" LIMIT 3);
  IF cardinality(near) = 0 AND cardinality(codes) <= 9 THEN
    near := codes;
  END IF;
  RETURN concat('There is no ', asked, ' ', CASE WHEN wanted ~ '^[a-z0-9.-]{1,80}$' THEN wanted ELSE '"' || left(wanted, 80) || '"' END,
    ' in the dimension ' || within,
    CASE WHEN cardinality(near) = 0
      THEN format('; see { %ss { nodes { code } } }.', CASE asked WHEN 'member' THEN 'dimensionMember' ELSE asked END)
      ELSE '; did you mean ' || concat_ws(' or ', nullif(array_to_string(near[:cardinality(near) - 1], ', '), ''), near[cardinality(near)]) || '?' END);
END
$$;

-- True, unless one of the codes is nothing's.
CREATE FUNCTION known_codes(asked text, codes text[], within text) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  wanted text;
  reason text;
BEGIN
  FOREACH wanted IN ARRAY codes LOOP
    reason := code_refusal(asked, wanted, within);
    IF reason IS NOT NULL THEN
      RAISE EXCEPTION USING ERRCODE = 'CL001', MESSAGE = reason;
    END IF;
  END LOOP;
  RETURN true;
END
$$;
`;
