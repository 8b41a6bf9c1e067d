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
                    SELECT t3."name" AS "name"
                    FROM "indicator" t3
                    WHERE t3."id" = t2."indicator_id"
                    LIMIT 1
                  ) o$
                ) AS "indicator", t2."breakdown" AS "breakdown", t2."value"::text AS "value", t2."unit" AS "unit", t2."stated_as" AS "statedAs", CASE
                WHEN t2."report_id" IS NOT NULL THEN (
                  SELECT o$
                  FROM (
                    SELECT (
                      SELECT t4."number"
                      FROM "section" t4
                      WHERE t4."id" = t2."section_id"
                      LIMIT 1
                    ) AS "section", t2."line_start" AS "lineStart" 
                  ) o$
                ) END AS "source"
                FROM ((
                  SELECT *
                  FROM (
                    SELECT *
                    FROM "observation"
                    WHERE "superseded_by_id" IS NULL
                  ) t2
                  WHERE t2."subject_id" = t1."id" AND TRUE
                  ORDER BY t2."report_id" ASC NULLS LAST, t2."line_start" ASC NULLS LAST, t2."id" ASC NULLS LAST
                  LIMIT 51
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
                  ) AND (t2."subject_id" = t1."id") IS NOT TRUE AND TRUE
                  ORDER BY t2."report_id" ASC NULLS LAST, t2."line_start" ASC NULLS LAST, t2."id" ASC NULLS LAST
                  LIMIT 51
                )) t2
                ORDER BY t2."report_id" ASC NULLS LAST, t2."line_start" ASC NULLS LAST, t2."id" ASC NULLS LAST
                LIMIT 50
              ) o$
            ) AS "nodes"
          ) o$
        ) AS "observations"
        FROM "training" t1
        ORDER BY t1."line_start" ASC NULLS LAST, t1."id" ASC NULLS LAST
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
        SELECT t5."name" AS "name", (
          SELECT o$
          FROM (
            SELECT ARRAY(
              SELECT o$
              FROM (
                SELECT (
                  SELECT o$
                  FROM (
                    SELECT t7."name" AS "name"
                    FROM "indicator" t7
                    WHERE t7."id" = t6."indicator_id"
                    LIMIT 1
                  ) o$
                ) AS "indicator", t6."breakdown" AS "breakdown", t6."value"::text AS "value", t6."unit" AS "unit", t6."stated_as" AS "statedAs", CASE
                WHEN t6."report_id" IS NOT NULL THEN (
                  SELECT o$
                  FROM (
                    SELECT (
                      SELECT t8."number"
                      FROM "section" t8
                      WHERE t8."id" = t6."section_id"
                      LIMIT 1
                    ) AS "section", t6."line_start" AS "lineStart" 
                  ) o$
                ) END AS "source"
                FROM ((
                  SELECT *
                  FROM (
                    SELECT *
                    FROM "observation"
                    WHERE "superseded_by_id" IS NULL
                  ) t6
                  WHERE t6."subject_id" = t5."id" AND TRUE
                  ORDER BY t6."report_id" ASC NULLS LAST, t6."line_start" ASC NULLS LAST, t6."id" ASC NULLS LAST
                  LIMIT 51
                ) UNION ALL (
                  SELECT *
                  FROM (
                    SELECT *
                    FROM "observation"
                    WHERE "superseded_by_id" IS NULL
                  ) t6
                  WHERE t6."id" IN (
                    SELECT observation_id
                    FROM "observation_about"
                    WHERE thing_id = t5."id"
                  ) AND (t6."subject_id" = t5."id") IS NOT TRUE AND TRUE
                  ORDER BY t6."report_id" ASC NULLS LAST, t6."line_start" ASC NULLS LAST, t6."id" ASC NULLS LAST
                  LIMIT 51
                )) t6
                ORDER BY t6."report_id" ASC NULLS LAST, t6."line_start" ASC NULLS LAST, t6."id" ASC NULLS LAST
                LIMIT 50
              ) o$
            ) AS "nodes"
          ) o$
        ) AS "observations"
        FROM "inspection" t5
        ORDER BY t5."line_start" ASC NULLS LAST, t5."id" ASC NULLS LAST
        LIMIT 50
      ) o$
    ) AS "nodes"
  ) o$
)) AS "1", to_json((
  SELECT o$
  FROM (
    SELECT t9."name" AS "name", (
      SELECT o$
      FROM (
        SELECT ARRAY(
          SELECT o$
          FROM (
            SELECT (
              SELECT o$
              FROM (
                SELECT t11."name" AS "name"
                FROM "indicator" t11
                WHERE t11."id" = t10."indicator_id"
                LIMIT 1
              ) o$
            ) AS "indicator", t10."breakdown" AS "breakdown", t10."value"::text AS "value", t10."unit" AS "unit", t10."stated_as" AS "statedAs", CASE
            WHEN t10."report_id" IS NOT NULL THEN (
              SELECT o$
              FROM (
                SELECT (
                  SELECT t12."number"
                  FROM "section" t12
                  WHERE t12."id" = t10."section_id"
                  LIMIT 1
                ) AS "section", t10."line_start" AS "lineStart" 
              ) o$
            ) END AS "source"
            FROM ((
              SELECT *
              FROM (
                SELECT *
                FROM "observation"
                WHERE "superseded_by_id" IS NULL
              ) t10
              WHERE t10."subject_id" = t9."id" AND t10."unit" = $2::text AND TRUE
              ORDER BY t10."report_id" ASC NULLS LAST, t10."line_start" ASC NULLS LAST, t10."id" ASC NULLS LAST
              LIMIT 51
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
                WHERE thing_id = t9."id"
              ) AND (t10."subject_id" = t9."id") IS NOT TRUE AND t10."unit" = $2::text AND TRUE
              ORDER BY t10."report_id" ASC NULLS LAST, t10."line_start" ASC NULLS LAST, t10."id" ASC NULLS LAST
              LIMIT 51
            )) t10
            ORDER BY t10."report_id" ASC NULLS LAST, t10."line_start" ASC NULLS LAST, t10."id" ASC NULLS LAST
            LIMIT 50
          ) o$
        ) AS "nodes"
      ) o$
    ) AS "observations"
    FROM "project" t9
    WHERE t9."id" = $1::text
  ) o$
)) AS "2", to_json((
  SELECT o$
  FROM (
    SELECT t13."name" AS "name", (
      SELECT o$
      FROM (
        SELECT ARRAY(
          SELECT o$
          FROM (
            SELECT (
              SELECT o$
              FROM (
                SELECT t16."name" AS "name"
                FROM "indicator" t16
                WHERE t16."id" = t14."indicator_id"
                LIMIT 1
              ) o$
            ) AS "indicator", t14."breakdown" AS "breakdown", t14."value"::text AS "value", t14."unit" AS "unit", t14."stated_as" AS "statedAs", CASE
            WHEN t14."report_id" IS NOT NULL THEN (
              SELECT o$
              FROM (
                SELECT (
                  SELECT t17."number"
                  FROM "section" t17
                  WHERE t17."id" = t14."section_id"
                  LIMIT 1
                ) AS "section", t14."line_start" AS "lineStart" 
              ) o$
            ) END AS "source"
            FROM ((
              SELECT *
              FROM (
                SELECT *
                FROM "observation"
                WHERE "superseded_by_id" IS NULL
              ) t14
              WHERE t14."subject_id" = t13."id" AND EXISTS (
                SELECT
                FROM "indicator" t15
                WHERE t15."id" = t14."indicator_id" AND (t15."code" = ANY($6::text[]))
              ) AND TRUE
              ORDER BY t14."report_id" ASC NULLS LAST, t14."line_start" ASC NULLS LAST, t14."id" ASC NULLS LAST
              LIMIT 51
            ) UNION ALL (
              SELECT *
              FROM (
                SELECT *
                FROM "observation"
                WHERE "superseded_by_id" IS NULL
              ) t14
              WHERE t14."id" IN (
                SELECT observation_id
                FROM "observation_about"
                WHERE thing_id = t13."id"
              ) AND (t14."subject_id" = t13."id") IS NOT TRUE AND EXISTS (
                SELECT
                FROM "indicator" t15
                WHERE t15."id" = t14."indicator_id" AND (t15."code" = ANY($6::text[]))
              ) AND TRUE
              ORDER BY t14."report_id" ASC NULLS LAST, t14."line_start" ASC NULLS LAST, t14."id" ASC NULLS LAST
              LIMIT 51
            )) t14
            ORDER BY t14."report_id" ASC NULLS LAST, t14."line_start" ASC NULLS LAST, t14."id" ASC NULLS LAST
            LIMIT 50
          ) o$
        ) AS "nodes"
      ) o$
    ) AS "observations"
    FROM "online_service" t13
    WHERE t13."id" = $5::text
  ) o$
)) AS "3"
WHERE ((
  SELECT count(*)
  FROM "unit"
  WHERE code = ANY ($3::text[])
) = cardinality($3::text[]) OR known_codes('unit', $3::text[], $4::text)) AND ((
  SELECT count(*)
  FROM "indicator"
  WHERE code = ANY ($7::text[])
) = cardinality($7::text[]) OR known_codes('indicator', $7::text[], $8::text))
