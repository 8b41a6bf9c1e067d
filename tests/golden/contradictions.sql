WITH "check" AS MATERIALIZED (TABLE "check") SELECT to_json((
  SELECT o$
  FROM (
    SELECT (
      SELECT count(*)::integer AS count
      FROM "check" t1
      WHERE t1."verdict" = 'DISAGREES'
    ) AS "totalCount", ARRAY(
      SELECT o$
      FROM (
        SELECT t2."rule" AS "rule", t2."stated"::text AS "stated", t2."computed"::text AS "computed", t2."difference"::text AS "difference", t2."explanation" AS "explanation", ARRAY(
          SELECT o$
          FROM (
            SELECT (
              SELECT o$
              FROM (
                SELECT t5."code" AS "code"
                FROM "indicator" t5
                WHERE t5."id" = t3."indicator_id"
                LIMIT 1
              ) o$
            ) AS "indicator", t3."value"::text AS "value", t3."stated_as" AS "statedAs", CASE
            WHEN t3."report_id" IS NOT NULL THEN (
              SELECT o$
              FROM (
                SELECT (
                  SELECT t6."number"
                  FROM "section" t6
                  WHERE t6."id" = t3."section_id"
                  LIMIT 1
                ) AS "section", t3."line_start" AS "lineStart", t3."line_end" AS "lineEnd" 
              ) o$
            ) END AS "source"
            FROM (
              SELECT key, min(n) AS n
              FROM unnest(t2."subjects") WITH ORDINALITY l(key, n) GROUP BY key
            ) t4
            JOIN "observation" t3 ON t3."id" = t4.key
            ORDER BY t4.n
          ) o$
        ) AS "observations", ARRAY(
          SELECT o$
          FROM (
            SELECT t7."id" AS "id", t7."name" AS "name"
            FROM (
              SELECT key, min(n) AS n
              FROM unnest(t2."subjects") WITH ORDINALITY l(key, n) GROUP BY key
            ) t8
            JOIN "thing" t7 ON t7."id" = t8.key
            ORDER BY t8.n
          ) o$
        ) AS "things"
        FROM "check" t2
        WHERE t2."verdict" = 'DISAGREES'
        ORDER BY array_position(ARRAY['PARTS', 'RATE', 'SHARES', 'STATED_TWICE', 'PERIOD', 'COUNT', 'IMPLIED_DENOMINATOR', 'STATUS'], t2."rule") ASC NULLS LAST, t2."verdict" ASC NULLS LAST, t2."id" ASC NULLS LAST
        LIMIT 100
      ) o$
    ) AS "nodes"
  ) o$
)) AS "0"
