SELECT to_json((
  SELECT o$
  FROM (
    SELECT (
      SELECT count(*)::integer AS count
      FROM (
        SELECT *
        FROM "observation"
        WHERE "superseded_by_id" IS NULL
      ) t1
    ) AS "totalCount", ARRAY(
      SELECT o$
      FROM (
        SELECT t2."value"::text AS "value", t2."unit" AS "unit", t2."qualifier" AS "qualifier", t2."status" AS "status", t2."stated_as" AS "statedAs", CASE
        WHEN t3."id" IS NOT NULL THEN (
          SELECT o$
          FROM (
            SELECT t3."code" AS "code" 
          ) o$
        ) END AS "indicator", CASE
        WHEN t4."id" IS NOT NULL THEN (
          SELECT o$
          FROM (
            SELECT t4."start" AS "start", t4."end" AS "end" 
          ) o$
        ) END AS "period", ARRAY(
          SELECT o$
          FROM (
            SELECT t5."dimension" AS "dimension", t5."member" AS "member"
            FROM "coordinate" t5
            WHERE t5."observation_id" = t2."id"
            ORDER BY t5."dimension" ASC NULLS LAST, t5."observation_id" ASC NULLS LAST
            LIMIT 1000
          ) o$
        ) AS "dimensions", CASE
        WHEN t6."id" IS NOT NULL THEN (
          SELECT o$
          FROM (
            SELECT t6."id" AS "id" 
          ) o$
        ) END AS "subject", CASE
        WHEN t2."report_id" IS NOT NULL THEN (
          SELECT o$
          FROM (
            SELECT (
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
          ORDER BY t2."report_id" ASC NULLS LAST, t2."line_start" ASC NULLS LAST, t2."id" ASC NULLS LAST
          LIMIT 1000
        ) t2
        LEFT JOIN "indicator" t3 ON t3."id" = t2."indicator_id"
        LEFT JOIN "period" t4 ON t4."id" = t2."period_id"
        LEFT JOIN "thing" t6 ON t6."id" = t2."subject_id"
        ORDER BY t2."report_id" ASC NULLS LAST, t2."line_start" ASC NULLS LAST, t2."id" ASC NULLS LAST
      ) o$
    ) AS "nodes"
  ) o$
)) AS "0"
