SELECT to_json((
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
                SELECT g.k0 AS "kind"
              ) o$
            ) AS "keys", g.m0 AS "count"
            FROM (
              SELECT *
              FROM (
                SELECT t2."kind" AS k0, (count(*))::integer AS m0, count(*) AS n
                FROM "thing" t2
                WHERE t2."id" IN (
                  SELECT from_id
                  FROM "link"
                  WHERE to_id = t1."id" AND role = 'ON_THEME'
                ) GROUP BY 1
              ) g
              ORDER BY m0 DESC NULLS LAST, k0 ASC NULLS LAST
              LIMIT 50
            ) g
          ) o$
        ) AS "byKind"
      ) o$
    ) AS "things", (
      SELECT o$
      FROM (
        SELECT ARRAY(
          SELECT o$
          FROM (
            SELECT t3."name" AS "name", t3."level" AS "level"
            FROM "programme" t3
            WHERE t3."id" IN (
              SELECT from_id
              FROM "link"
              WHERE to_id = t1."id" AND role = 'ON_THEME'
            )
            ORDER BY t3."name" ASC NULLS LAST, t3."id" ASC NULLS LAST
            LIMIT 50
          ) o$
        ) AS "nodes"
      ) o$
    ) AS "programmes", (
      SELECT o$
      FROM (
        SELECT ARRAY(
          SELECT o$
          FROM (
            SELECT t4."number" AS "number", t4."name" AS "title", (
              SELECT o$
              FROM (
                SELECT t5."name" AS "name"
                FROM "agency" t5
                WHERE t5."id" = t4."issuer_id"
                LIMIT 1
              ) o$
            ) AS "issuer", CASE
            WHEN t4."report_id" IS NOT NULL THEN (
              SELECT o$
              FROM (
                SELECT (
                  SELECT t6."number"
                  FROM "section" t6
                  WHERE t6."id" = t4."section_id"
                  LIMIT 1
                ) AS "section", t4."line_start" AS "lineStart" 
              ) o$
            ) END AS "source"
            FROM "document" t4
            WHERE t4."id" IN (
              SELECT from_id
              FROM "link"
              WHERE to_id = t1."id" AND role = 'ON_THEME'
            )
            ORDER BY t4."line_start" ASC NULLS LAST, t4."id" ASC NULLS LAST
            LIMIT 50
          ) o$
        ) AS "nodes"
      ) o$
    ) AS "documents", (
      SELECT o$
      FROM (
        SELECT ARRAY(
          SELECT o$
          FROM (
            SELECT t7."name" AS "title", t7."document_type" AS "documentType", (
              SELECT o$
              FROM (
                SELECT ARRAY(
                  SELECT o$
                  FROM (
                    SELECT t8."name" AS "name"
                    FROM "thing" t8
                    WHERE t8."id" IN (
                      SELECT to_id
                      FROM "link"
                      WHERE from_id = t7."id" AND role = 'ADDRESSED_TO'
                    )
                    ORDER BY t8."name" ASC NULLS LAST, t8."id" ASC NULLS LAST
                    LIMIT 50
                  ) o$
                ) AS "nodes"
              ) o$
            ) AS "addressees"
            FROM "topic" t7
            WHERE t7."id" IN (
              SELECT from_id
              FROM "link"
              WHERE to_id = t1."id" AND role = 'ON_THEME'
            )
            ORDER BY t7."line_start" ASC NULLS LAST, t7."id" ASC NULLS LAST
            LIMIT 50
          ) o$
        ) AS "nodes"
      ) o$
    ) AS "topics", (
      SELECT o$
      FROM (
        SELECT ARRAY(
          SELECT o$
          FROM (
            SELECT t9."name" AS "title", (
              SELECT o$
              FROM (
                SELECT t10."name" AS "name"
                FROM "agency" t10
                WHERE t10."id" = t9."agency_id"
                LIMIT 1
              ) o$
            ) AS "agency", t9."status" AS "status"
            FROM "activity" t9
            WHERE t9."id" IN (
              SELECT from_id
              FROM "link"
              WHERE to_id = t1."id" AND role = 'ON_THEME'
            )
            ORDER BY t9."line_start" ASC NULLS LAST, t9."id" ASC NULLS LAST
            LIMIT 50
          ) o$
        ) AS "nodes"
      ) o$
    ) AS "activities", (
      SELECT o$
      FROM (
        SELECT ARRAY(
          SELECT o$
          FROM (
            SELECT t11."name" AS "title", t11."kind" AS "kind", t11."mode" AS "mode"
            FROM "event" t11
            WHERE t11."id" IN (
              SELECT from_id
              FROM "link"
              WHERE to_id = t1."id" AND role = 'ON_THEME'
            )
            ORDER BY t11."line_start" ASC NULLS LAST, t11."id" ASC NULLS LAST
            LIMIT 50
          ) o$
        ) AS "nodes"
      ) o$
    ) AS "events", (
      SELECT o$
      FROM (
        SELECT ARRAY(
          SELECT o$
          FROM (
            SELECT t12."name" AS "name"
            FROM "infrastructure_system" t12
            WHERE t12."id" IN (
              SELECT from_id
              FROM "link"
              WHERE to_id = t1."id" AND role = 'ON_THEME'
            )
            ORDER BY t12."line_start" ASC NULLS LAST, t12."id" ASC NULLS LAST
            LIMIT 50
          ) o$
        ) AS "nodes"
      ) o$
    ) AS "systems", (
      SELECT o$
      FROM (
        SELECT ARRAY(
          SELECT o$
          FROM (
            SELECT t13."name" AS "title", t13."kind" AS "kind"
            FROM "media_output" t13
            WHERE t13."id" IN (
              SELECT from_id
              FROM "link"
              WHERE to_id = t1."id" AND role = 'ON_THEME'
            )
            ORDER BY t13."line_start" ASC NULLS LAST, t13."id" ASC NULLS LAST
            LIMIT 50
          ) o$
        ) AS "nodes"
      ) o$
    ) AS "outputs", (
      SELECT o$
      FROM (
        SELECT ARRAY(
          SELECT o$
          FROM (
            SELECT (
              SELECT o$
              FROM (
                SELECT t15."name" AS "name"
                FROM "indicator" t15
                WHERE t15."id" = t14."indicator_id"
                LIMIT 1
              ) o$
            ) AS "indicator", t14."value"::text AS "value", t14."unit" AS "unit", t14."stated_as" AS "statedAs", (
              SELECT o$
              FROM (
                SELECT t16."name" AS "name"
                FROM "thing" t16
                WHERE t16."id" = t14."subject_id"
                LIMIT 1
              ) o$
            ) AS "subject"
            FROM ((
              SELECT *
              FROM (
                SELECT *
                FROM "observation"
                WHERE "superseded_by_id" IS NULL
              ) t14
              WHERE t14."subject_id" = t1."id" AND TRUE
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
                WHERE thing_id = t1."id"
              ) AND (t14."subject_id" = t1."id") IS NOT TRUE AND TRUE
              ORDER BY t14."report_id" ASC NULLS LAST, t14."line_start" ASC NULLS LAST, t14."id" ASC NULLS LAST
              LIMIT 51
            )) t14
            ORDER BY t14."report_id" ASC NULLS LAST, t14."line_start" ASC NULLS LAST, t14."id" ASC NULLS LAST
            LIMIT 50
          ) o$
        ) AS "nodes"
      ) o$
    ) AS "observations", (
      SELECT o$
      FROM (
        SELECT ARRAY(
          SELECT o$
          FROM (
            SELECT t17."name" AS "title", t17."polarity" AS "polarity", t17."cause" AS "cause"
            FROM "evaluation_point" t17
            WHERE t17."id" IN (
              SELECT from_id
              FROM "link"
              WHERE to_id = t1."id" AND role = 'ON_THEME'
            )
            ORDER BY t17."line_start" ASC NULLS LAST, t17."id" ASC NULLS LAST
            LIMIT 50
          ) o$
        ) AS "nodes"
      ) o$
    ) AS "evaluations", (
      SELECT o$
      FROM (
        SELECT ARRAY(
          SELECT o$
          FROM (
            SELECT t18."number" AS "number", t18."name" AS "title", t18."condition" AS "condition"
            FROM "planned_task" t18
            WHERE t18."id" IN (
              SELECT from_id
              FROM "link"
              WHERE to_id = t1."id" AND role = 'ON_THEME'
            )
            ORDER BY t18."position" ASC NULLS LAST, t18."id" ASC NULLS LAST
            LIMIT 50
          ) o$
        ) AS "nodes"
      ) o$
    ) AS "tasks"
    FROM "theme" t1
    WHERE t1."id" = $1::text
  ) o$
)) AS "0"
