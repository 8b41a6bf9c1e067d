SELECT to_json((
  SELECT o$
  FROM (
    SELECT ARRAY(
      SELECT o$
      FROM (
        SELECT t1."number" AS "number", t1."name" AS "title", (
          SELECT o$
          FROM (
            SELECT (
              SELECT count(*)::integer AS count
              FROM (
                SELECT *
                FROM "observation"
                WHERE "superseded_by_id" IS NULL
              ) t2
              WHERE t2."section_id" = t1."id"
            ) AS "totalCount"
          ) o$
        ) AS "observations", (
          SELECT o$
          FROM (
            SELECT (
              SELECT count(*)::integer AS count
              FROM "recipient" t3
              WHERE t3."section_id" = t1."id"
            ) AS "totalCount"
          ) o$
        ) AS "recipients", (
          SELECT o$
          FROM (
            SELECT (
              SELECT count(*)::integer AS count
              FROM "evaluation_point" t4
              WHERE t4."section_id" = t1."id"
            ) AS "totalCount"
          ) o$
        ) AS "evaluationPoints", (
          SELECT o$
          FROM (
            SELECT (
              SELECT count(*)::integer AS count
              FROM "agency" t5
              WHERE t5."section_id" = t1."id"
            ) AS "totalCount"
          ) o$
        ) AS "agencies", (
          SELECT o$
          FROM (
            SELECT (
              SELECT count(*)::integer AS count
              FROM "place" t6
              WHERE t6."section_id" = t1."id"
            ) AS "totalCount"
          ) o$
        ) AS "places", (
          SELECT o$
          FROM (
            SELECT (
              SELECT count(*)::integer AS count
              FROM "operator" t7
              WHERE t7."section_id" = t1."id"
            ) AS "totalCount"
          ) o$
        ) AS "operators", (
          SELECT o$
          FROM (
            SELECT (
              SELECT count(*)::integer AS count
              FROM "licence" t8
              WHERE t8."section_id" = t1."id"
            ) AS "totalCount"
          ) o$
        ) AS "licences", (
          SELECT o$
          FROM (
            SELECT (
              SELECT count(*)::integer AS count
              FROM "infrastructure_system" t9
              WHERE t9."section_id" = t1."id"
            ) AS "totalCount"
          ) o$
        ) AS "infrastructureSystems", (
          SELECT o$
          FROM (
            SELECT (
              SELECT count(*)::integer AS count
              FROM "integration" t10
              WHERE t10."section_id" = t1."id"
            ) AS "totalCount"
          ) o$
        ) AS "integrations", (
          SELECT o$
          FROM (
            SELECT (
              SELECT count(*)::integer AS count
              FROM "vulnerability_notice" t11
              WHERE t11."section_id" = t1."id"
            ) AS "totalCount"
          ) o$
        ) AS "vulnerabilityNotices", (
          SELECT o$
          FROM (
            SELECT (
              SELECT count(*)::integer AS count
              FROM "security_incident" t12
              WHERE t12."section_id" = t1."id"
            ) AS "totalCount"
          ) o$
        ) AS "securityIncidents", (
          SELECT o$
          FROM (
            SELECT (
              SELECT count(*)::integer AS count
              FROM "media_outlet" t13
              WHERE t13."section_id" = t1."id"
            ) AS "totalCount"
          ) o$
        ) AS "mediaOutlets", (
          SELECT o$
          FROM (
            SELECT (
              SELECT count(*)::integer AS count
              FROM "media_output" t14
              WHERE t14."section_id" = t1."id"
            ) AS "totalCount"
          ) o$
        ) AS "mediaOutputs", (
          SELECT o$
          FROM (
            SELECT (
              SELECT count(*)::integer AS count
              FROM "online_service" t15
              WHERE t15."section_id" = t1."id"
            ) AS "totalCount"
          ) o$
        ) AS "onlineServices", (
          SELECT o$
          FROM (
            SELECT (
              SELECT count(*)::integer AS count
              FROM "digital_certificate" t16
              WHERE t16."section_id" = t1."id"
            ) AS "totalCount"
          ) o$
        ) AS "digitalCertificates", (
          SELECT o$
          FROM (
            SELECT (
              SELECT count(*)::integer AS count
              FROM "document" t17
              WHERE t17."section_id" = t1."id"
            ) AS "totalCount"
          ) o$
        ) AS "documents", (
          SELECT o$
          FROM (
            SELECT (
              SELECT count(*)::integer AS count
              FROM "topic" t18
              WHERE t18."section_id" = t1."id"
            ) AS "totalCount"
          ) o$
        ) AS "topics", (
          SELECT o$
          FROM (
            SELECT (
              SELECT count(*)::integer AS count
              FROM "project" t19
              WHERE t19."section_id" = t1."id"
            ) AS "totalCount"
          ) o$
        ) AS "projects", (
          SELECT o$
          FROM (
            SELECT (
              SELECT count(*)::integer AS count
              FROM "bid_package" t20
              WHERE t20."section_id" = t1."id"
            ) AS "totalCount"
          ) o$
        ) AS "bidPackages", (
          SELECT o$
          FROM (
            SELECT (
              SELECT count(*)::integer AS count
              FROM "inspection" t21
              WHERE t21."section_id" = t1."id"
            ) AS "totalCount"
          ) o$
        ) AS "inspections", (
          SELECT o$
          FROM (
            SELECT (
              SELECT count(*)::integer AS count
              FROM "sanction" t22
              WHERE t22."section_id" = t1."id"
            ) AS "totalCount"
          ) o$
        ) AS "sanctions", (
          SELECT o$
          FROM (
            SELECT (
              SELECT count(*)::integer AS count
              FROM "citizen_reception" t23
              WHERE t23."section_id" = t1."id"
            ) AS "totalCount"
          ) o$
        ) AS "citizenReceptions", (
          SELECT o$
          FROM (
            SELECT (
              SELECT count(*)::integer AS count
              FROM "training" t24
              WHERE t24."section_id" = t1."id"
            ) AS "totalCount"
          ) o$
        ) AS "trainings", (
          SELECT o$
          FROM (
            SELECT (
              SELECT count(*)::integer AS count
              FROM "personnel_action" t25
              WHERE t25."section_id" = t1."id"
            ) AS "totalCount"
          ) o$
        ) AS "personnelActions", (
          SELECT o$
          FROM (
            SELECT (
              SELECT count(*)::integer AS count
              FROM "event" t26
              WHERE t26."section_id" = t1."id"
            ) AS "totalCount"
          ) o$
        ) AS "events", (
          SELECT o$
          FROM (
            SELECT (
              SELECT count(*)::integer AS count
              FROM "activity" t27
              WHERE t27."section_id" = t1."id"
            ) AS "totalCount"
          ) o$
        ) AS "activities", (
          SELECT o$
          FROM (
            SELECT (
              SELECT count(*)::integer AS count
              FROM "planned_task" t28
              WHERE t28."section_id" = t1."id"
            ) AS "totalCount"
          ) o$
        ) AS "plannedTasks"
        FROM "section" t1
        ORDER BY t1."report_id" ASC NULLS LAST, t1."position" ASC NULLS LAST, t1."id" ASC NULLS LAST
        LIMIT 100
      ) o$
    ) AS "nodes"
  ) o$
)) AS "0"
