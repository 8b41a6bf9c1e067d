SELECT to_json((
  SELECT o$
  FROM (
    SELECT t1."name" AS "name", t1."category" AS "category", (
      SELECT o$
      FROM (
        SELECT t2."name" AS "name", (
          SELECT o$
          FROM (
            SELECT (
              SELECT count(*)::integer AS count
              FROM "media_output" t3
              WHERE t3."outlet_id" = t2."id"
            ) AS "totalCount"
          ) o$
        ) AS "outputs", (
          SELECT o$
          FROM (
            SELECT t4."id" AS "id"
            FROM "infrastructure_system" t4
            WHERE t4."id" = t2."system_id"
            LIMIT 1
          ) o$
        ) AS "system"
        FROM "media_outlet" t2
        WHERE t2."system_id" = t1."id"
        LIMIT 1
      ) o$
    ) AS "outlet"
    FROM "infrastructure_system" t1
    WHERE t1."id" = $1::text
  ) o$
)) AS "0", to_json((
  SELECT o$
  FROM (
    SELECT t5."name" AS "name", t5."kind" AS "kind", (
      SELECT o$
      FROM (
        SELECT t6."name" AS "name", (
          SELECT o$
          FROM (
            SELECT t7."name" AS "name"
            FROM "infrastructure_system" t7
            WHERE t7."id" = t6."host_id"
            LIMIT 1
          ) o$
        ) AS "host", (
          SELECT o$
          FROM (
            SELECT ARRAY(
              SELECT o$
              FROM (
                SELECT t8."name" AS "title"
                FROM "activity" t8
                WHERE t8."id" IN (
                  SELECT from_id
                  FROM "link"
                  WHERE to_id = t6."id"
                )
                ORDER BY t8."line_start" ASC NULLS LAST, t8."id" ASC NULLS LAST
                LIMIT 50
              ) o$
            ) AS "nodes"
          ) o$
        ) AS "activities"
        FROM "infrastructure_system" t6
        WHERE t6."id" = t5."system_id"
        LIMIT 1
      ) o$
    ) AS "system"
    FROM "media_outlet" t5
    WHERE t5."id" = $2::text
  ) o$
)) AS "1", to_json((
  SELECT o$
  FROM (
    SELECT ARRAY(
      SELECT o$
      FROM (
        SELECT t9."id" AS "id"
        FROM "infrastructure_system" t9
        WHERE EXISTS (
          SELECT
          FROM "media_outlet" t10
          WHERE t10."system_id" = t9."id" AND (TRUE)
        )
        ORDER BY t9."name" ASC NULLS LAST, t9."id" ASC NULLS LAST
        LIMIT 50
      ) o$
    ) AS "nodes"
  ) o$
)) AS "2", to_json((
  SELECT o$
  FROM (
    SELECT ARRAY(
      SELECT o$
      FROM (
        SELECT t11."number" AS "number", CASE
        WHEN t13."id" IS NOT NULL THEN (
          SELECT o$
          FROM (
            SELECT t13."name" AS "name" 
          ) o$
        ) END AS "issuer", CASE
        WHEN t14."id" IS NOT NULL THEN (
          SELECT o$
          FROM (
            SELECT t14."name" AS "name", CASE
            WHEN t15."id" IS NOT NULL THEN (
              SELECT o$
              FROM (
                SELECT t15."name" AS "name" 
              ) o$
            ) END AS "parent" 
          ) o$
        ) END AS "issuingOperator", (
          SELECT o$
          FROM (
            SELECT ARRAY(
              SELECT o$
              FROM (
                SELECT t16."name" AS "title"
                FROM "document" t16
                WHERE t16."id" IN (
                  SELECT from_id
                  FROM "link"
                  WHERE to_id = t11."id" AND role = 'REPLIES_TO'
                )
                ORDER BY t16."name" ASC NULLS LAST, t16."id" ASC NULLS LAST
                LIMIT 50
              ) o$
            ) AS "nodes"
          ) o$
        ) AS "repliedToBy"
        FROM (
          SELECT t11.*
          FROM "document" t11
          WHERE EXISTS (
            SELECT
            FROM "operator" t12
            WHERE t12."id" = t11."issuing_operator_id" AND (t12."sector" = 'TELECOM')
          )
          ORDER BY t11."name" ASC NULLS LAST, t11."id" ASC NULLS LAST
          LIMIT 50
        ) t11
        LEFT JOIN "agency" t13 ON t13."id" = t11."issuer_id"
        LEFT JOIN "operator" t14 ON t14."id" = t11."issuing_operator_id"
        LEFT JOIN "operator" t15 ON t15."id" = t14."parent_id"
        ORDER BY t11."name" ASC NULLS LAST, t11."id" ASC NULLS LAST
      ) o$
    ) AS "nodes"
  ) o$
)) AS "3", to_json((
  SELECT o$
  FROM (
    SELECT (
      SELECT count(*)::integer AS count
      FROM "document" t17
      WHERE EXISTS (
        SELECT
        FROM "agency" t18
        WHERE t18."id" = t17."issuer_id" AND (t18."level" = 'CENTRAL')
      )
    ) AS "totalCount"
  ) o$
)) AS "4", to_json((
  SELECT o$
  FROM (
    SELECT ARRAY(
      SELECT o$
      FROM (
        SELECT t19."name" AS "name", (
          SELECT o$
          FROM (
            SELECT ARRAY(
              SELECT o$
              FROM (
                SELECT t21."name" AS "name"
                FROM "licence" t21
                WHERE t21."holder_id" = t19."id"
                ORDER BY t21."name" ASC NULLS LAST, t21."id" ASC NULLS LAST
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
                SELECT t22."name" AS "name", (
                  SELECT o$
                  FROM (
                    SELECT ARRAY(
                      SELECT o$
                      FROM (
                        SELECT t23."name" AS "name"
                        FROM "licence" t23
                        WHERE t23."holder_id" = t22."id"
                        ORDER BY t23."name" ASC NULLS LAST, t23."id" ASC NULLS LAST
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
                        SELECT t24."number" AS "number"
                        FROM "document" t24
                        WHERE t24."issuing_operator_id" = t22."id"
                        ORDER BY t24."name" ASC NULLS LAST, t24."id" ASC NULLS LAST
                        LIMIT 50
                      ) o$
                    ) AS "nodes"
                  ) o$
                ) AS "issuedDocuments"
                FROM "operator" t22
                WHERE t22."parent_id" = t19."id"
                ORDER BY t22."name" ASC NULLS LAST, t22."id" ASC NULLS LAST
                LIMIT 50
              ) o$
            ) AS "nodes"
          ) o$
        ) AS "branches"
        FROM "operator" t19
        WHERE EXISTS (
          SELECT
          FROM "operator" t20
          WHERE t20."parent_id" = t19."id" AND (TRUE)
        )
        ORDER BY t19."name" ASC NULLS LAST, t19."id" ASC NULLS LAST
        LIMIT 50
      ) o$
    ) AS "nodes"
  ) o$
)) AS "5", to_json((
  SELECT o$
  FROM (
    SELECT ARRAY(
      SELECT o$
      FROM (
        SELECT t25."name" AS "title", (
          SELECT o$
          FROM (
            SELECT ARRAY(
              SELECT o$
              FROM (
                SELECT t27."number" AS "number", (
                  SELECT o$
                  FROM (
                    SELECT ARRAY(
                      SELECT o$
                      FROM (
                        SELECT t28."id" AS "id"
                        FROM "document" t28
                        WHERE t28."id" IN (
                          SELECT from_id
                          FROM "link"
                          WHERE to_id = t27."id" AND role = 'DRAFT_OF'
                        )
                        ORDER BY t28."name" ASC NULLS LAST, t28."id" ASC NULLS LAST
                        LIMIT 50
                      ) o$
                    ) AS "nodes"
                  ) o$
                ) AS "drafts"
                FROM "document" t27
                WHERE t27."id" IN (
                  SELECT to_id
                  FROM "link"
                  WHERE from_id = t25."id" AND role = 'DRAFT_OF'
                )
                ORDER BY t27."name" ASC NULLS LAST, t27."id" ASC NULLS LAST
                LIMIT 50
              ) o$
            ) AS "nodes"
          ) o$
        ) AS "draftOf"
        FROM "document" t25
        WHERE EXISTS (
          SELECT
          FROM "document" t26
          WHERE t26."id" IN (
            SELECT to_id
            FROM "link"
            WHERE from_id = t25."id" AND role = 'DRAFT_OF'
          ) AND (TRUE)
        )
        ORDER BY t25."name" ASC NULLS LAST, t25."id" ASC NULLS LAST
        LIMIT 50
      ) o$
    ) AS "nodes"
  ) o$
)) AS "6", to_json((
  SELECT o$
  FROM (
    SELECT (
      SELECT o$
      FROM (
        SELECT ARRAY(
          SELECT o$
          FROM (
            SELECT t30."name" AS "title"
            FROM "document" t30
            WHERE t30."id" IN (
              SELECT from_id
              FROM "link"
              WHERE to_id = t29."id"
            )
            ORDER BY t30."name" ASC NULLS LAST, t30."id" ASC NULLS LAST
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
            SELECT t31."name" AS "title"
            FROM "topic" t31
            WHERE t31."id" IN (
              SELECT from_id
              FROM "link"
              WHERE to_id = t29."id"
            )
            ORDER BY t31."line_start" ASC NULLS LAST, t31."id" ASC NULLS LAST
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
            SELECT t32."name" AS "title"
            FROM "media_output" t32
            WHERE t32."id" IN (
              SELECT from_id
              FROM "link"
              WHERE to_id = t29."id"
            )
            ORDER BY t32."name" ASC NULLS LAST, t32."id" ASC NULLS LAST
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
            SELECT t33."name" AS "name", (
              SELECT o$
              FROM (
                SELECT ARRAY(
                  SELECT o$
                  FROM (
                    SELECT t34."id" AS "id"
                    FROM "event" t34
                    WHERE t34."id" IN (
                      SELECT to_id
                      FROM "link"
                      WHERE from_id = t33."id"
                    )
                    ORDER BY t34."name" ASC NULLS LAST, t34."id" ASC NULLS LAST
                    LIMIT 50
                  ) o$
                ) AS "nodes"
              ) o$
            ) AS "events"
            FROM "citizen_reception" t33
            WHERE t33."id" IN (
              SELECT from_id
              FROM "link"
              WHERE to_id = t29."id"
            )
            ORDER BY t33."name" ASC NULLS LAST, t33."id" ASC NULLS LAST
            LIMIT 50
          ) o$
        ) AS "nodes"
      ) o$
    ) AS "receptions", (
      SELECT o$
      FROM (
        SELECT ARRAY(
          SELECT o$
          FROM (
            SELECT t35."name" AS "title"
            FROM "event" t35
            WHERE t35."id" IN (
              SELECT from_id
              FROM "link"
              WHERE to_id = t29."id"
            )
            ORDER BY t35."name" ASC NULLS LAST, t35."id" ASC NULLS LAST
            LIMIT 50
          ) o$
        ) AS "nodes"
      ) o$
    ) AS "events"
    FROM "event" t29
    WHERE t29."id" = $3::text
  ) o$
)) AS "7", to_json((
  SELECT o$
  FROM (
    SELECT (
      SELECT o$
      FROM (
        SELECT (
          SELECT count(*)::integer AS count
          FROM "thing" t37
          WHERE t37."id" IN (
            SELECT to_id
            FROM "link"
            WHERE from_id = t36."id" AND role = 'CONCERNS'
          )
        ) AS "totalCount"
      ) o$
    ) AS "concerns"
    FROM "activity" t36
    WHERE t36."id" = $4::text
  ) o$
)) AS "8"
