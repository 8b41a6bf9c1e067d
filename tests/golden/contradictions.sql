WITH "check" AS MATERIALIZED (TABLE "check") SELECT to_json((
  SELECT o$
  FROM (
    SELECT (
      SELECT count(*)::integer AS count
      FROM "check" t1
      WHERE t1."severity" IS DISTINCT
      FROM 'NONE'
    ) AS "totalCount", ARRAY(
      SELECT o$
      FROM (
        SELECT t2."severity" AS "severity", t2."rule" AS "rule", t2."verdict" AS "verdict", t2."explanation" AS "explanation", t2."explanation_en" AS "explanationEn", t2."lines" AS "lines", t2."stated"::text AS "stated", t2."computed"::text AS "computed", t2."difference"::text AS "difference", ARRAY(
          SELECT o$
          FROM (
            SELECT t3."number" AS "number"
            FROM (
              SELECT key, min(n) AS n
              FROM unnest(t2."section_ids") WITH ORDINALITY l(key, n) GROUP BY key
            ) t4
            JOIN "section" t3 ON t3."id" = t4.key
            ORDER BY t4.n
          ) o$
        ) AS "sections", ARRAY(
          SELECT o$
          FROM (
            SELECT t5."stated_as" AS "statedAs", t5."value"::text AS "value", t5."unit" AS "unit"
            FROM (
              SELECT key, min(n) AS n
              FROM unnest(t2."subjects") WITH ORDINALITY l(key, n) GROUP BY key
            ) t6
            JOIN "observation" t5 ON t5."id" = t6.key
            ORDER BY t6.n
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
        WHERE t2."severity" IS DISTINCT
        FROM 'NONE'
        ORDER BY array_position(ARRAY['ERROR', 'WARNING', 'REMARK', 'NONE'], t2."severity") ASC NULLS LAST, array_position(ARRAY['PARTS', 'RATE', 'BALANCE', 'SHARES', 'STATED_TWICE', 'WITHIN', 'PERIOD', 'SIGNING', 'COUNT', 'IMPLIED_DENOMINATOR', 'STATUS', 'ISSUER', 'NAMES', 'NUMBERING'], t2."rule") ASC NULLS LAST, t2."id" ASC NULLS LAST
        LIMIT 100
      ) o$
    ) AS "nodes"
  ) o$
)) AS "0"
