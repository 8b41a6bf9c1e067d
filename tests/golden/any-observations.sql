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
                SELECT t6.*
                FROM (
                  SELECT *
                  FROM "observation"
                  WHERE "superseded_by_id" IS NULL
                ) t6
                WHERE t6."subject_id" = t1."id" UNION ALL SELECT t6.*
                FROM (
                  SELECT *
                  FROM "observation"
                  WHERE "superseded_by_id" IS NULL
                ) t6
                WHERE t6."id" IN (
                  SELECT observation_id
                  FROM "observation_about"
                  WHERE thing_id = t1."id"
                ) AND (t6."subject_id" = t1."id") IS NOT TRUE UNION ALL SELECT t6.*
                FROM (
                  SELECT *
                  FROM "observation"
                  WHERE "superseded_by_id" IS NULL
                ) t6
                WHERE starts_with(t1."id", 'report:') AND t6."report_id" = t1."id" UNION ALL SELECT t6.*
                FROM (
                  SELECT *
                  FROM "observation"
                  WHERE "superseded_by_id" IS NULL
                ) t6
                WHERE starts_with(t1."id", 'section:') AND t6."section_id" = t1."id" UNION ALL SELECT t6.*
                FROM (
                  SELECT *
                  FROM "observation"
                  WHERE "superseded_by_id" IS NULL
                ) t6
                WHERE starts_with(t1."id", 'unit:') AND t6."unit" = (
                  SELECT t9."code"
                  FROM "unit" t9
                  WHERE t9."id" = t1."id"
                ) UNION ALL SELECT t6.*
                FROM (
                  SELECT *
                  FROM "observation"
                  WHERE "superseded_by_id" IS NULL
                ) t6
                WHERE starts_with(t1."id", 'dimension:') AND t6."id" IN (
                  SELECT observation_id
                  FROM "coordinate"
                  WHERE dimension = (
                    SELECT t10."code"
                    FROM "dimension" t10
                    WHERE t10."id" = t1."id"
                  ) COLLATE "C"
                ) UNION ALL SELECT t6.*
                FROM (
                  SELECT *
                  FROM "observation"
                  WHERE "superseded_by_id" IS NULL
                ) t6
                WHERE starts_with(t1."id", 'member:') AND t6."id" IN (
                  SELECT observation_id
                  FROM "coordinate"
                  WHERE member_id = t1."id"
                ) UNION ALL SELECT t6.*
                FROM (
                  SELECT *
                  FROM "observation"
                  WHERE "superseded_by_id" IS NULL
                ) t6
                WHERE starts_with(t1."id", 'period:') AND t6."period_id" = t1."id" UNION ALL SELECT t6.*
                FROM (
                  SELECT *
                  FROM "observation"
                  WHERE "superseded_by_id" IS NULL
                ) t6
                WHERE starts_with(t1."id", 'indicator:') AND t6."indicator_id" = t1."id"
              ) t6
            ) AS "totalCount", ARRAY(
              SELECT o$
              FROM (
                SELECT t11."id" AS "id"
                FROM ((
                  SELECT *
                  FROM (
                    SELECT *
                    FROM "observation"
                    WHERE "superseded_by_id" IS NULL
                  ) t11
                  WHERE t11."subject_id" = t1."id" AND TRUE
                  ORDER BY t11."report_id" ASC NULLS LAST, t11."line_start" ASC NULLS LAST, t11."id" ASC NULLS LAST
                  LIMIT 3
                ) UNION ALL (
                  SELECT *
                  FROM (
                    SELECT *
                    FROM "observation"
                    WHERE "superseded_by_id" IS NULL
                  ) t11
                  WHERE t11."id" IN (
                    SELECT observation_id
                    FROM "observation_about"
                    WHERE thing_id = t1."id"
                  ) AND (t11."subject_id" = t1."id") IS NOT TRUE AND TRUE
                  ORDER BY t11."report_id" ASC NULLS LAST, t11."line_start" ASC NULLS LAST, t11."id" ASC NULLS LAST
                  LIMIT 3
                ) UNION ALL (
                  SELECT *
                  FROM (
                    SELECT *
                    FROM "observation"
                    WHERE "superseded_by_id" IS NULL
                  ) t11
                  WHERE starts_with(t1."id", 'report:') AND t11."report_id" = t1."id" AND TRUE
                  ORDER BY t11."report_id" ASC NULLS LAST, t11."line_start" ASC NULLS LAST, t11."id" ASC NULLS LAST
                  LIMIT 3
                ) UNION ALL (
                  SELECT *
                  FROM (
                    SELECT *
                    FROM "observation"
                    WHERE "superseded_by_id" IS NULL
                  ) t11
                  WHERE starts_with(t1."id", 'section:') AND t11."section_id" = t1."id" AND TRUE
                  ORDER BY t11."report_id" ASC NULLS LAST, t11."line_start" ASC NULLS LAST, t11."id" ASC NULLS LAST
                  LIMIT 3
                ) UNION ALL (
                  SELECT *
                  FROM (
                    SELECT *
                    FROM "observation"
                    WHERE "superseded_by_id" IS NULL
                  ) t11
                  WHERE starts_with(t1."id", 'unit:') AND t11."unit" = (
                    SELECT t12."code"
                    FROM "unit" t12
                    WHERE t12."id" = t1."id"
                  ) AND TRUE
                  ORDER BY t11."report_id" ASC NULLS LAST, t11."line_start" ASC NULLS LAST, t11."id" ASC NULLS LAST
                  LIMIT 3
                ) UNION ALL (
                  SELECT *
                  FROM (
                    SELECT *
                    FROM "observation"
                    WHERE "superseded_by_id" IS NULL
                  ) t11
                  WHERE starts_with(t1."id", 'dimension:') AND t11."id" IN (
                    SELECT observation_id
                    FROM "coordinate"
                    WHERE dimension = (
                      SELECT t13."code"
                      FROM "dimension" t13
                      WHERE t13."id" = t1."id"
                    ) COLLATE "C"
                  ) AND TRUE
                  ORDER BY t11."report_id" ASC NULLS LAST, t11."line_start" ASC NULLS LAST, t11."id" ASC NULLS LAST
                  LIMIT 3
                ) UNION ALL (
                  SELECT *
                  FROM (
                    SELECT *
                    FROM "observation"
                    WHERE "superseded_by_id" IS NULL
                  ) t11
                  WHERE starts_with(t1."id", 'member:') AND t11."id" IN (
                    SELECT observation_id
                    FROM "coordinate"
                    WHERE member_id = t1."id"
                  ) AND TRUE
                  ORDER BY t11."report_id" ASC NULLS LAST, t11."line_start" ASC NULLS LAST, t11."id" ASC NULLS LAST
                  LIMIT 3
                ) UNION ALL (
                  SELECT *
                  FROM (
                    SELECT *
                    FROM "observation"
                    WHERE "superseded_by_id" IS NULL
                  ) t11
                  WHERE starts_with(t1."id", 'period:') AND t11."period_id" = t1."id" AND TRUE
                  ORDER BY t11."report_id" ASC NULLS LAST, t11."line_start" ASC NULLS LAST, t11."id" ASC NULLS LAST
                  LIMIT 3
                ) UNION ALL (
                  SELECT *
                  FROM (
                    SELECT *
                    FROM "observation"
                    WHERE "superseded_by_id" IS NULL
                  ) t11
                  WHERE starts_with(t1."id", 'indicator:') AND t11."indicator_id" = t1."id" AND TRUE
                  ORDER BY t11."report_id" ASC NULLS LAST, t11."line_start" ASC NULLS LAST, t11."id" ASC NULLS LAST
                  LIMIT 3
                )) t11
                ORDER BY t11."report_id" ASC NULLS LAST, t11."line_start" ASC NULLS LAST, t11."id" ASC NULLS LAST
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
          JOIN "observation_about" t5 ON t5.observation_id = t2."id"
          WHERE t5.thing_id = t1."id" AND (t2."status" IS DISTINCT
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
