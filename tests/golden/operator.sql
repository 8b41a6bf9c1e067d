SELECT to_json((
  SELECT o$
  FROM (
    SELECT t1."name" AS "name", t1."aliases" AS "aliases", t1."sector" AS "sector", (
      SELECT o$
      FROM (
        SELECT ARRAY(
          SELECT o$
          FROM (
            SELECT t2."name" AS "name", t2."kind" AS "kind", t2."action" AS "action"
            FROM "licence" t2
            WHERE t2."holder_id" = t1."id"
            ORDER BY t2."line_start" ASC NULLS LAST, t2."id" ASC NULLS LAST
            LIMIT 50
          ) o$
        ) AS "nodes"
      ) o$
    ) AS "licences", (
      SELECT o$
      FROM (
        SELECT ARRAY(
          SELECT o$
          FROM (
            SELECT t3."name" AS "title", t3."number" AS "number", (
              SELECT o$
              FROM (
                SELECT t4."name" AS "name"
                FROM "agency" t4
                WHERE t4."id" = t3."issuer_id"
                LIMIT 1
              ) o$
            ) AS "issuer"
            FROM "document" t3
            WHERE t3."id" IN (
              SELECT from_id
              FROM "link"
              WHERE to_id = t1."id"
            )
            ORDER BY t3."line_start" ASC NULLS LAST, t3."id" ASC NULLS LAST
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
            SELECT t5."name" AS "title", t5."status" AS "status"
            FROM "activity" t5
            WHERE t5."id" IN (
              SELECT from_id
              FROM "link"
              WHERE to_id = t1."id"
            )
            ORDER BY t5."line_start" ASC NULLS LAST, t5."id" ASC NULLS LAST
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
            SELECT t6."number" AS "number", t6."name" AS "title"
            FROM "planned_task" t6
            WHERE t6."id" IN (
              SELECT from_id
              FROM "link"
              WHERE to_id = t1."id"
            )
            ORDER BY t6."position" ASC NULLS LAST, t6."id" ASC NULLS LAST
            LIMIT 50
          ) o$
        ) AS "nodes"
      ) o$
    ) AS "tasks", (
      SELECT o$
      FROM (
        SELECT ARRAY(
          SELECT o$
          FROM (
            SELECT (
              SELECT o$
              FROM (
                SELECT t8."name" AS "name"
                FROM "indicator" t8
                WHERE t8."id" = t7."indicator_id"
                LIMIT 1
              ) o$
            ) AS "indicator", t7."value"::text AS "value", t7."unit" AS "unit"
            FROM ((
              SELECT *
              FROM (
                SELECT *
                FROM "observation"
                WHERE "superseded_by_id" IS NULL
              ) t7
              WHERE t7."subject_id" = t1."id" AND TRUE
              ORDER BY t7."report_id" ASC NULLS LAST, t7."line_start" ASC NULLS LAST, t7."id" ASC NULLS LAST
              LIMIT 51
            ) UNION ALL (
              SELECT *
              FROM (
                SELECT *
                FROM "observation"
                WHERE "superseded_by_id" IS NULL
              ) t7
              WHERE t7."id" IN (
                SELECT observation_id
                FROM "observation_about"
                WHERE thing_id = t1."id"
              ) AND (t7."subject_id" = t1."id") IS NOT TRUE AND TRUE
              ORDER BY t7."report_id" ASC NULLS LAST, t7."line_start" ASC NULLS LAST, t7."id" ASC NULLS LAST
              LIMIT 51
            )) t7
            ORDER BY t7."report_id" ASC NULLS LAST, t7."line_start" ASC NULLS LAST, t7."id" ASC NULLS LAST
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
            SELECT t9."role" AS "role", (
              SELECT o$
              FROM (
                SELECT t11."id" AS "id", t11."name" AS "name"
                FROM "thing" t11
                WHERE t11."id" = t9."from_id"
                LIMIT 1
              ) o$
            ) AS "from"
            FROM "link" t9
            WHERE t9."to_id" = t1."id"
            ORDER BY (
              SELECT t10."name"
              FROM "thing" t10
              WHERE t10."id" = t9."from_id"
            ) ASC NULLS LAST, t9."id" ASC NULLS LAST
            LIMIT 50
          ) o$
        ) AS "nodes"
      ) o$
    ) AS "linkedFrom"
    FROM "operator" t1
    WHERE t1."id" = $1::text
  ) o$
)) AS "0"
