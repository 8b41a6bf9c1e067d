SELECT to_json((
  SELECT o$
  FROM (
    SELECT (
      SELECT count(*)::integer AS count
      FROM "planned_task" t1
      WHERE t1."period_id" = $1::text
    ) AS "totalCount", ARRAY(
      SELECT o$
      FROM (
        SELECT t2."number" AS "number", t2."name" AS "title", t2."condition" AS "condition", CASE
        WHEN t3."id" IS NOT NULL THEN (
          SELECT o$
          FROM (
            SELECT t3."number" AS "number" 
          ) o$
        ) END AS "parent", (
          SELECT o$
          FROM (
            SELECT ARRAY(
              SELECT o$
              FROM (
                SELECT t4."number" AS "number", t4."name" AS "title"
                FROM "document" t4
                WHERE t4."id" IN (
                  SELECT to_id
                  FROM "link"
                  WHERE from_id = t2."id"
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
                SELECT t5."name" AS "name", (
                  SELECT o$
                  FROM (
                    SELECT (
                      SELECT count(*)::integer AS count
                      FROM "vulnerability_notice" t6
                      WHERE t6."system_id" = t5."id"
                    ) AS "totalCount"
                  ) o$
                ) AS "notices"
                FROM "infrastructure_system" t5
                WHERE t5."id" IN (
                  SELECT to_id
                  FROM "link"
                  WHERE from_id = t2."id"
                )
                ORDER BY t5."name" ASC NULLS LAST, t5."id" ASC NULLS LAST
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
                SELECT t7."name" AS "name"
                FROM "project" t7
                WHERE t7."id" IN (
                  SELECT to_id
                  FROM "link"
                  WHERE from_id = t2."id"
                )
                ORDER BY t7."name" ASC NULLS LAST, t7."id" ASC NULLS LAST
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
                SELECT t8."name" AS "name"
                FROM "operator" t8
                WHERE t8."id" IN (
                  SELECT to_id
                  FROM "link"
                  WHERE from_id = t2."id"
                )
                ORDER BY t8."name" ASC NULLS LAST, t8."id" ASC NULLS LAST
                LIMIT 50
              ) o$
            ) AS "nodes"
          ) o$
        ) AS "operators", (
          SELECT o$
          FROM (
            SELECT ARRAY(
              SELECT o$
              FROM (
                SELECT t9."name" AS "name"
                FROM "agency" t9
                WHERE t9."id" IN (
                  SELECT to_id
                  FROM "link"
                  WHERE from_id = t2."id"
                )
                ORDER BY t9."name" ASC NULLS LAST, t9."id" ASC NULLS LAST
                LIMIT 50
              ) o$
            ) AS "nodes"
          ) o$
        ) AS "agencies"
        FROM (
          SELECT t2.*
          FROM "planned_task" t2
          WHERE t2."period_id" = $2::text
          ORDER BY t2."position" ASC NULLS LAST, t2."id" ASC NULLS LAST
          LIMIT 50
        ) t2
        LEFT JOIN "planned_task" t3 ON t3."id" = t2."parent_id"
        ORDER BY t2."position" ASC NULLS LAST, t2."id" ASC NULLS LAST
      ) o$
    ) AS "nodes"
  ) o$
)) AS "0"
