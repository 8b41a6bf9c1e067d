SELECT to_json((
  SELECT o$
  FROM (
    SELECT ARRAY(
      SELECT o$
      FROM (
        SELECT (
          SELECT o$
          FROM (
            SELECT t5."code" AS "code", t5."name" AS "name", t5."position" AS "position"
            FROM LATERAL (
              SELECT t6.*
              FROM "dimension_member" t6
              WHERE t6."id" = (
                SELECT member_id
                FROM "coordinate"
                WHERE observation_id = t1."id" AND dimension = $5::text
              )
            ) t5
            LIMIT 1
          ) o$
        ) AS "member", CASE
        WHEN t7."id" IS NOT NULL THEN (
          SELECT o$
          FROM (
            SELECT t7."name" AS "name" 
          ) o$
        ) END AS "subject", t1."value"::text AS "value"
        FROM (
          SELECT t1.*
          FROM (
            SELECT *
            FROM "observation"
            WHERE "superseded_by_id" IS NULL
          ) t1
          WHERE t1."breakdown" = $3::text AND EXISTS (
            SELECT
            FROM "indicator" t4
            WHERE t4."id" = t1."indicator_id" AND (t4."code" = $4::text)
          )
          ORDER BY (
            SELECT t2."position"
            FROM LATERAL (
              SELECT t3.*
              FROM "dimension_member" t3
              WHERE t3."id" = (
                SELECT member_id
                FROM "coordinate"
                WHERE observation_id = t1."id" AND dimension = $1::text
              )
            ) t2
          ) ASC NULLS LAST, (
            SELECT member_id
            FROM "coordinate"
            WHERE observation_id = t1."id" AND dimension = $2::text
          ) ASC NULLS LAST, t1."value" DESC NULLS LAST, t1."id" ASC NULLS LAST
          LIMIT 50
        ) t1
        LEFT JOIN "thing" t7 ON t7."id" = t1."subject_id"
        ORDER BY (
          SELECT t2."position"
          FROM LATERAL (
            SELECT t3.*
            FROM "dimension_member" t3
            WHERE t3."id" = (
              SELECT member_id
              FROM "coordinate"
              WHERE observation_id = t1."id" AND dimension = $1::text
            )
          ) t2
        ) ASC NULLS LAST, (
          SELECT member_id
          FROM "coordinate"
          WHERE observation_id = t1."id" AND dimension = $2::text
        ) ASC NULLS LAST, t1."value" DESC NULLS LAST, t1."id" ASC NULLS LAST
      ) o$
    ) AS "nodes", ARRAY(
      SELECT o$
      FROM (
        SELECT (
          SELECT o$
          FROM (
            SELECT (
              SELECT o$
              FROM (
                SELECT t9."code" AS "code", t9."name" AS "name", t9."name_en" AS "nameEn"
                FROM "dimension_member" t9
                WHERE t9."id" = g.k0
              ) o$
            ) AS "member"
          ) o$
        ) AS "keys", g.m0 AS "count", (
          SELECT o$
          FROM (
            SELECT CASE
            WHEN g.m2 IS NULL THEN g.m1::text
            ELSE refuse(g.m2)::text END AS "value"
          ) o$
        ) AS "max"
        FROM (
          SELECT *
          FROM (
            SELECT (
              SELECT member_id
              FROM "coordinate"
              WHERE observation_id = t8."id" AND dimension = $6::text
            ) AS k0, (count(*))::integer AS m0, trim_scale(max(t8."value")) AS m1, (CASE
            WHEN min(t8.unit COLLATE "C") FILTER (WHERE t8."value" IS NOT NULL) <> max(t8.unit COLLATE "C") FILTER (WHERE t8."value" IS NOT NULL) THEN format('max: value: the group has figures in unlike units, among them %s and %s; group by unit, or choose one.', min(t8.unit COLLATE "C") FILTER (WHERE t8."value" IS NOT NULL), max(t8.unit COLLATE "C") FILTER (WHERE t8."value" IS NOT NULL)) END) AS m2, count(*) AS n
            FROM (
              SELECT *
              FROM "observation"
              WHERE "superseded_by_id" IS NULL
            ) t8
            WHERE t8."breakdown" = $7::text AND EXISTS (
              SELECT
              FROM "indicator" t11
              WHERE t11."id" = t8."indicator_id" AND (t11."code" = $8::text)
            ) GROUP BY 1
          ) g
          ORDER BY (
            SELECT t10."position"
            FROM "dimension_member" t10
            WHERE t10."id" = k0
          ) ASC NULLS LAST, k0 ASC NULLS LAST
          LIMIT 50
        ) g
      ) o$
    ) AS "groups"
  ) o$
)) AS "0"
WHERE ((
  SELECT count(*)
  FROM "dimension"
  WHERE code = ANY ($9::text[])
) = cardinality($9::text[]) OR known_codes('dimension', $9::text[], $10::text)) AND ((
  SELECT count(*)
  FROM "dimension"
  WHERE code = ANY ($11::text[])
) = cardinality($11::text[]) OR known_codes('dimension', $11::text[], $12::text)) AND ((
  SELECT count(*)
  FROM "indicator"
  WHERE code = ANY ($13::text[])
) = cardinality($13::text[]) OR known_codes('indicator', $13::text[], $14::text)) AND ((
  SELECT count(*)
  FROM "dimension"
  WHERE code = ANY ($15::text[])
) = cardinality($15::text[]) OR known_codes('dimension', $15::text[], $16::text))
