SELECT to_json((
  SELECT o$
  FROM (
    SELECT ARRAY(
      SELECT o$
      FROM (
        SELECT t1."id" AS "id", (
          SELECT o$
          FROM (
            SELECT (
              SELECT count(*)::integer AS count
              FROM (
                SELECT t5.*
                FROM (
                  SELECT *
                  FROM "observation"
                  WHERE "superseded_by_id" IS NULL
                ) t5
                WHERE t5."subject_id" = t1."id" UNION ALL SELECT t5.*
                FROM (
                  SELECT *
                  FROM "observation"
                  WHERE "superseded_by_id" IS NULL
                ) t5
                WHERE t5."id" IN (
                  SELECT observation_id
                  FROM "observation_about"
                  WHERE thing_id = t1."id"
                ) AND (t5."subject_id" = t1."id") IS NOT TRUE UNION ALL SELECT t5.*
                FROM (
                  SELECT *
                  FROM "observation"
                  WHERE "superseded_by_id" IS NULL
                ) t5
                WHERE starts_with(t1."id", 'report:') AND t5."report_id" = t1."id" UNION ALL SELECT t5.*
                FROM (
                  SELECT *
                  FROM "observation"
                  WHERE "superseded_by_id" IS NULL
                ) t5
                WHERE starts_with(t1."id", 'section:') AND t5."section_id" = t1."id" UNION ALL SELECT t5.*
                FROM (
                  SELECT *
                  FROM "observation"
                  WHERE "superseded_by_id" IS NULL
                ) t5
                WHERE starts_with(t1."id", 'unit:') AND t5."unit" = (
                  SELECT t8."code"
                  FROM "unit" t8
                  WHERE t8."id" = t1."id"
                ) UNION ALL SELECT t5.*
                FROM (
                  SELECT *
                  FROM "observation"
                  WHERE "superseded_by_id" IS NULL
                ) t5
                WHERE starts_with(t1."id", 'dimension:') AND t5."id" IN (
                  SELECT observation_id
                  FROM "coordinate"
                  WHERE dimension = (
                    SELECT t9."code"
                    FROM "dimension" t9
                    WHERE t9."id" = t1."id"
                  ) COLLATE "C"
                ) UNION ALL SELECT t5.*
                FROM (
                  SELECT *
                  FROM "observation"
                  WHERE "superseded_by_id" IS NULL
                ) t5
                WHERE starts_with(t1."id", 'member:') AND t5."id" IN (
                  SELECT observation_id
                  FROM "coordinate"
                  WHERE member_id = t1."id"
                ) UNION ALL SELECT t5.*
                FROM (
                  SELECT *
                  FROM "observation"
                  WHERE "superseded_by_id" IS NULL
                ) t5
                WHERE starts_with(t1."id", 'period:') AND t5."period_id" = t1."id" UNION ALL SELECT t5.*
                FROM (
                  SELECT *
                  FROM "observation"
                  WHERE "superseded_by_id" IS NULL
                ) t5
                WHERE starts_with(t1."id", 'indicator:') AND t5."indicator_id" = t1."id"
              ) t5
            ) AS "totalCount", ARRAY(
              SELECT o$
              FROM (
                SELECT t10."id" AS "id"
                FROM ((
                  SELECT *
                  FROM (
                    SELECT *
                    FROM "observation"
                    WHERE "superseded_by_id" IS NULL
                  ) t10
                  WHERE t10."subject_id" = t1."id" AND TRUE
                  ORDER BY t10."report_id" ASC NULLS LAST, t10."line_start" ASC NULLS LAST, t10."id" ASC NULLS LAST
                  LIMIT 3
                ) UNION ALL (
                  SELECT *
                  FROM (
                    SELECT *
                    FROM "observation"
                    WHERE "superseded_by_id" IS NULL
                  ) t10
                  WHERE t10."id" IN (
                    SELECT observation_id
                    FROM "observation_about"
                    WHERE thing_id = t1."id"
                  ) AND (t10."subject_id" = t1."id") IS NOT TRUE AND TRUE
                  ORDER BY t10."report_id" ASC NULLS LAST, t10."line_start" ASC NULLS LAST, t10."id" ASC NULLS LAST
                  LIMIT 3
                ) UNION ALL (
                  SELECT *
                  FROM (
                    SELECT *
                    FROM "observation"
                    WHERE "superseded_by_id" IS NULL
                  ) t10
                  WHERE starts_with(t1."id", 'report:') AND t10."report_id" = t1."id" AND TRUE
                  ORDER BY t10."report_id" ASC NULLS LAST, t10."line_start" ASC NULLS LAST, t10."id" ASC NULLS LAST
                  LIMIT 3
                ) UNION ALL (
                  SELECT *
                  FROM (
                    SELECT *
                    FROM "observation"
                    WHERE "superseded_by_id" IS NULL
                  ) t10
                  WHERE starts_with(t1."id", 'section:') AND t10."section_id" = t1."id" AND TRUE
                  ORDER BY t10."report_id" ASC NULLS LAST, t10."line_start" ASC NULLS LAST, t10."id" ASC NULLS LAST
                  LIMIT 3
                ) UNION ALL (
                  SELECT *
                  FROM (
                    SELECT *
                    FROM "observation"
                    WHERE "superseded_by_id" IS NULL
                  ) t10
                  WHERE starts_with(t1."id", 'unit:') AND t10."unit" = (
                    SELECT t11."code"
                    FROM "unit" t11
                    WHERE t11."id" = t1."id"
                  ) AND TRUE
                  ORDER BY t10."report_id" ASC NULLS LAST, t10."line_start" ASC NULLS LAST, t10."id" ASC NULLS LAST
                  LIMIT 3
                ) UNION ALL (
                  SELECT *
                  FROM (
                    SELECT *
                    FROM "observation"
                    WHERE "superseded_by_id" IS NULL
                  ) t10
                  WHERE starts_with(t1."id", 'dimension:') AND t10."id" IN (
                    SELECT observation_id
                    FROM "coordinate"
                    WHERE dimension = (
                      SELECT t12."code"
                      FROM "dimension" t12
                      WHERE t12."id" = t1."id"
                    ) COLLATE "C"
                  ) AND TRUE
                  ORDER BY t10."report_id" ASC NULLS LAST, t10."line_start" ASC NULLS LAST, t10."id" ASC NULLS LAST
                  LIMIT 3
                ) UNION ALL (
                  SELECT *
                  FROM (
                    SELECT *
                    FROM "observation"
                    WHERE "superseded_by_id" IS NULL
                  ) t10
                  WHERE starts_with(t1."id", 'member:') AND t10."id" IN (
                    SELECT observation_id
                    FROM "coordinate"
                    WHERE member_id = t1."id"
                  ) AND TRUE
                  ORDER BY t10."report_id" ASC NULLS LAST, t10."line_start" ASC NULLS LAST, t10."id" ASC NULLS LAST
                  LIMIT 3
                ) UNION ALL (
                  SELECT *
                  FROM (
                    SELECT *
                    FROM "observation"
                    WHERE "superseded_by_id" IS NULL
                  ) t10
                  WHERE starts_with(t1."id", 'period:') AND t10."period_id" = t1."id" AND TRUE
                  ORDER BY t10."report_id" ASC NULLS LAST, t10."line_start" ASC NULLS LAST, t10."id" ASC NULLS LAST
                  LIMIT 3
                ) UNION ALL (
                  SELECT *
                  FROM (
                    SELECT *
                    FROM "observation"
                    WHERE "superseded_by_id" IS NULL
                  ) t10
                  WHERE starts_with(t1."id", 'indicator:') AND t10."indicator_id" = t1."id" AND TRUE
                  ORDER BY t10."report_id" ASC NULLS LAST, t10."line_start" ASC NULLS LAST, t10."id" ASC NULLS LAST
                  LIMIT 3
                )) t10
                ORDER BY t10."report_id" ASC NULLS LAST, t10."line_start" ASC NULLS LAST, t10."id" ASC NULLS LAST
                LIMIT 2
              ) o$
            ) AS "nodes"
          ) o$
        ) AS "observations"
        FROM "thing" t1
        WHERE t1."id" = ANY($1::text[]) AND (EXISTS (
          SELECT
          FROM (
            SELECT *
            FROM "observation"
            WHERE "superseded_by_id" IS NULL
          ) t2
          WHERE t2."subject_id" = t1."id" AND (t2."status" IS DISTINCT
          FROM 'PLAN')
        ) OR EXISTS (
          SELECT
          FROM (
            SELECT *
            FROM "observation"
            WHERE "superseded_by_id" IS NULL
          ) t2
          WHERE t2."id" IN (
            SELECT observation_id
            FROM "observation_about"
            WHERE thing_id = t1."id"
          ) AND (t2."subject_id" = t1."id") IS NOT TRUE AND (t2."status" IS DISTINCT
          FROM 'PLAN')
        ) OR split_part(t1."id", ':', 1) IN ('report','section','unit','dimension','member','period','indicator') AND EXISTS (
          SELECT
          FROM (
            SELECT t2.*
            FROM (
              SELECT *
              FROM "observation"
              WHERE "superseded_by_id" IS NULL
            ) t2
            WHERE starts_with(t1."id", 'report:') AND t2."report_id" = t1."id" UNION ALL SELECT t2.*
            FROM (
              SELECT *
              FROM "observation"
              WHERE "superseded_by_id" IS NULL
            ) t2
            WHERE starts_with(t1."id", 'section:') AND t2."section_id" = t1."id" UNION ALL SELECT t2.*
            FROM (
              SELECT *
              FROM "observation"
              WHERE "superseded_by_id" IS NULL
            ) t2
            WHERE starts_with(t1."id", 'unit:') AND t2."unit" = (
              SELECT t3."code"
              FROM "unit" t3
              WHERE t3."id" = t1."id"
            ) UNION ALL SELECT t2.*
            FROM (
              SELECT *
              FROM "observation"
              WHERE "superseded_by_id" IS NULL
            ) t2
            WHERE starts_with(t1."id", 'dimension:') AND t2."id" IN (
              SELECT observation_id
              FROM "coordinate"
              WHERE dimension = (
                SELECT t4."code"
                FROM "dimension" t4
                WHERE t4."id" = t1."id"
              ) COLLATE "C"
            ) UNION ALL SELECT t2.*
            FROM (
              SELECT *
              FROM "observation"
              WHERE "superseded_by_id" IS NULL
            ) t2
            WHERE starts_with(t1."id", 'member:') AND t2."id" IN (
              SELECT observation_id
              FROM "coordinate"
              WHERE member_id = t1."id"
            ) UNION ALL SELECT t2.*
            FROM (
              SELECT *
              FROM "observation"
              WHERE "superseded_by_id" IS NULL
            ) t2
            WHERE starts_with(t1."id", 'period:') AND t2."period_id" = t1."id" UNION ALL SELECT t2.*
            FROM (
              SELECT *
              FROM "observation"
              WHERE "superseded_by_id" IS NULL
            ) t2
            WHERE starts_with(t1."id", 'indicator:') AND t2."indicator_id" = t1."id"
          ) t2
          WHERE (t2."status" IS DISTINCT
          FROM 'PLAN')
        ))
        ORDER BY t1."name" ASC NULLS LAST, t1."id" ASC NULLS LAST
        LIMIT 50
      ) o$
    ) AS "nodes"
  ) o$
)) AS "0"
