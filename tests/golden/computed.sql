WITH "computation" AS MATERIALIZED (TABLE "computation") SELECT to_json((
  SELECT o$
  FROM (
    SELECT ARRAY(
      SELECT o$
      FROM (
        SELECT CASE
        WHEN t3."id" IS NOT NULL THEN (
          SELECT o$
          FROM (
            SELECT t3."name" AS "name" 
          ) o$
        ) END AS "indicator", CASE
        WHEN t4."id" IS NOT NULL THEN (
          SELECT o$
          FROM (
            SELECT t4."name" AS "name" 
          ) o$
        ) END AS "subject", t1."value"::text AS "value", t1."status" AS "status", (
          SELECT o$
          FROM (
            SELECT t5."value"::text AS "value", t5."least"::text AS "least", t5."greatest"::text AS "greatest", t5."stated"::text AS "stated", t5."unit" AS "unit", t5."formula" AS "formula", t5."origin" AS "origin", t5."kind" AS "kind", ARRAY(
              SELECT o$
              FROM (
                SELECT t6."value"::text AS "value", t6."stated_as" AS "statedAs", CASE
                WHEN t6."report_id" IS NOT NULL THEN (
                  SELECT o$
                  FROM (
                    SELECT t6."line_start" AS "lineStart", t6."line_end" AS "lineEnd" 
                  ) o$
                ) END AS "source"
                FROM (
                  SELECT key, min(n) AS n
                  FROM unnest(t5."figures") WITH ORDINALITY l(key, n) GROUP BY key
                ) t7
                JOIN "observation" t6 ON t6."id" = t7.key
                ORDER BY t7.n
              ) o$
            ) AS "figures"
            FROM "figure_implied" t5
            WHERE t5."implied_id" = t1."id"
            LIMIT 1
          ) o$
        ) AS "implied"
        FROM (
          SELECT t1.*
          FROM (
            SELECT *
            FROM "observation"
            WHERE "superseded_by_id" IS NULL
          ) t1
          WHERE EXISTS (
            SELECT
            FROM "figure_implied" t2
            WHERE t2."implied_id" = t1."id" AND (TRUE)
          )
          ORDER BY t1."report_id" ASC NULLS LAST, t1."line_start" ASC NULLS LAST, t1."id" ASC NULLS LAST
          LIMIT 50
        ) t1
        LEFT JOIN "indicator" t3 ON t3."id" = t1."indicator_id"
        LEFT JOIN "thing" t4 ON t4."id" = t1."subject_id"
        ORDER BY t1."report_id" ASC NULLS LAST, t1."line_start" ASC NULLS LAST, t1."id" ASC NULLS LAST
      ) o$
    ) AS "nodes"
  ) o$
)) AS "0", to_json((
  SELECT o$
  FROM (
    SELECT ARRAY(
      SELECT o$
      FROM (
        SELECT t8."value"::text AS "value", (
          SELECT o$
          FROM (
            SELECT t10."name" AS "name"
            FROM LATERAL (
              SELECT t11.*
              FROM "dimension_member" t11
              WHERE t11."id" = (
                SELECT member_id
                FROM "coordinate"
                WHERE observation_id = t8."id" AND dimension = $3::text
              )
            ) t10
            LIMIT 1
          ) o$
        ) AS "member", (
          SELECT o$
          FROM (
            SELECT t12."value"::text AS "value", t12."least"::text AS "least", t12."greatest"::text AS "greatest", t12."stated"::text AS "stated", t12."unit" AS "unit", t12."formula" AS "formula", t12."origin" AS "origin"
            FROM LATERAL (
              SELECT t13.*
              FROM "figure_share" t13
              WHERE observation_id = t8."id" AND across = $4::text
            ) t12
            LIMIT 1
          ) o$
        ) AS "share", (
          SELECT o$
          FROM (
            SELECT t14."value"::text AS "value", t14."origin" AS "origin"
            FROM LATERAL (
              SELECT t15.*
              FROM "figure_share" t15
              WHERE observation_id = t8."id" AND across = $5::text
            ) t14
            LIMIT 1
          ) o$
        ) AS "overLevels"
        FROM (
          SELECT *
          FROM "observation"
          WHERE "superseded_by_id" IS NULL
        ) t8
        WHERE t8."breakdown" = $1::text AND EXISTS (
          SELECT
          FROM "indicator" t9
          WHERE t9."id" = t8."indicator_id" AND (t9."code" = $2::text)
        )
        ORDER BY t8."report_id" ASC NULLS LAST, t8."line_start" ASC NULLS LAST, t8."id" ASC NULLS LAST
        LIMIT 50
      ) o$
    ) AS "nodes"
  ) o$
)) AS "1", to_json((
  SELECT o$
  FROM (
    SELECT ARRAY(
      SELECT o$
      FROM (
        SELECT t16."value"::text AS "value", t16."stated_as" AS "statedAs", (
          SELECT o$
          FROM (
            SELECT t18."value"::text AS "value", t18."least"::text AS "least", t18."greatest"::text AS "greatest", t18."stated"::text AS "stated", t18."unit" AS "unit", t18."formula" AS "formula", t18."origin" AS "origin"
            FROM "figure_rate" t18
            WHERE t18."rate_id" = t16."id"
            LIMIT 1
          ) o$
        ) AS "rate"
        FROM (
          SELECT *
          FROM "observation"
          WHERE "superseded_by_id" IS NULL
        ) t16
        WHERE EXISTS (
          SELECT
          FROM "indicator" t17
          WHERE t17."id" = t16."indicator_id" AND (t17."code" = $16::text)
        )
        ORDER BY t16."report_id" ASC NULLS LAST, t16."line_start" ASC NULLS LAST, t16."id" ASC NULLS LAST
        LIMIT 50
      ) o$
    ) AS "nodes"
  ) o$
)) AS "2", to_json((
  SELECT o$
  FROM (
    SELECT ARRAY(
      SELECT o$
      FROM (
        SELECT t19."name" AS "name", (
          SELECT o$
          FROM (
            SELECT ARRAY(
              SELECT o$
              FROM (
                SELECT t20."role" AS "role", t20."name" AS "name", t20."members" AS "members"
                FROM "balance_item" t20
                WHERE t20."balance_id" = t19."id"
                ORDER BY t20."balance_id" ASC NULLS LAST, array_position(ARRAY['OPENING', 'INFLOW', 'OUTFLOW', 'CLOSING'], t20."role") ASC NULLS LAST, t20."id" ASC NULLS LAST
                LIMIT 50
              ) o$
            ) AS "nodes"
          ) o$
        ) AS "terms", (
          SELECT o$
          FROM (
            SELECT ARRAY(
              SELECT o$
              FROM (
                SELECT t21."value"::text AS "value", t21."least"::text AS "least", t21."greatest"::text AS "greatest", t21."stated"::text AS "stated", t21."unit" AS "unit", t21."formula" AS "formula", t21."origin" AS "origin", t21."role" AS "role", (
                  SELECT o$
                  FROM (
                    SELECT t22."status" AS "status"
                    FROM "observation" t22
                    WHERE t22."id" = t21."observation_id"
                    LIMIT 1
                  ) o$
                ) AS "observation"
                FROM "computation" t21
                WHERE t21."balance_id" = t19."id"
                ORDER BY array_position(ARRAY['SHARE', 'RATE', 'BALANCE', 'DENOMINATOR'], t21."kind") ASC NULLS LAST, t21."observation_id" ASC NULLS LAST, t21."id" ASC NULLS LAST
                LIMIT 50
              ) o$
            ) AS "nodes"
          ) o$
        ) AS "computations"
        FROM "balance" t19
        ORDER BY t19."name" ASC NULLS LAST, t19."id" ASC NULLS LAST
        LIMIT 50
      ) o$
    ) AS "nodes"
  ) o$
)) AS "3"
WHERE ((
  SELECT count(*)
  FROM "dimension"
  WHERE code = ANY ($6::text[])
) = cardinality($6::text[]) OR known_codes('dimension', $6::text[], $7::text)) AND ((
  SELECT count(*)
  FROM "indicator"
  WHERE code = ANY ($8::text[])
) = cardinality($8::text[]) OR known_codes('indicator', $8::text[], $9::text)) AND ((
  SELECT count(*)
  FROM "dimension"
  WHERE code = ANY ($10::text[])
) = cardinality($10::text[]) OR known_codes('dimension', $10::text[], $11::text)) AND ((
  SELECT count(*)
  FROM "dimension"
  WHERE code = ANY ($12::text[])
) = cardinality($12::text[]) OR known_codes('dimension', $12::text[], $13::text)) AND ((
  SELECT count(*)
  FROM "dimension"
  WHERE code = ANY ($14::text[])
) = cardinality($14::text[]) OR known_codes('dimension', $14::text[], $15::text)) AND ((
  SELECT count(*)
  FROM "indicator"
  WHERE code = ANY ($17::text[])
) = cardinality($17::text[]) OR known_codes('indicator', $17::text[], $18::text))
