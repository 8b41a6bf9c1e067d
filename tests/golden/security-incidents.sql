SELECT to_json((
  SELECT o
  FROM (
    SELECT ARRAY(
      SELECT o
      FROM (
        SELECT t1."id" AS "id"
        FROM "security_incident" t1
        ORDER BY t1."occurred_on" ASC NULLS LAST, t1."id" ASC NULLS LAST
        LIMIT 50
      ) o
    ) AS "nodes"
  ) o
)) AS "0", to_json((
  SELECT o
  FROM (
    SELECT ARRAY(
      SELECT o
      FROM (
        SELECT t2."value"::text AS "value", t2."status" AS "status", (
          SELECT o
          FROM (
            SELECT t4."name" AS "name"
            FROM "indicator" t4
            WHERE t4."id" = t2."indicator_id"
            LIMIT 1
          ) o
        ) AS "indicator", (
          SELECT o
          FROM (
            SELECT t5."start" AS "start", t5."end" AS "end"
            FROM "period" t5
            WHERE t5."id" = t2."period_id"
            LIMIT 1
          ) o
        ) AS "period", CASE
        WHEN t2."report_id" IS NOT NULL THEN (
          SELECT o
          FROM (
            SELECT (
              SELECT o
              FROM (
                SELECT t6."number" AS "number"
                FROM "report" t6
                WHERE t6."id" = t2."report_id"
                LIMIT 1
              ) o
            ) AS "report", (
              SELECT t7."number"
              FROM "section" t7
              WHERE t7."id" = t2."section_id"
              LIMIT 1
            ) AS "section", t2."line_start" AS "lineStart", t2."line_end" AS "lineEnd" 
          ) o
        ) END AS "source"
        FROM (
          SELECT *
          FROM "observation"
          WHERE "superseded_by_id" IS NULL
        ) t2
        WHERE EXISTS (
          SELECT
          FROM "indicator" t3
          WHERE t3."id" = t2."indicator_id" AND (t3."code" = $1::text)
        )
        ORDER BY t2."report_id" ASC NULLS LAST, t2."line_start" ASC NULLS LAST, t2."id" ASC NULLS LAST
        LIMIT 50
      ) o
    ) AS "nodes"
  ) o
)) AS "1"
