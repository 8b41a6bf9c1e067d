SELECT to_json((
  SELECT o$
  FROM (
    SELECT ARRAY(
      SELECT o$
      FROM (
        SELECT t1."id" AS "id"
        FROM "security_incident" t1
        ORDER BY t1."occurred_on" ASC NULLS LAST, t1."id" ASC NULLS LAST
        LIMIT 50
      ) o$
    ) AS "nodes"
  ) o$
)) AS "0", to_json((
  SELECT o$
  FROM (
    SELECT ARRAY(
      SELECT o$
      FROM (
        SELECT t2."value"::text AS "value", t2."status" AS "status", CASE
        WHEN t4."id" IS NOT NULL THEN (
          SELECT o$
          FROM (
            SELECT t4."name" AS "name" 
          ) o$
        ) END AS "indicator", CASE
        WHEN t5."id" IS NOT NULL THEN (
          SELECT o$
          FROM (
            SELECT t5."start" AS "start", t5."end" AS "end" 
          ) o$
        ) END AS "period", CASE
        WHEN t2."report_id" IS NOT NULL THEN (
          SELECT o$
          FROM (
            SELECT CASE
            WHEN t6."id" IS NOT NULL THEN (
              SELECT o$
              FROM (
                SELECT t6."number" AS "number" 
              ) o$
            ) END AS "report", (
              SELECT t7."number"
              FROM "section" t7
              WHERE t7."id" = t2."section_id"
              LIMIT 1
            ) AS "section", t2."line_start" AS "lineStart", t2."line_end" AS "lineEnd" 
          ) o$
        ) END AS "source"
        FROM (
          SELECT t2.*
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
        ) t2
        LEFT JOIN "indicator" t4 ON t4."id" = t2."indicator_id"
        LEFT JOIN "period" t5 ON t5."id" = t2."period_id"
        LEFT JOIN "report" t6 ON t6."id" = t2."report_id"
        ORDER BY t2."report_id" ASC NULLS LAST, t2."line_start" ASC NULLS LAST, t2."id" ASC NULLS LAST
      ) o$
    ) AS "nodes"
  ) o$
)) AS "1"
WHERE ((
  SELECT count(*)
  FROM "indicator"
  WHERE code = ANY ($2::text[])
) = cardinality($2::text[]) OR known_codes('indicator', $2::text[], $3::text))
