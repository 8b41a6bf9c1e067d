SELECT to_json((
  SELECT o$
  FROM (
    SELECT t1."name" AS "name", (
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
            WHERE t2."subject_id" = t1."id"
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
            ) AND (t2."subject_id" = t1."id") IS NOT TRUE
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
            ) AS "indicator", (
              SELECT o$
              FROM (
                SELECT t5."id" AS "id"
                FROM "thing" t5
                WHERE t5."id" = t3."subject_id"
                LIMIT 1
              ) o$
            ) AS "subject", t3."value"::text AS "value", (
              SELECT o$
              FROM (
                SELECT t6."code" AS "code"
                FROM "unit" t6
                WHERE t6."code" = t3."unit"
                LIMIT 1
              ) o$
            ) AS "measure"
            FROM ((
              SELECT *
              FROM (
                SELECT *
                FROM "observation"
                WHERE "superseded_by_id" IS NULL
              ) t3
              WHERE t3."subject_id" = t1."id" AND TRUE
              ORDER BY t3."report_id" ASC NULLS LAST, t3."line_start" ASC NULLS LAST, t3."id" ASC NULLS LAST
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
              ) AND (t3."subject_id" = t1."id") IS NOT TRUE AND TRUE
              ORDER BY t3."report_id" ASC NULLS LAST, t3."line_start" ASC NULLS LAST, t3."id" ASC NULLS LAST
              LIMIT 51
            )) t3
            ORDER BY t3."report_id" ASC NULLS LAST, t3."line_start" ASC NULLS LAST, t3."id" ASC NULLS LAST
            LIMIT 50
          ) o$
        ) AS "nodes"
      ) o$
    ) AS "observations"
    FROM "training" t1
    WHERE t1."id" = $1::text
  ) o$
)) AS "0"
