WITH "check" AS MATERIALIZED (TABLE "check"), "once 0" AS MATERIALIZED (
  SELECT written_otherwise($4::text, false) AS value
), "once 1" AS MATERIALIZED (
  SELECT sought($8::text) AS value
) SELECT to_json((
  SELECT o$
  FROM (
    SELECT ARRAY(
      SELECT o$
      FROM (
        SELECT t1."number" AS "number", t1."name" AS "title", t1."issued_on" AS "issuedOn", CASE
        WHEN t2."id" IS NOT NULL THEN (
          SELECT o$
          FROM (
            SELECT t2."name" AS "name" 
          ) o$
        ) END AS "issuer", CASE
        WHEN t3."id" IS NOT NULL THEN (
          SELECT o$
          FROM (
            SELECT t3."start" AS "start", t3."end" AS "end" 
          ) o$
        ) END AS "resultPeriod", (
          SELECT o$
          FROM (
            SELECT (
              SELECT count(*)::integer AS count
              FROM "section" t4
              WHERE t4."report_id" = t1."id"
            ) AS "totalCount", ARRAY(
              SELECT o$
              FROM (
                SELECT t5."number" AS "number", t5."name" AS "title", (
                  SELECT o$
                  FROM (
                    SELECT (
                      SELECT count(*)::integer AS count
                      FROM (
                        SELECT *
                        FROM "observation"
                        WHERE "superseded_by_id" IS NULL
                      ) t6
                      WHERE t6."section_id" = t5."id"
                    ) AS "totalCount"
                  ) o$
                ) AS "observations"
                FROM "section" t5
                WHERE t5."report_id" = t1."id"
                ORDER BY t5."report_id" ASC NULLS LAST, t5."position" ASC NULLS LAST, t5."id" ASC NULLS LAST
                LIMIT 3
              ) o$
            ) AS "nodes"
          ) o$
        ) AS "sections", (
          SELECT o$
          FROM (
            SELECT (
              SELECT count(*)::integer AS count
              FROM (
                SELECT *
                FROM "observation"
                WHERE "superseded_by_id" IS NULL
              ) t7
              WHERE t7."report_id" = t1."id"
            ) AS "totalCount"
          ) o$
        ) AS "observations"
        FROM (
          SELECT t1.*
          FROM "report" t1
          ORDER BY t1."issued_on" ASC NULLS LAST, t1."id" ASC NULLS LAST
          LIMIT 50
        ) t1
        LEFT JOIN "agency" t2 ON t2."id" = t1."issuer_id"
        LEFT JOIN "period" t3 ON t3."id" = t1."result_period_id"
        ORDER BY t1."issued_on" ASC NULLS LAST, t1."id" ASC NULLS LAST
      ) o$
    ) AS "nodes"
  ) o$
)) AS "0", to_json((
  SELECT o$
  FROM (
    SELECT t8."name" AS "name", (
      SELECT o$
      FROM (
        SELECT t9."name" AS "name"
        FROM "agency" t9
        WHERE t9."id" = t8."parent_id"
        LIMIT 1
      ) o$
    ) AS "parent", (
      SELECT o$
      FROM (
        SELECT (
          SELECT count(*)::integer AS count
          FROM "infrastructure_system" t10
          WHERE t10."owner_id" = t8."id"
        ) AS "totalCount"
      ) o$
    ) AS "systems", (
      SELECT o$
      FROM (
        SELECT (
          SELECT count(*)::integer AS count
          FROM "planned_task" t11
          WHERE t11."responsible_id" = t8."id"
        ) AS "totalCount"
      ) o$
    ) AS "tasks", (
      SELECT o$
      FROM (
        SELECT ARRAY(
          SELECT o$
          FROM (
            SELECT t12."name" AS "name", (
              SELECT o$
              FROM (
                SELECT (
                  SELECT count(*)::integer AS count
                  FROM "sanction" t13
                  WHERE t13."inspection_id" = t12."id"
                ) AS "totalCount"
              ) o$
            ) AS "sanctions"
            FROM "inspection" t12
            WHERE t12."lead_id" = t8."id"
            ORDER BY t12."name" ASC NULLS LAST, t12."id" ASC NULLS LAST
            LIMIT 50
          ) o$
        ) AS "nodes"
      ) o$
    ) AS "inspections"
    FROM "agency" t8
    WHERE t8."id" = $1::text
  ) o$
)) AS "1", to_json((
  SELECT o$
  FROM (
    SELECT ARRAY(
      SELECT o$
      FROM (
        SELECT t14."name" AS "name", (
          SELECT o$
          FROM (
            SELECT ARRAY(
              SELECT o$
              FROM (
                SELECT t15."kind" AS "kind", t15."action" AS "action"
                FROM "licence" t15
                WHERE t15."place_id" = t14."id"
                ORDER BY t15."name" ASC NULLS LAST, t15."id" ASC NULLS LAST
                LIMIT 50
              ) o$
            ) AS "nodes"
          ) o$
        ) AS "licences"
        FROM "place" t14
        WHERE t14."kind" = 'WARD'
        ORDER BY t14."name" ASC NULLS LAST, t14."id" ASC NULLS LAST
        LIMIT 50
      ) o$
    ) AS "nodes"
  ) o$
)) AS "2", to_json((
  SELECT o$
  FROM (
    SELECT t16."name" AS "name", (
      SELECT o$
      FROM (
        SELECT t17."name" AS "name"
        FROM "agency" t17
        WHERE t17."id" = t16."owner_id"
        LIMIT 1
      ) o$
    ) AS "owner", (
      SELECT o$
      FROM (
        SELECT (
          SELECT count(*)::integer AS count
          FROM "integration" t18
          WHERE t18."system_id" = t16."id"
        ) AS "totalCount", ARRAY(
          SELECT o$
          FROM (
            SELECT (
              SELECT o$
              FROM (
                SELECT t21."name" AS "name"
                FROM "infrastructure_system" t21
                WHERE t21."id" = t19."counterpart_id"
                LIMIT 1
              ) o$
            ) AS "counterpart", (
              SELECT o$
              FROM (
                SELECT t22."name" AS "name"
                FROM "infrastructure_system" t22
                WHERE t22."id" = t19."via_id"
                LIMIT 1
              ) o$
            ) AS "via"
            FROM "integration" t19
            WHERE t19."system_id" = t16."id"
            ORDER BY (
              SELECT t20."name"
              FROM "infrastructure_system" t20
              WHERE t20."id" = t19."counterpart_id"
            ) ASC NULLS LAST, t19."id" ASC NULLS LAST
            LIMIT 3
          ) o$
        ) AS "nodes"
      ) o$
    ) AS "integrations", (
      SELECT o$
      FROM (
        SELECT ARRAY(
          SELECT o$
          FROM (
            SELECT t23."name" AS "name", t23."level" AS "level"
            FROM "online_service" t23
            WHERE t23."system_id" = t16."id"
            ORDER BY t23."level" ASC NULLS LAST, t23."id" ASC NULLS LAST
            LIMIT 50
          ) o$
        ) AS "nodes"
      ) o$
    ) AS "services"
    FROM "infrastructure_system" t16
    WHERE t16."id" = $2::text
  ) o$
)) AS "3", to_json((
  SELECT o$
  FROM (
    SELECT ARRAY(
      SELECT o$
      FROM (
        SELECT t24."product" AS "product", t24."severity" AS "severity"
        FROM "vulnerability_notice" t24
        WHERE (fold(t24."vendor") LIKE '%' || fold($3::text) || '%' OR ((
          SELECT value
          FROM "once 0"
        ) IS NOT NULL AND fold(t24."vendor") LIKE ANY(ARRAY[((
          SELECT value
          FROM "once 0"
        ))[2], ((
          SELECT value
          FROM "once 0"
        ))[3], ((
          SELECT value
          FROM "once 0"
        ))[4], ((
          SELECT value
          FROM "once 0"
        ))[5]]) AND fold(t24."vendor") ~ ((
          SELECT value
          FROM "once 0"
        ))[1]))
        ORDER BY t24."name" ASC NULLS LAST, t24."id" ASC NULLS LAST
        LIMIT 50
      ) o$
    ) AS "nodes"
  ) o$
)) AS "4", to_json((
  SELECT o$
  FROM (
    SELECT (
      SELECT count(*)::integer AS count
      FROM "security_incident" t25
    ) AS "totalCount"
  ) o$
)) AS "5", to_json((
  SELECT o$
  FROM (
    SELECT ARRAY(
      SELECT o$
      FROM (
        SELECT t26."name" AS "title", CASE
        WHEN t27."id" IS NOT NULL THEN (
          SELECT o$
          FROM (
            SELECT t27."name" AS "name" 
          ) o$
        ) END AS "outlet"
        FROM (
          SELECT t26.*
          FROM "media_output" t26
          WHERE t26."language" = 'KM'
          ORDER BY t26."name" ASC NULLS LAST, t26."id" ASC NULLS LAST
          LIMIT 50
        ) t26
        LEFT JOIN "media_outlet" t27 ON t27."id" = t26."outlet_id"
        ORDER BY t26."name" ASC NULLS LAST, t26."id" ASC NULLS LAST
      ) o$
    ) AS "nodes"
  ) o$
)) AS "6", to_json((
  SELECT o$
  FROM (
    SELECT ARRAY(
      SELECT o$
      FROM (
        SELECT t28."name" AS "name"
        FROM "operator" t28
        WHERE t28."sector" = 'POST'
        ORDER BY t28."name" ASC NULLS LAST, t28."id" ASC NULLS LAST
        LIMIT 50
      ) o$
    ) AS "nodes"
  ) o$
)) AS "7", to_json((
  SELECT o$
  FROM (
    SELECT ARRAY(
      SELECT o$
      FROM (
        SELECT t29."name" AS "name", CASE
        WHEN t30."id" IS NOT NULL THEN (
          SELECT o$
          FROM (
            SELECT t30."name" AS "name" 
          ) o$
        ) END AS "holder"
        FROM (
          SELECT t29.*
          FROM "licence" t29
          WHERE t29."kind" = 'BTS_SITE'
          ORDER BY t29."name" ASC NULLS LAST, t29."id" ASC NULLS LAST
          LIMIT 50
        ) t29
        LEFT JOIN "thing" t30 ON t30."id" = t29."holder_id"
        ORDER BY t29."name" ASC NULLS LAST, t29."id" ASC NULLS LAST
      ) o$
    ) AS "nodes"
  ) o$
)) AS "8", to_json((
  SELECT o$
  FROM (
    SELECT (
      SELECT count(*)::integer AS count
      FROM "digital_certificate" t31
    ) AS "totalCount"
  ) o$
)) AS "9", to_json((
  SELECT o$
  FROM (
    SELECT ARRAY(
      SELECT o$
      FROM (
        SELECT t32."number" AS "number", t32."issued_on" AS "issuedOn", (
          SELECT o$
          FROM (
            SELECT ARRAY(
              SELECT o$
              FROM (
                SELECT t33."id" AS "id", t33."name" AS "name"
                FROM "thing" t33
                WHERE t33."id" IN (
                  SELECT from_id
                  FROM "link"
                  WHERE to_id = t32."id"
                )
                ORDER BY t33."name" ASC NULLS LAST, t33."id" ASC NULLS LAST
                LIMIT 50
              ) o$
            ) AS "nodes"
          ) o$
        ) AS "citedBy"
        FROM "document" t32
        WHERE t32."type" = 'DECREE'
        ORDER BY t32."issued_on" ASC NULLS LAST, t32."id" ASC NULLS LAST
        LIMIT 50
      ) o$
    ) AS "nodes"
  ) o$
)) AS "10", to_json((
  SELECT o$
  FROM (
    SELECT (
      SELECT count(*)::integer AS count
      FROM "topic" t34
    ) AS "totalCount"
  ) o$
)) AS "11", to_json((
  SELECT o$
  FROM (
    SELECT ARRAY(
      SELECT o$
      FROM (
        SELECT t35."name" AS "name", (
          SELECT o$
          FROM (
            SELECT (
              SELECT count(*)::integer AS count
              FROM "project" t36
              WHERE t36."parent_id" = t35."id"
            ) AS "totalCount"
          ) o$
        ) AS "children"
        FROM "project" t35
        WHERE t35."kind" = 'PROGRAMME'
        ORDER BY t35."name" ASC NULLS LAST, t35."id" ASC NULLS LAST
        LIMIT 50
      ) o$
    ) AS "nodes"
  ) o$
)) AS "12", to_json((
  SELECT o$
  FROM (
    SELECT (
      SELECT count(*)::integer AS count
      FROM "inspection" t37
    ) AS "totalCount"
  ) o$
)) AS "13", to_json((
  SELECT o$
  FROM (
    SELECT ARRAY(
      SELECT o$
      FROM (
        SELECT t38."kind" AS "kind"
        FROM "citizen_reception" t38
        ORDER BY t38."name" ASC NULLS LAST, t38."id" ASC NULLS LAST
        LIMIT 50
      ) o$
    ) AS "nodes"
  ) o$
)) AS "14", to_json((
  SELECT o$
  FROM (
    SELECT (
      SELECT count(*)::integer AS count
      FROM "training" t39
    ) AS "totalCount"
  ) o$
)) AS "15", to_json((
  SELECT o$
  FROM (
    SELECT (
      SELECT count(*)::integer AS count
      FROM "personnel_action" t40
    ) AS "totalCount"
  ) o$
)) AS "16", to_json((
  SELECT o$
  FROM (
    SELECT ARRAY(
      SELECT o$
      FROM (
        SELECT t41."name" AS "title"
        FROM "event" t41
        WHERE t41."kind" = 'ELECTION'
        ORDER BY t41."name" ASC NULLS LAST, t41."id" ASC NULLS LAST
        LIMIT 50
      ) o$
    ) AS "nodes"
  ) o$
)) AS "17", to_json((
  SELECT o$
  FROM (
    SELECT (
      SELECT count(*)::integer AS count
      FROM "activity" t42
    ) AS "totalCount"
  ) o$
)) AS "18", to_json((
  SELECT o$
  FROM (
    SELECT ARRAY(
      SELECT o$
      FROM (
        SELECT t43."number" AS "number", t43."name" AS "title"
        FROM "planned_task" t43
        WHERE EXISTS (
          SELECT
          FROM "planned_task" t44
          WHERE t44."id" = t43."parent_id" AND (t44."number" = $5::text)
        )
        ORDER BY t43."position" ASC NULLS LAST, t43."id" ASC NULLS LAST
        LIMIT 50
      ) o$
    ) AS "nodes"
  ) o$
)) AS "19", to_json((
  SELECT o$
  FROM (
    SELECT (
      SELECT count(*)::integer AS count
      FROM "evaluation_point" t45
    ) AS "totalCount"
  ) o$
)) AS "20", to_json((
  SELECT o$
  FROM (
    SELECT (
      SELECT count(*)::integer AS count
      FROM "recipient" t46
    ) AS "totalCount"
  ) o$
)) AS "21", to_json((
  SELECT o$
  FROM (
    SELECT (
      SELECT count(*)::integer AS count
      FROM "indicator" t47
      WHERE t47."domain" = $6::text
    ) AS "totalCount"
  ) o$
)) AS "22", to_json((
  SELECT o$
  FROM (
    SELECT ARRAY(
      SELECT o$
      FROM (
        SELECT t48."value"::text AS "value", t48."unit" AS "unit", t48."qualifier" AS "qualifier", t48."status" AS "status", CASE
        WHEN t49."id" IS NOT NULL THEN (
          SELECT o$
          FROM (
            SELECT t49."code" AS "code", t49."name" AS "name" 
          ) o$
        ) END AS "indicator", CASE
        WHEN t50."id" IS NOT NULL THEN (
          SELECT o$
          FROM (
            SELECT t50."start" AS "start", t50."end" AS "end" 
          ) o$
        ) END AS "period", ARRAY(
          SELECT o$
          FROM (
            SELECT t51."dimension" AS "dimension", t51."member" AS "member"
            FROM "coordinate" t51
            WHERE t51."observation_id" = t48."id"
            ORDER BY t51."dimension" ASC NULLS LAST, t51."observation_id" ASC NULLS LAST
            LIMIT 1000
          ) o$
        ) AS "dimensions", CASE
        WHEN t52."id" IS NOT NULL THEN (
          SELECT o$
          FROM (
            SELECT t52."id" AS "id", t52."name" AS "name" 
          ) o$
        ) END AS "subject", CASE
        WHEN t48."report_id" IS NOT NULL THEN (
          SELECT o$
          FROM (
            SELECT CASE
            WHEN t53."id" IS NOT NULL THEN (
              SELECT o$
              FROM (
                SELECT t53."number" AS "number" 
              ) o$
            ) END AS "report", (
              SELECT t54."number"
              FROM "section" t54
              WHERE t54."id" = t48."section_id"
              LIMIT 1
            ) AS "section", t48."line_start" AS "lineStart", t48."line_end" AS "lineEnd" 
          ) o$
        ) END AS "source"
        FROM (
          SELECT t48.*
          FROM (
            SELECT *
            FROM "observation"
            WHERE "superseded_by_id" IS NULL
          ) t48
          WHERE t48."value" >= $7::numeric
          ORDER BY t48."value" DESC NULLS LAST, t48."id" ASC NULLS LAST
          LIMIT 50
        ) t48
        LEFT JOIN "indicator" t49 ON t49."id" = t48."indicator_id"
        LEFT JOIN "period" t50 ON t50."id" = t48."period_id"
        LEFT JOIN "thing" t52 ON t52."id" = t48."subject_id"
        LEFT JOIN "report" t53 ON t53."id" = t48."report_id"
        ORDER BY t48."value" DESC NULLS LAST, t48."id" ASC NULLS LAST
      ) o$
    ) AS "nodes"
  ) o$
)) AS "23", to_json((
  SELECT o$
  FROM (
    SELECT ARRAY(
      SELECT o$
      FROM (
        SELECT t55."rule" AS "rule", t55."verdict" AS "verdict", t55."stated"::text AS "stated", t55."computed"::text AS "computed", t55."difference"::text AS "difference", ARRAY(
          SELECT o$
          FROM (
            SELECT t56."id" AS "id"
            FROM (
              SELECT key, min(n) AS n
              FROM unnest(t55."subjects") WITH ORDINALITY l(key, n) GROUP BY key
            ) t57
            JOIN "observation" t56 ON t56."id" = t57.key
            ORDER BY t57.n
          ) o$
        ) AS "observations"
        FROM "check" t55
        WHERE t55."verdict" = 'DISAGREES'
        ORDER BY array_position(ARRAY['ERROR', 'WARNING', 'REMARK', 'NONE'], t55."severity") ASC NULLS LAST, array_position(ARRAY['PARTS', 'RATE', 'BALANCE', 'SHARES', 'STATED_TWICE', 'WITHIN', 'PERIOD', 'SIGNING', 'COUNT', 'IMPLIED_DENOMINATOR', 'STATUS', 'ISSUER', 'NAMES', 'NUMBERING'], t55."rule") ASC NULLS LAST, t55."id" ASC NULLS LAST
        LIMIT 50
      ) o$
    ) AS "nodes"
  ) o$
)) AS "24", to_json((
  SELECT o$
  FROM (
    SELECT ARRAY(
      SELECT o$
      FROM (
        SELECT t58."id" AS "id", t58."name" AS "name"
        FROM "thing" t58
        WHERE (t58.words ~ (CASE
        WHEN length(((
          SELECT value
          FROM "once 1"
        ))[4]) < 6 THEN ' '
        ELSE '' END || ((
          SELECT value
          FROM "once 1"
        ))[1] || CASE
        WHEN length(((
          SELECT value
          FROM "once 1"
        ))[4]) < 3 THEN ' '
        ELSE '' END) OR (t58.words ~ coalesce(((
          SELECT value
          FROM "once 1"
        ))[5], '') AND t58.words ~ coalesce(((
          SELECT value
          FROM "once 1"
        ))[6], '') AND t58.words ~ coalesce(((
          SELECT value
          FROM "once 1"
        ))[7], '') AND t58.words ~ coalesce(((
          SELECT value
          FROM "once 1"
        ))[8], '') AND t58.words ~ coalesce(((
          SELECT value
          FROM "once 1"
        ))[9], '') AND t58.words ~ ((
          SELECT value
          FROM "once 1"
        ))[2]) OR t58.id = ANY(ARRAY(
          SELECT unnest(ARRAY[t59.indicator_id, t59.subject_id])
          FROM (
            SELECT *
            FROM "observation"
            WHERE "superseded_by_id" IS NULL
          ) t59
          WHERE t59.stated_as IS NOT NULL AND (' ' || words_of(t59.stated_as) || ' ') ~ (' ' || ((
            SELECT value
            FROM "once 1"
          ))[1] || ' ')
        ))) AND t58.kind <> 'ABBREVIATION'
        ORDER BY ((CASE
        WHEN t58.words ~ (chr(10) || ' ' || ((
          SELECT value
          FROM "once 1"
        ))[1] || ' ' || chr(10)) THEN 8
        WHEN t58.words ~ (chr(10) || ' ' || ((
          SELECT value
          FROM "once 1"
        ))[1]) THEN 7
        WHEN t58.words ~ ('^[^' || chr(9) || ']* ' || ((
          SELECT value
          FROM "once 1"
        ))[1] || ' ') THEN 6
        WHEN t58.words ~ ('^[^' || chr(9) || ']*' || (CASE
        WHEN length(((
          SELECT value
          FROM "once 1"
        ))[4]) < 6 THEN ' '
        ELSE '' END || ((
          SELECT value
          FROM "once 1"
        ))[1] || CASE
        WHEN length(((
          SELECT value
          FROM "once 1"
        ))[4]) < 3 THEN ' '
        ELSE '' END)) THEN 5
        WHEN t58.words ~ ((CASE
        WHEN length(((
          SELECT value
          FROM "once 1"
        ))[4]) < 6 THEN ' '
        ELSE '' END || ((
          SELECT value
          FROM "once 1"
        ))[1] || CASE
        WHEN length(((
          SELECT value
          FROM "once 1"
        ))[4]) < 3 THEN ' '
        ELSE '' END)) THEN 4
        WHEN t58.words ~ (chr(10) || ' ' || ((
          SELECT value
          FROM "once 1"
        ))[3] || ' ' || chr(10)) THEN 3
        WHEN t58.words ~ (' ' || ((
          SELECT value
          FROM "once 1"
        ))[3] || ' ') THEN 2
        WHEN t58.words ~ (((
          SELECT value
          FROM "once 1"
        ))[2]) THEN 1
        ELSE 0 END) + round((similarity(((
          SELECT value
          FROM "once 1"
        ))[4], t58.words) / 2)::numeric, 4)) DESC, t58."name" ASC NULLS LAST, t58."id" ASC NULLS LAST
        LIMIT 3
      ) o$
    ) AS "nodes"
  ) o$
)) AS "25"
