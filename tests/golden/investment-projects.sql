SELECT to_json((
  SELECT o$
  FROM (
    SELECT t1."name" AS "name", (
      SELECT o$
      FROM (
        SELECT ARRAY(
          SELECT o$
          FROM (
            SELECT t2."name" AS "name", t2."phase" AS "phase"
            FROM "project" t2
            WHERE t2."parent_id" = t1."id"
            ORDER BY t2."line_start" ASC NULLS LAST, t2."id" ASC NULLS LAST
            LIMIT 50
          ) o$
        ) AS "nodes"
      ) o$
    ) AS "children", (
      SELECT o$
      FROM (
        SELECT ARRAY(
          SELECT o$
          FROM (
            SELECT (
              SELECT o$
              FROM (
                SELECT t4."code" AS "code", t4."name" AS "name"
                FROM "indicator" t4
                WHERE t4."id" = t3."indicator_id"
                LIMIT 1
              ) o$
            ) AS "indicator", t3."value"::text AS "value", t3."unit" AS "unit", t3."status" AS "status", t3."stated_as" AS "statedAs", ARRAY(
              SELECT o$
              FROM (
                SELECT t5."dimension" AS "dimension", t5."member" AS "member"
                FROM "coordinate" t5
                WHERE t5."observation_id" = t3."id"
                ORDER BY t5."dimension" ASC NULLS LAST, t5."observation_id" ASC NULLS LAST
                LIMIT 1000
              ) o$
            ) AS "dimensions", (
              SELECT o$
              FROM (
                SELECT t6."start" AS "start", t6."end" AS "end"
                FROM "period" t6
                WHERE t6."id" = t3."period_id"
                LIMIT 1
              ) o$
            ) AS "period"
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
    FROM "project" t1
    WHERE t1."id" = $1::text
  ) o$
)) AS "0"
