SELECT to_json((
  SELECT o$
  FROM (
    SELECT ARRAY(
      SELECT o$
      FROM (
        SELECT t1."name" AS "name", t1."kind" AS "kind", t1."level" AS "level", t1."from_year" AS "fromYear", t1."to_year" AS "toYear", CASE
        WHEN t2."id" IS NOT NULL THEN (
          SELECT o$
          FROM (
            SELECT t2."name" AS "name" 
          ) o$
        ) END AS "owner", CASE
        WHEN t3."id" IS NOT NULL THEN (
          SELECT o$
          FROM (
            SELECT t3."number" AS "number", t3."name" AS "title" 
          ) o$
        ) END AS "document", (
          SELECT o$
          FROM (
            SELECT ARRAY(
              SELECT o$
              FROM (
                SELECT t4."number" AS "number", t4."name" AS "title", t4."status" AS "status"
                FROM "document" t4
                WHERE t4."id" IN (
                  SELECT from_id
                  FROM "link"
                  WHERE to_id = t1."id" AND role = 'SERVES'
                )
                ORDER BY t4."name" ASC NULLS LAST, t4."id" ASC NULLS LAST
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
                SELECT t5."number" AS "number", t5."name" AS "title"
                FROM "planned_task" t5
                WHERE t5."id" IN (
                  SELECT from_id
                  FROM "link"
                  WHERE to_id = t1."id" AND role = 'SERVES'
                )
                ORDER BY t5."position" ASC NULLS LAST, t5."id" ASC NULLS LAST
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
                SELECT t6."name" AS "name"
                FROM "project" t6
                WHERE t6."id" IN (
                  SELECT from_id
                  FROM "link"
                  WHERE to_id = t1."id" AND role = 'SERVES'
                )
                ORDER BY t6."name" ASC NULLS LAST, t6."id" ASC NULLS LAST
                LIMIT 50
              ) o$
            ) AS "nodes"
          ) o$
        ) AS "projects", (
          SELECT o$
          FROM (
            SELECT ARRAY(
              SELECT o$
              FROM (
                SELECT t7."name" AS "title"
                FROM "activity" t7
                WHERE t7."id" IN (
                  SELECT from_id
                  FROM "link"
                  WHERE to_id = t1."id" AND role = 'SERVES'
                )
                ORDER BY t7."line_start" ASC NULLS LAST, t7."id" ASC NULLS LAST
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
                SELECT t8."name" AS "title"
                FROM "event" t8
                WHERE t8."id" IN (
                  SELECT from_id
                  FROM "link"
                  WHERE to_id = t1."id" AND role = 'SERVES'
                )
                ORDER BY t8."name" ASC NULLS LAST, t8."id" ASC NULLS LAST
                LIMIT 50
              ) o$
            ) AS "nodes"
          ) o$
        ) AS "events"
        FROM (
          SELECT t1.*
          FROM "programme" t1
          ORDER BY array_position(ARRAY['NATIONAL', 'MINISTRY', 'PROVINCE', 'DISTRICT'], t1."level") ASC NULLS LAST, t1."line_start" ASC NULLS LAST, t1."id" ASC NULLS LAST
          LIMIT 50
        ) t1
        LEFT JOIN "agency" t2 ON t2."id" = t1."owner_id"
        LEFT JOIN "document" t3 ON t3."id" = t1."document_id"
        ORDER BY array_position(ARRAY['NATIONAL', 'MINISTRY', 'PROVINCE', 'DISTRICT'], t1."level") ASC NULLS LAST, t1."line_start" ASC NULLS LAST, t1."id" ASC NULLS LAST
      ) o$
    ) AS "nodes"
  ) o$
)) AS "0", to_json((
  SELECT o$
  FROM (
    SELECT ARRAY(
      SELECT o$
      FROM (
        SELECT t9."name" AS "title"
        FROM "document" t9
        WHERE EXISTS (
          SELECT
          FROM "programme" t10
          WHERE t10."id" IN (
            SELECT to_id
            FROM "link"
            WHERE from_id = t9."id" AND role = 'SERVES'
          ) AND (t10."level" = 'NATIONAL')
        )
        ORDER BY t9."name" ASC NULLS LAST, t9."id" ASC NULLS LAST
        LIMIT 50
      ) o$
    ) AS "nodes"
  ) o$
)) AS "1"
