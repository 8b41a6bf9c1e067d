SELECT to_json((
  SELECT o$
  FROM (
    SELECT (
      SELECT o$
      FROM (
        SELECT (
          SELECT (
            SELECT count(*)::integer AS count
            FROM (
              SELECT *
              FROM "observation"
              WHERE "superseded_by_id" IS NULL
            ) t2
            WHERE t2."subject_id" = t1."id" AND t2."unit" = $2::text
          ) + (
            SELECT count(*)::integer AS count
            FROM (
              SELECT *
              FROM "observation"
              WHERE "superseded_by_id" IS NULL
            ) t2
            WHERE t2."id" IN (
              SELECT observation_id
              FROM "observation_about"
              WHERE thing_id = t1."id"
            ) AND (t2."subject_id" = t1."id") IS NOT TRUE AND t2."unit" = $3::text
          ) AS count
        ) AS "totalCount", ARRAY(
          SELECT o$
          FROM (
            SELECT (
              SELECT o$
              FROM (
                SELECT t4."code" AS "code"
                FROM "indicator" t4
                WHERE t4."id" = t3."indicator_id"
                LIMIT 1
              ) o$
            ) AS "indicator", t3."value"::text AS "value", t3."status" AS "status"
            FROM ((
              SELECT *
              FROM (
                SELECT *
                FROM "observation"
                WHERE "superseded_by_id" IS NULL
              ) t3
              WHERE t3."subject_id" = t1."id" AND t3."unit" = $4::text AND TRUE
              ORDER BY t3."value" DESC NULLS LAST, t3."id" ASC NULLS LAST
              LIMIT 51
            ) UNION ALL (
              SELECT *
              FROM (
                SELECT *
                FROM "observation"
                WHERE "superseded_by_id" IS NULL
              ) t3
              WHERE t3."id" IN (
                SELECT observation_id
                FROM "observation_about"
                WHERE thing_id = t1."id"
              ) AND (t3."subject_id" = t1."id") IS NOT TRUE AND t3."unit" = $4::text AND TRUE
              ORDER BY t3."value" DESC NULLS LAST, t3."id" ASC NULLS LAST
              LIMIT 51
            )) t3
            ORDER BY t3."value" DESC NULLS LAST, t3."id" ASC NULLS LAST
            LIMIT 50
          ) o$
        ) AS "nodes"
      ) o$
    ) AS "money", (
      SELECT o$
      FROM (
        SELECT ARRAY(
          SELECT o$
          FROM (
            SELECT (
              SELECT o$
              FROM (
                SELECT g.k0 AS "unit"
              ) o$
            ) AS "keys", g.m0 AS "count"
            FROM (
              SELECT *
              FROM (
                SELECT t5."unit" AS k0, (count(*))::integer AS m0, count(*) AS n
                FROM (
                  SELECT t5.*
                  FROM (
                    SELECT *
                    FROM "observation"
                    WHERE "superseded_by_id" IS NULL
                  ) t5
                  WHERE t5."subject_id" = t1."id" UNION ALL SELECT t5.*
                  FROM (
                    SELECT *
                    FROM "observation"
                    WHERE "superseded_by_id" IS NULL
                  ) t5
                  WHERE t5."id" IN (
                    SELECT observation_id
                    FROM "observation_about"
                    WHERE thing_id = t1."id"
                  ) AND (t5."subject_id" = t1."id") IS NOT TRUE
                ) t5 GROUP BY 1
              ) g
              ORDER BY k0 ASC NULLS LAST
              LIMIT 50
            ) g
          ) o$
        ) AS "groups"
      ) o$
    ) AS "byUnit", (
      SELECT o$
      FROM (
        SELECT ARRAY(
          SELECT o$
          FROM (
            SELECT t6."id" AS "id", (
              SELECT o$
              FROM (
                SELECT (
                  SELECT (
                    SELECT count(*)::integer AS count
                    FROM (
                      SELECT *
                      FROM "observation"
                      WHERE "superseded_by_id" IS NULL
                    ) t7
                    WHERE t7."subject_id" = t6."id"
                  ) + (
                    SELECT count(*)::integer AS count
                    FROM (
                      SELECT *
                      FROM "observation"
                      WHERE "superseded_by_id" IS NULL
                    ) t7
                    WHERE t7."id" IN (
                      SELECT observation_id
                      FROM "observation_about"
                      WHERE thing_id = t6."id"
                    ) AND (t7."subject_id" = t6."id") IS NOT TRUE
                  ) AS count
                ) AS "totalCount"
              ) o$
            ) AS "observations", (
              SELECT o$
              FROM (
                SELECT ARRAY(
                  SELECT o$
                  FROM (
                    SELECT t8."id" AS "id", t8."value"::text AS "value", t8."complete" AS "complete"
                    FROM (
                      SELECT *
                      FROM "observation"
                      WHERE "superseded_by_id" IS NULL
                    ) t8
                    WHERE t8."id" IN (
                      SELECT observation_id
                      FROM "observation_count"
                      WHERE thing_id = t6."id"
                    )
                    ORDER BY t8."report_id" ASC NULLS LAST, t8."line_start" ASC NULLS LAST, t8."id" ASC NULLS LAST
                    LIMIT 50
                  ) o$
                ) AS "nodes"
              ) o$
            ) AS "countedIn"
            FROM "project" t6
            WHERE t6."parent_id" = t1."id"
            ORDER BY t6."name" ASC NULLS LAST, t6."id" ASC NULLS LAST
            LIMIT 50
          ) o$
        ) AS "nodes"
      ) o$
    ) AS "children"
    FROM "project" t1
    WHERE t1."id" = $1::text
  ) o$
)) AS "0"
WHERE ((
  SELECT count(*)
  FROM "unit"
  WHERE code = ANY ($5::text[])
) = cardinality($5::text[]) OR known_codes('unit', $5::text[], $6::text))
