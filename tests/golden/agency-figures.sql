SELECT to_json((
  SELECT o$
  FROM (
    SELECT ARRAY(
      SELECT o$
      FROM (
        SELECT t1."name" AS "name", (
          SELECT o$
          FROM (
            SELECT ARRAY(
              SELECT o$
              FROM (
                SELECT (
                  SELECT o$
                  FROM (
                    SELECT g.k0 AS "type"
                  ) o$
                ) AS "keys", g.m0 AS "count"
                FROM (
                  SELECT *
                  FROM (
                    SELECT t3."type" AS k0, (count(*))::integer AS m0, count(*) AS n
                    FROM "document" t3
                    WHERE t3."issuer_id" = t1."id" GROUP BY 1
                  ) g
                  ORDER BY m0 DESC NULLS LAST, array_position(ARRAY['PROGRAMME', 'RESOLUTION', 'PLAN', 'DECISION', 'OFFICIAL_LETTER', 'DIRECTIVE', 'DECREE', 'CIRCULAR', 'REPORT', 'PROPOSAL', 'SCHEME', 'NOTICE', 'REGULATION', 'STANDARD', 'OTHER'], k0) ASC NULLS LAST
                  LIMIT 50
                ) g
              ) o$
            ) AS "groups"
          ) o$
        ) AS "documents"
        FROM "agency" t1
        WHERE EXISTS (
          SELECT
          FROM "document" t2
          WHERE t2."issuer_id" = t1."id" AND (TRUE)
        )
        ORDER BY t1."name" ASC NULLS LAST, t1."id" ASC NULLS LAST
        LIMIT 10
      ) o$
    ) AS "nodes"
  ) o$
)) AS "0", to_json((
  SELECT o$
  FROM (
    SELECT ARRAY(
      SELECT o$
      FROM (
        SELECT (
          SELECT o$
          FROM (
            SELECT (
              SELECT o$
              FROM (
                SELECT g.k0 AS "code"
              ) o$
            ) AS "indicator", (
              SELECT o$
              FROM (
                SELECT t6."code" AS "code", t6."name" AS "name"
                FROM "dimension_member" t6
                WHERE t6."id" = g.k1
              ) o$
            ) AS "member", g.k2 AS "unit"
          ) o$
        ) AS "keys", g.m0 AS "count", (
          SELECT o$
          FROM (
            SELECT CASE
            WHEN g.m2 IS NULL THEN g.m1::text
            ELSE refuse(g.m2)::text END AS "value"
          ) o$
        ) AS "sum", (
          SELECT o$
          FROM (
            SELECT g.m3::text AS "value", g.m4 AS "lineEnd"
          ) o$
        ) AS "max"
        FROM (
          SELECT *
          FROM (
            SELECT t5."code" AS k0, (
              SELECT member_id
              FROM "coordinate"
              WHERE observation_id = t4."id" AND dimension = $1::text
            ) AS k1, t4."unit" AS k2, (count(*))::integer AS m0, trim_scale(sum(t4."value")) AS m1, (CASE
            WHEN min(t4.sum_class) FILTER (WHERE t4."value" IS NOT NULL) <= 0 OR min(t4.sum_class) FILTER (WHERE t4."value" IS NOT NULL) <> max(t4.sum_class) FILTER (WHERE t4."value" IS NOT NULL) OR has_twice(array_agg(t4.cell) FILTER (WHERE t4.cell IS NOT NULL AND t4."value" IS NOT NULL)) THEN figure_refusal('sum', min(t4.sum_class) FILTER (WHERE t4."value" IS NOT NULL), max(t4.sum_class) FILTER (WHERE t4."value" IS NOT NULL)) END) AS m2, trim_scale(max(t4."value")) AS m3, max(t4."line_end") AS m4, count(*) AS n
            FROM (
              SELECT *
              FROM "observation"
              WHERE "superseded_by_id" IS NULL
            ) t4
            LEFT JOIN "indicator" t5 ON t5."id" = t4."indicator_id"
            WHERE EXISTS (
              SELECT
              FROM "indicator" t8
              WHERE t8."id" = t4."indicator_id" AND (t8."code" = ANY($2::text[]))
            ) AND (EXISTS (
              SELECT
              FROM (
                SELECT *
                FROM "observation"
                WHERE "superseded_by_id" IS NULL
              ) t9
              WHERE t9."part_of" = t4."figure" AND (TRUE)
            )) IS NOT TRUE GROUP BY 1, 2, 3
          ) g
          ORDER BY k0 ASC NULLS LAST, (
            SELECT t7."position"
            FROM "dimension_member" t7
            WHERE t7."id" = k1
          ) ASC NULLS LAST, k1 ASC NULLS LAST, k2 ASC NULLS LAST
          LIMIT 50
        ) g
      ) o$
    ) AS "groups"
  ) o$
)) AS "1"
WHERE ((
  SELECT count(*)
  FROM "indicator"
  WHERE code = ANY ($3::text[])
) = cardinality($3::text[]) OR known_codes('indicator', $3::text[], $4::text)) AND ((
  SELECT count(*)
  FROM "dimension"
  WHERE code = ANY ($5::text[])
) = cardinality($5::text[]) OR known_codes('dimension', $5::text[], $6::text))
