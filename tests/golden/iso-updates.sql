WITH "once 0" AS MATERIALIZED (
  SELECT written_otherwise($8::text, true) AS value
), "once 1" AS MATERIALIZED (
  SELECT written_otherwise($17::text, true) AS value
) SELECT to_json((
  SELECT o$
  FROM (
    SELECT ARRAY(
      SELECT o$
      FROM (
        SELECT (
          SELECT o$
          FROM (
            SELECT (
              SELECT o$
              FROM (
                SELECT t2."code" AS "code", t2."name" AS "name"
                FROM "dimension_member" t2
                WHERE t2."id" = g.k0
              ) o$
            ) AS "member"
          ) o$
        ) AS "keys", (
          SELECT o$
          FROM (
            SELECT (CASE
            WHEN g.m1 <> 0 THEN trim_scale(sign((g.m0 * $4::numeric)) * sign(g.m1) * div(abs((g.m0 * $4::numeric)) * 2 * $5::numeric + abs(g.m1), 2 * abs(g.m1)) * $6::numeric) END)::text AS "value", g.m0::text AS "numerator", g.m1::text AS "denominator", concat(coalesce(g.m0::text, '?'), ' / ', coalesce(g.m1::text, '?'), ' × ', trim_scale($4::numeric), CASE
            WHEN (CASE
            WHEN g.m1 <> 0 THEN trim_scale(sign((g.m0 * $4::numeric)) * sign(g.m1) * div(abs((g.m0 * $4::numeric)) * 2 * $5::numeric + abs(g.m1), 2 * abs(g.m1)) * $6::numeric) END) * g.m1 = (g.m0 * $4::numeric) THEN ' = '
            ELSE ' ≈ ' END || (CASE
            WHEN g.m1 <> 0 THEN trim_scale(sign((g.m0 * $4::numeric)) * sign(g.m1) * div(abs((g.m0 * $4::numeric)) * 2 * $5::numeric + abs(g.m1), 2 * abs(g.m1)) * $6::numeric) END)) AS "formula", 'COMPUTED'::text AS "origin"
            WHERE g.m2 IS NULL OR refuse(g.m2) IS NULL
          ) o$
        ) AS "ratio"
        FROM (
          SELECT *
          FROM (
            SELECT (
              SELECT member_id
              FROM "coordinate"
              WHERE observation_id = t1."id" AND dimension = $1::text
            ) AS k0, trim_scale(sum(t1."value") FILTER (WHERE t1."breakdown" = $2::text)) AS m0, trim_scale(sum(t1."value") FILTER (WHERE t1."breakdown" = $3::text)) AS m1, coalesce('ratio: of: ' || (CASE
            WHEN min(t1.sum_class) FILTER (WHERE t1."value" IS NOT NULL AND t1."breakdown" = $2::text) <= 0 OR min(t1.sum_class) FILTER (WHERE t1."value" IS NOT NULL AND t1."breakdown" = $2::text) <> max(t1.sum_class) FILTER (WHERE t1."value" IS NOT NULL AND t1."breakdown" = $2::text) OR has_twice(array_agg(t1.cell) FILTER (WHERE t1.cell IS NOT NULL AND t1."value" IS NOT NULL AND t1."breakdown" = $2::text)) THEN figure_refusal('sum', min(t1.sum_class) FILTER (WHERE t1."value" IS NOT NULL AND t1."breakdown" = $2::text), max(t1.sum_class) FILTER (WHERE t1."value" IS NOT NULL AND t1."breakdown" = $2::text)) END), 'ratio: to: ' || (CASE
            WHEN min(t1.sum_class) FILTER (WHERE t1."value" IS NOT NULL AND t1."breakdown" = $3::text) <= 0 OR min(t1.sum_class) FILTER (WHERE t1."value" IS NOT NULL AND t1."breakdown" = $3::text) <> max(t1.sum_class) FILTER (WHERE t1."value" IS NOT NULL AND t1."breakdown" = $3::text) OR has_twice(array_agg(t1.cell) FILTER (WHERE t1.cell IS NOT NULL AND t1."value" IS NOT NULL AND t1."breakdown" = $3::text)) THEN figure_refusal('sum', min(t1.sum_class) FILTER (WHERE t1."value" IS NOT NULL AND t1."breakdown" = $3::text), max(t1.sum_class) FILTER (WHERE t1."value" IS NOT NULL AND t1."breakdown" = $3::text)) END), CASE
            WHEN trim_scale(sum(t1."value") FILTER (WHERE t1."breakdown" = $2::text)) IS NOT NULL AND trim_scale(sum(t1."value") FILTER (WHERE t1."breakdown" = $3::text)) IS NOT NULL THEN 'ratio: ' || quotient_refusal(min(t1."unit" COLLATE "C") FILTER (WHERE t1."value" IS NOT NULL AND t1."breakdown" = $2::text), min(t1."unit" COLLATE "C") FILTER (WHERE t1."value" IS NOT NULL AND t1."breakdown" = $3::text)) END) AS m2, count(*) AS n
            FROM (
              SELECT *
              FROM "observation"
              WHERE "superseded_by_id" IS NULL
            ) t1
            WHERE (fold(t1."breakdown") LIKE fold($7::text) || '%' OR ((
              SELECT value
              FROM "once 0"
            ) IS NOT NULL AND fold(t1."breakdown") LIKE ANY(ARRAY[((
              SELECT value
              FROM "once 0"
            ))[2], ((
              SELECT value
              FROM "once 0"
            ))[3], ((
              SELECT value
              FROM "once 0"
            ))[4], ((
              SELECT value
              FROM "once 0"
            ))[5]]) AND fold(t1."breakdown") ~ ((
              SELECT value
              FROM "once 0"
            ))[1])) AND EXISTS (
              SELECT
              FROM "indicator" t4
              WHERE t4."id" = t1."indicator_id" AND (t4."code" = $9::text)
            ) AND t1."subject_id" = $10::text GROUP BY 1
          ) g
          ORDER BY (
            SELECT t3."position"
            FROM "dimension_member" t3
            WHERE t3."id" = k0
          ) ASC NULLS LAST, k0 ASC NULLS LAST
          LIMIT 50
        ) g
      ) o$
    ) AS "groups", ARRAY(
      SELECT o$
      FROM (
        SELECT (
          SELECT o$
          FROM (
            SELECT (CASE
            WHEN g.m1 <> 0 THEN trim_scale(sign((g.m0 * $13::numeric)) * sign(g.m1) * div(abs((g.m0 * $13::numeric)) * 2 * $14::numeric + abs(g.m1), 2 * abs(g.m1)) * $15::numeric) END)::text AS "value", concat(coalesce(g.m0::text, '?'), ' / ', coalesce(g.m1::text, '?'), ' × ', trim_scale($13::numeric), CASE
            WHEN (CASE
            WHEN g.m1 <> 0 THEN trim_scale(sign((g.m0 * $13::numeric)) * sign(g.m1) * div(abs((g.m0 * $13::numeric)) * 2 * $14::numeric + abs(g.m1), 2 * abs(g.m1)) * $15::numeric) END) * g.m1 = (g.m0 * $13::numeric) THEN ' = '
            ELSE ' ≈ ' END || (CASE
            WHEN g.m1 <> 0 THEN trim_scale(sign((g.m0 * $13::numeric)) * sign(g.m1) * div(abs((g.m0 * $13::numeric)) * 2 * $14::numeric + abs(g.m1), 2 * abs(g.m1)) * $15::numeric) END)) AS "formula"
            WHERE g.m2 IS NULL OR refuse(g.m2) IS NULL
          ) o$
        ) AS "ratio"
        FROM (
          SELECT *
          FROM (
            SELECT trim_scale(sum(t5."value") FILTER (WHERE t5."breakdown" = $11::text)) AS m0, trim_scale(sum(t5."value") FILTER (WHERE t5."breakdown" = $12::text)) AS m1, coalesce('ratio: of: ' || (CASE
            WHEN min(t5.sum_class) FILTER (WHERE t5."value" IS NOT NULL AND t5."breakdown" = $11::text) <= 0 OR min(t5.sum_class) FILTER (WHERE t5."value" IS NOT NULL AND t5."breakdown" = $11::text) <> max(t5.sum_class) FILTER (WHERE t5."value" IS NOT NULL AND t5."breakdown" = $11::text) OR has_twice(array_agg(t5.cell) FILTER (WHERE t5.cell IS NOT NULL AND t5."value" IS NOT NULL AND t5."breakdown" = $11::text)) THEN figure_refusal('sum', min(t5.sum_class) FILTER (WHERE t5."value" IS NOT NULL AND t5."breakdown" = $11::text), max(t5.sum_class) FILTER (WHERE t5."value" IS NOT NULL AND t5."breakdown" = $11::text)) END), 'ratio: to: ' || (CASE
            WHEN min(t5.sum_class) FILTER (WHERE t5."value" IS NOT NULL AND t5."breakdown" = $12::text) <= 0 OR min(t5.sum_class) FILTER (WHERE t5."value" IS NOT NULL AND t5."breakdown" = $12::text) <> max(t5.sum_class) FILTER (WHERE t5."value" IS NOT NULL AND t5."breakdown" = $12::text) OR has_twice(array_agg(t5.cell) FILTER (WHERE t5.cell IS NOT NULL AND t5."value" IS NOT NULL AND t5."breakdown" = $12::text)) THEN figure_refusal('sum', min(t5.sum_class) FILTER (WHERE t5."value" IS NOT NULL AND t5."breakdown" = $12::text), max(t5.sum_class) FILTER (WHERE t5."value" IS NOT NULL AND t5."breakdown" = $12::text)) END), CASE
            WHEN trim_scale(sum(t5."value") FILTER (WHERE t5."breakdown" = $11::text)) IS NOT NULL AND trim_scale(sum(t5."value") FILTER (WHERE t5."breakdown" = $12::text)) IS NOT NULL THEN 'ratio: ' || quotient_refusal(min(t5."unit" COLLATE "C") FILTER (WHERE t5."value" IS NOT NULL AND t5."breakdown" = $11::text), min(t5."unit" COLLATE "C") FILTER (WHERE t5."value" IS NOT NULL AND t5."breakdown" = $12::text)) END) AS m2, count(*) AS n
            FROM (
              SELECT *
              FROM "observation"
              WHERE "superseded_by_id" IS NULL
            ) t5
            WHERE (fold(t5."breakdown") LIKE fold($16::text) || '%' OR ((
              SELECT value
              FROM "once 1"
            ) IS NOT NULL AND fold(t5."breakdown") LIKE ANY(ARRAY[((
              SELECT value
              FROM "once 1"
            ))[2], ((
              SELECT value
              FROM "once 1"
            ))[3], ((
              SELECT value
              FROM "once 1"
            ))[4], ((
              SELECT value
              FROM "once 1"
            ))[5]]) AND fold(t5."breakdown") ~ ((
              SELECT value
              FROM "once 1"
            ))[1])) AND EXISTS (
              SELECT
              FROM "indicator" t6
              WHERE t6."id" = t5."indicator_id" AND (t6."code" = $18::text)
            ) AND t5."subject_id" = $19::text
          ) g
          LIMIT 50
        ) g
      ) o$
    ) AS "all"
  ) o$
)) AS "0"
WHERE ((
  SELECT count(*)
  FROM "indicator"
  WHERE code = ANY ($20::text[])
) = cardinality($20::text[]) OR known_codes('indicator', $20::text[], $21::text)) AND ((
  SELECT count(*)
  FROM "dimension"
  WHERE code = ANY ($22::text[])
) = cardinality($22::text[]) OR known_codes('dimension', $22::text[], $23::text)) AND ((
  SELECT count(*)
  FROM "dimension"
  WHERE code = ANY ($24::text[])
) = cardinality($24::text[]) OR known_codes('dimension', $24::text[], $25::text)) AND ((
  SELECT count(*)
  FROM "dimension"
  WHERE code = ANY ($26::text[])
) = cardinality($26::text[]) OR known_codes('dimension', $26::text[], $27::text)) AND ((
  SELECT count(*)
  FROM "dimension"
  WHERE code = ANY ($28::text[])
) = cardinality($28::text[]) OR known_codes('dimension', $28::text[], $29::text)) AND ((
  SELECT count(*)
  FROM "dimension"
  WHERE code = ANY ($30::text[])
) = cardinality($30::text[]) OR known_codes('dimension', $30::text[], $31::text))
