SELECT (
  SELECT row_to_json(o)
  FROM (
    SELECT (
      SELECT count(*)::integer AS count
      FROM "planned_task" t1
      WHERE EXISTS (
        SELECT
        FROM "period" t2
        WHERE t2."id" = t1."period_id" AND (t2."id" = $1::text)
      )
    ) AS "totalCount", array_to_json(ARRAY(
      SELECT row_to_json(o)
      FROM (
        SELECT t3."number" AS "number", t3."name" AS "title", t3."condition" AS "condition", (
          SELECT row_to_json(o)
          FROM (
            SELECT t5."number" AS "number"
            FROM "planned_task" t5
            WHERE t5."id" = t3."parent_id"
            LIMIT 1
          ) o
        ) AS "parent", (
          SELECT row_to_json(o)
          FROM (
            SELECT array_to_json(ARRAY(
              SELECT row_to_json(o)
              FROM (
                SELECT t6."number" AS "number", t6."name" AS "title"
                FROM "document" t6
                WHERE t6."id" IN (
                  SELECT to_id
                  FROM "link"
                  WHERE from_id = t3."id"
                )
                ORDER BY t6."name" ASC NULLS LAST, t6."id" ASC NULLS LAST
                LIMIT 50
              ) o
            )) AS "nodes"
          ) o
        ) AS "documents", (
          SELECT row_to_json(o)
          FROM (
            SELECT array_to_json(ARRAY(
              SELECT row_to_json(o)
              FROM (
                SELECT t7."name" AS "name", (
                  SELECT row_to_json(o)
                  FROM (
                    SELECT (
                      SELECT count(*)::integer AS count
                      FROM "vulnerability_notice" t8
                      WHERE t8."system_id" = t7."id"
                    ) AS "totalCount"
                  ) o
                ) AS "notices"
                FROM "infrastructure_system" t7
                WHERE t7."id" IN (
                  SELECT to_id
                  FROM "link"
                  WHERE from_id = t3."id"
                )
                ORDER BY t7."name" ASC NULLS LAST, t7."id" ASC NULLS LAST
                LIMIT 50
              ) o
            )) AS "nodes"
          ) o
        ) AS "systems", (
          SELECT row_to_json(o)
          FROM (
            SELECT array_to_json(ARRAY(
              SELECT row_to_json(o)
              FROM (
                SELECT t9."name" AS "name"
                FROM "project" t9
                WHERE t9."id" IN (
                  SELECT to_id
                  FROM "link"
                  WHERE from_id = t3."id"
                )
                ORDER BY t9."name" ASC NULLS LAST, t9."id" ASC NULLS LAST
                LIMIT 50
              ) o
            )) AS "nodes"
          ) o
        ) AS "projects", (
          SELECT row_to_json(o)
          FROM (
            SELECT array_to_json(ARRAY(
              SELECT row_to_json(o)
              FROM (
                SELECT t10."name" AS "name"
                FROM "operator" t10
                WHERE t10."id" IN (
                  SELECT to_id
                  FROM "link"
                  WHERE from_id = t3."id"
                )
                ORDER BY t10."name" ASC NULLS LAST, t10."id" ASC NULLS LAST
                LIMIT 50
              ) o
            )) AS "nodes"
          ) o
        ) AS "operators", (
          SELECT row_to_json(o)
          FROM (
            SELECT array_to_json(ARRAY(
              SELECT row_to_json(o)
              FROM (
                SELECT t11."name" AS "name"
                FROM "agency" t11
                WHERE t11."id" IN (
                  SELECT to_id
                  FROM "link"
                  WHERE from_id = t3."id"
                )
                ORDER BY t11."name" ASC NULLS LAST, t11."id" ASC NULLS LAST
                LIMIT 50
              ) o
            )) AS "nodes"
          ) o
        ) AS "agencies"
        FROM "planned_task" t3
        WHERE EXISTS (
          SELECT
          FROM "period" t4
          WHERE t4."id" = t3."period_id" AND (t4."id" = $2::text)
        )
        ORDER BY t3."position" ASC NULLS LAST, t3."id" ASC NULLS LAST
        LIMIT 50
      ) o
    )) AS "nodes"
  ) o
) AS "0"
