SELECT to_json((
  SELECT o$
  FROM (
    SELECT ARRAY(
      SELECT o$
      FROM (
        SELECT t1."level" AS "level", (
          SELECT o$
          FROM (
            SELECT (
              SELECT (
                SELECT count(*)::integer AS count
                FROM (
                  SELECT *
                  FROM "observation"
                  WHERE "superseded_by_id" IS NULL
                ) t4
                WHERE t4."subject_id" = t1."id" AND EXISTS (
                  SELECT
                  FROM "indicator" t5
                  WHERE t5."id" = t4."indicator_id" AND (t5."code" = $2::text)
                )
              ) + (
                SELECT count(*)::integer AS count
                FROM (
                  SELECT *
                  FROM "observation"
                  WHERE "superseded_by_id" IS NULL
                ) t4
                WHERE t4."id" IN (
                  SELECT observation_id
                  FROM "observation_about"
                  WHERE thing_id = t1."id"
                ) AND (t4."subject_id" = t1."id") IS NOT TRUE AND EXISTS (
                  SELECT
                  FROM "indicator" t6
                  WHERE t6."id" = t4."indicator_id" AND (t6."code" = $3::text)
                )
              ) AS count
            ) AS "totalCount", a.a3 AS "edges", (
              SELECT o$
              FROM (
                SELECT (a.rows > 2) AS "hasNextPage"
              ) o$
            ) AS "pageInfo", ARRAY(
              SELECT o$
              FROM (
                SELECT (
                  SELECT o$
                  FROM (
                    SELECT (
                      SELECT o$
                      FROM (
                        SELECT t8."code" AS "code", t8."name" AS "name"
                        FROM "dimension_member" t8
                        WHERE t8."id" = g.k0
                      ) o$
                    ) AS "member"
                  ) o$
                ) AS "keys", (
                  SELECT o$
                  FROM (
                    SELECT CASE
                    WHEN g.m1 IS NULL THEN g.m0::text
                    ELSE refuse(g.m1)::text END AS "value"
                  ) o$
                ) AS "sum"
                FROM (
                  SELECT *
                  FROM (
                    SELECT (
                      SELECT member_id
                      FROM "coordinate"
                      WHERE observation_id = t7."id" AND dimension = $4::text
                    ) AS k0, trim_scale(sum(t7."value")) AS m0, (CASE
                    WHEN min(t7.sum_class) FILTER (WHERE t7."value" IS NOT NULL) <= 0 OR min(t7.sum_class) FILTER (WHERE t7."value" IS NOT NULL) <> max(t7.sum_class) FILTER (WHERE t7."value" IS NOT NULL) OR has_twice(array_agg(t7.cell) FILTER (WHERE t7.cell IS NOT NULL AND t7."value" IS NOT NULL)) THEN figure_refusal('sum', min(t7.sum_class) FILTER (WHERE t7."value" IS NOT NULL), max(t7.sum_class) FILTER (WHERE t7."value" IS NOT NULL)) END) AS m1, count(*) AS n
                    FROM (
                      SELECT t7.*
                      FROM (
                        SELECT *
                        FROM "observation"
                        WHERE "superseded_by_id" IS NULL
                      ) t7
                      WHERE t7."subject_id" = t1."id" UNION ALL SELECT t7.*
                      FROM (
                        SELECT *
                        FROM "observation"
                        WHERE "superseded_by_id" IS NULL
                      ) t7
                      WHERE t7."id" IN (
                        SELECT observation_id
                        FROM "observation_about"
                        WHERE thing_id = t1."id"
                      ) AND (t7."subject_id" = t1."id") IS NOT TRUE
                    ) t7
                    WHERE EXISTS (
                      SELECT
                      FROM "indicator" t10
                      WHERE t10."id" = t7."indicator_id" AND (t10."code" = $5::text)
                    ) GROUP BY 1
                  ) g
                  ORDER BY (
                    SELECT t9."position"
                    FROM "dimension_member" t9
                    WHERE t9."id" = k0
                  ) ASC NULLS LAST, k0 ASC NULLS LAST
                  LIMIT 50
                ) g
              ) o$
            ) AS "groups"
            FROM (
              SELECT count(*) AS rows, min(translate(encode(convert_to(array_to_json(ARRAY['reportId ASC,lineStart ASC,id ASC', t2."_0", t2."_1", t2."_2"]::text[])::text, 'UTF8'), 'base64'), E'+/=\n', '-_')) FILTER (WHERE t2._n = 1 AND 2 > 0) AS first, min(translate(encode(convert_to(array_to_json(ARRAY['reportId ASC,lineStart ASC,id ASC', t2."_0", t2."_1", t2."_2"]::text[])::text, 'UTF8'), 'base64'), E'+/=\n', '-_')) FILTER (WHERE t2._n = least(t2._m, 2)) AS last, coalesce(array_agg((
                SELECT o$
                FROM (
                  SELECT (
                    SELECT o$
                    FROM (
                      SELECT t2."id" AS "id", t2."value"::text AS "value" 
                    ) o$
                  ) AS "node"
                ) o$
              )
              ORDER BY t2._n) FILTER (WHERE t2._n <= 2), '{}') AS a3
              FROM (
                SELECT p.*, row_number() OVER () AS _n, count(*) OVER () AS _m
                FROM (
                  SELECT t2.*, (t2."report_id")::text AS "_0", (t2."line_start")::text AS "_1", (t2."id")::text AS "_2"
                  FROM ((
                    SELECT *
                    FROM (
                      SELECT *
                      FROM "observation"
                      WHERE "superseded_by_id" IS NULL
                    ) t2
                    WHERE t2."subject_id" = t1."id" AND EXISTS (
                      SELECT
                      FROM "indicator" t3
                      WHERE t3."id" = t2."indicator_id" AND (t3."code" = $1::text)
                    ) AND TRUE
                    ORDER BY t2."report_id" ASC NULLS LAST, t2."line_start" ASC NULLS LAST, t2."id" ASC NULLS LAST
                    LIMIT 3
                  ) UNION ALL (
                    SELECT *
                    FROM (
                      SELECT *
                      FROM "observation"
                      WHERE "superseded_by_id" IS NULL
                    ) t2
                    WHERE t2."id" IN (
                      SELECT observation_id
                      FROM "observation_about"
                      WHERE thing_id = t1."id"
                    ) AND (t2."subject_id" = t1."id") IS NOT TRUE AND EXISTS (
                      SELECT
                      FROM "indicator" t3
                      WHERE t3."id" = t2."indicator_id" AND (t3."code" = $1::text)
                    ) AND TRUE
                    ORDER BY t2."report_id" ASC NULLS LAST, t2."line_start" ASC NULLS LAST, t2."id" ASC NULLS LAST
                    LIMIT 3
                  )) t2
                  ORDER BY t2."report_id" ASC NULLS LAST, t2."line_start" ASC NULLS LAST, t2."id" ASC NULLS LAST
                  LIMIT 3
                ) p
              ) t2
            ) a
          ) o$
        ) AS "observations"
        FROM "online_service" t1
        ORDER BY t1."level" ASC NULLS LAST, t1."id" ASC NULLS LAST
        LIMIT 50
      ) o$
    ) AS "nodes"
  ) o$
)) AS "0"
WHERE ((
  SELECT count(*)
  FROM "indicator"
  WHERE code = ANY ($6::text[])
) = cardinality($6::text[]) OR known_codes('indicator', $6::text[], $7::text)) AND ((
  SELECT count(*)
  FROM "dimension"
  WHERE code = ANY ($8::text[])
) = cardinality($8::text[]) OR known_codes('dimension', $8::text[], $9::text))
