WITH "check" AS MATERIALIZED (TABLE "check") SELECT to_json((
  SELECT o$
  FROM (
    SELECT t1."name" AS "name", (
      SELECT o$
      FROM (
        SELECT ARRAY(
          SELECT o$
          FROM (
            SELECT t2."value"::text AS "value", t2."unit" AS "unit", (
              SELECT o$
              FROM (
                SELECT t5."start" AS "start", t5."end" AS "end"
                FROM "period" t5
                WHERE t5."id" = t2."period_id"
                LIMIT 1
              ) o$
            ) AS "period", (
              SELECT o$
              FROM (
                SELECT (
                  SELECT count(*)::integer AS count
                  FROM (
                    SELECT *
                    FROM "observation"
                    WHERE "superseded_by_id" IS NULL
                  ) t6
                  WHERE t6."part_of" = t2."figure"
                ) AS "totalCount", ARRAY(
                  SELECT o$
                  FROM (
                    SELECT t7."value"::text AS "value", ARRAY(
                      SELECT o$
                      FROM (
                        SELECT (
                          SELECT o$
                          FROM (
                            SELECT t9."name" AS "name"
                            FROM "dimension_member" t9
                            WHERE t9."id" = t8."member_id"
                            LIMIT 1
                          ) o$
                        ) AS "memberDetail"
                        FROM "coordinate" t8
                        WHERE t8."observation_id" = t7."id"
                        ORDER BY t8."dimension" ASC NULLS LAST, t8."observation_id" ASC NULLS LAST
                        LIMIT 1000
                      ) o$
                    ) AS "dimensions"
                    FROM (
                      SELECT *
                      FROM "observation"
                      WHERE "superseded_by_id" IS NULL
                    ) t7
                    WHERE t7."part_of" = t2."figure"
                    ORDER BY t7."report_id" ASC NULLS LAST, t7."line_start" ASC NULLS LAST, t7."id" ASC NULLS LAST
                    LIMIT 50
                  ) o$
                ) AS "nodes"
              ) o$
            ) AS "parts", (
              SELECT o$
              FROM (
                SELECT ARRAY(
                  SELECT o$
                  FROM (
                    SELECT t10."verdict" AS "verdict", t10."stated"::text AS "stated", t10."computed"::text AS "computed"
                    FROM "check" t10
                    WHERE t2."id" = ANY(t10."subjects") AND t10."rule" = 'PARTS'
                    ORDER BY array_position(ARRAY['ERROR', 'WARNING', 'REMARK', 'NONE'], t10."severity") ASC NULLS LAST, array_position(ARRAY['PARTS', 'RATE', 'BALANCE', 'SHARES', 'STATED_TWICE', 'WITHIN', 'PERIOD', 'SIGNING', 'COUNT', 'IMPLIED_DENOMINATOR', 'STATUS', 'ISSUER', 'NAMES', 'NUMBERING'], t10."rule") ASC NULLS LAST, t10."id" ASC NULLS LAST
                    LIMIT 50
                  ) o$
                ) AS "nodes"
              ) o$
            ) AS "checks"
            FROM ((
              SELECT *
              FROM (
                SELECT *
                FROM "observation"
                WHERE "superseded_by_id" IS NULL
              ) t2
              WHERE t2."subject_id" = t1."id" AND EXISTS (
                SELECT
                FROM "indicator" t3
                WHERE t3."id" = t2."indicator_id" AND (t3."code" = $2::text)
              ) AND (EXISTS (
                SELECT
                FROM "coordinate" t4
                WHERE t4."observation_id" = t2."id" AND (TRUE)
              )) IS NOT TRUE AND TRUE
              ORDER BY t2."report_id" ASC NULLS LAST, t2."line_start" ASC NULLS LAST, t2."id" ASC NULLS LAST
              LIMIT 51
            ) UNION ALL (
              SELECT *
              FROM (
                SELECT *
                FROM "observation"
                WHERE "superseded_by_id" IS NULL
              ) t2
              WHERE t2."id" IN (
                SELECT observation_id
                FROM "observation_about"
                WHERE thing_id = t1."id"
              ) AND (t2."subject_id" = t1."id") IS NOT TRUE AND EXISTS (
                SELECT
                FROM "indicator" t3
                WHERE t3."id" = t2."indicator_id" AND (t3."code" = $2::text)
              ) AND (EXISTS (
                SELECT
                FROM "coordinate" t4
                WHERE t4."observation_id" = t2."id" AND (TRUE)
              )) IS NOT TRUE AND TRUE
              ORDER BY t2."report_id" ASC NULLS LAST, t2."line_start" ASC NULLS LAST, t2."id" ASC NULLS LAST
              LIMIT 51
            )) t2
            ORDER BY t2."report_id" ASC NULLS LAST, t2."line_start" ASC NULLS LAST, t2."id" ASC NULLS LAST
            LIMIT 50
          ) o$
        ) AS "nodes"
      ) o$
    ) AS "total"
    FROM "media_outlet" t1
    WHERE t1."id" = $1::text
  ) o$
)) AS "0"
WHERE ((
  SELECT count(*)
  FROM "indicator"
  WHERE code = ANY ($3::text[])
) = cardinality($3::text[]) OR known_codes('indicator', $3::text[], $4::text))
