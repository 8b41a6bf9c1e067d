SELECT to_json((
  SELECT o$
  FROM (
    SELECT ARRAY(
      SELECT o$
      FROM (
        SELECT t1."name" AS "title", t1."cause" AS "cause", t1."status" AS "status", (
          SELECT o$
          FROM (
            SELECT ARRAY(
              SELECT o$
              FROM (
                SELECT t2."id" AS "id", t2."name" AS "name", CASE
                WHEN t2."report_id" IS NOT NULL THEN (
                  SELECT o$
                  FROM (
                    SELECT (
                      SELECT t3."number"
                      FROM "section" t3
                      WHERE t3."id" = t2."section_id"
                      LIMIT 1
                    ) AS "section", t2."line_start" AS "lineStart" 
                  ) o$
                ) END AS "source"
                FROM "thing" t2
                WHERE t2."id" IN (
                  SELECT to_id
                  FROM "link"
                  WHERE from_id = t1."id" AND role = 'CONTRADICTS'
                )
                ORDER BY t2."name" ASC NULLS LAST, t2."id" ASC NULLS LAST
                LIMIT 50
              ) o$
            ) AS "nodes"
          ) o$
        ) AS "contradicts", CASE
        WHEN t1."report_id" IS NOT NULL THEN (
          SELECT o$
          FROM (
            SELECT (
              SELECT t4."number"
              FROM "section" t4
              WHERE t4."id" = t1."section_id"
              LIMIT 1
            ) AS "section", t1."line_start" AS "lineStart", t1."line_end" AS "lineEnd" 
          ) o$
        ) END AS "source"
        FROM "evaluation_point" t1
        WHERE t1."polarity" = 'LIMITATION'
        ORDER BY t1."line_start" ASC NULLS LAST, t1."id" ASC NULLS LAST
        LIMIT 50
      ) o$
    ) AS "nodes"
  ) o$
)) AS "0"
