SELECT to_json((
  SELECT o$
  FROM (
    SELECT t1."name" AS "name", (
      SELECT o$
      FROM (
        SELECT (
          SELECT count(*)::integer AS count
          FROM "infrastructure_system" t2
          WHERE t2."host_id" = t1."id" AND EXISTS (
            SELECT
            FROM "agency" t3
            WHERE t3."id" = t2."owner_id" AND (TRUE)
          )
        ) AS "totalCount", ARRAY(
          SELECT o$
          FROM (
            SELECT t4."name" AS "name", t4."category" AS "category", (
              SELECT o$
              FROM (
                SELECT t7."name" AS "name"
                FROM "agency" t7
                WHERE t7."id" = t4."owner_id"
                LIMIT 1
              ) o$
            ) AS "owner"
            FROM "infrastructure_system" t4
            WHERE t4."host_id" = t1."id" AND EXISTS (
              SELECT
              FROM "agency" t6
              WHERE t6."id" = t4."owner_id" AND (TRUE)
            )
            ORDER BY (
              SELECT t5."name"
              FROM "agency" t5
              WHERE t5."id" = t4."owner_id"
            ) ASC NULLS LAST, t4."name" ASC NULLS LAST, t4."id" ASC NULLS LAST
            LIMIT 50
          ) o$
        ) AS "nodes"
      ) o$
    ) AS "owned", (
      SELECT o$
      FROM (
        SELECT (
          SELECT count(*)::integer AS count
          FROM "infrastructure_system" t8
          WHERE t8."host_id" = t1."id" AND (EXISTS (
            SELECT
            FROM "agency" t9
            WHERE t9."id" = t8."owner_id" AND (TRUE)
          )) IS NOT TRUE
        ) AS "totalCount", ARRAY(
          SELECT o$
          FROM (
            SELECT t10."name" AS "name", (
              SELECT o$
              FROM (
                SELECT t12."name" AS "name"
                FROM "agency" t12
                WHERE t12."id" = t10."owner_id"
                LIMIT 1
              ) o$
            ) AS "owner", CASE
            WHEN t10."report_id" IS NOT NULL THEN (
              SELECT o$
              FROM (
                SELECT (
                  SELECT t13."number"
                  FROM "section" t13
                  WHERE t13."id" = t10."section_id"
                  LIMIT 1
                ) AS "section", t10."line_start" AS "lineStart" 
              ) o$
            ) END AS "source"
            FROM "infrastructure_system" t10
            WHERE t10."host_id" = t1."id" AND (EXISTS (
              SELECT
              FROM "agency" t11
              WHERE t11."id" = t10."owner_id" AND (TRUE)
            )) IS NOT TRUE
            ORDER BY t10."name" ASC NULLS LAST, t10."id" ASC NULLS LAST
            LIMIT 50
          ) o$
        ) AS "nodes"
      ) o$
    ) AS "unowned"
    FROM "infrastructure_system" t1
    WHERE t1."id" = $1::text
  ) o$
)) AS "0"
