SELECT to_json((
  SELECT o$
  FROM (
    SELECT (
      SELECT count(*)::integer AS count
      FROM "document" t1
      WHERE t1."number" IS NOT NULL
    ) AS "totalCount", ARRAY(
      SELECT o$
      FROM (
        SELECT t2."number" AS "number", t2."type" AS "type", t2."issued_on" AS "issuedOn", CASE
        WHEN t3."id" IS NOT NULL THEN (
          SELECT o$
          FROM (
            SELECT t3."name" AS "name" 
          ) o$
        ) END AS "issuer", t2."status" AS "status", t2."direction" AS "direction", (
          SELECT o$
          FROM (
            SELECT ARRAY(
              SELECT o$
              FROM (
                SELECT t4."id" AS "id"
                FROM "document" t4
                WHERE t4."id" IN (
                  SELECT from_id
                  FROM "link"
                  WHERE to_id = t2."id" AND role = 'AMENDS'
                )
                ORDER BY t4."name" ASC NULLS LAST, t4."id" ASC NULLS LAST
                LIMIT 50
              ) o$
            ) AS "nodes"
          ) o$
        ) AS "amendedBy", (
          SELECT o$
          FROM (
            SELECT ARRAY(
              SELECT o$
              FROM (
                SELECT t5."number" AS "number"
                FROM "document" t5
                WHERE t5."id" IN (
                  SELECT to_id
                  FROM "link"
                  WHERE from_id = t2."id" AND role = 'IMPLEMENTS'
                )
                ORDER BY t5."name" ASC NULLS LAST, t5."id" ASC NULLS LAST
                LIMIT 50
              ) o$
            ) AS "nodes"
          ) o$
        ) AS "implements", (
          SELECT o$
          FROM (
            SELECT ARRAY(
              SELECT o$
              FROM (
                SELECT t6."id" AS "id", t6."number" AS "number"
                FROM "document" t6
                WHERE t6."id" IN (
                  SELECT from_id
                  FROM "link"
                  WHERE to_id = t2."id" AND role = 'IMPLEMENTS'
                )
                ORDER BY t6."name" ASC NULLS LAST, t6."id" ASC NULLS LAST
                LIMIT 50
              ) o$
            ) AS "nodes"
          ) o$
        ) AS "implementedBy", (
          SELECT o$
          FROM (
            SELECT ARRAY(
              SELECT o$
              FROM (
                SELECT t7."id" AS "id"
                FROM "document" t7
                WHERE t7."id" IN (
                  SELECT from_id
                  FROM "link"
                  WHERE to_id = t2."id" AND role = 'REPLIES_TO'
                )
                ORDER BY t7."name" ASC NULLS LAST, t7."id" ASC NULLS LAST
                LIMIT 50
              ) o$
            ) AS "nodes"
          ) o$
        ) AS "repliedToBy", (
          SELECT o$
          FROM (
            SELECT ARRAY(
              SELECT o$
              FROM (
                SELECT CASE t8.kind
                WHEN 'REPORT' THEN 'Report'
                WHEN 'SECTION' THEN 'Section'
                WHEN 'RECIPIENT' THEN 'Recipient'
                WHEN 'EVALUATION' THEN 'EvaluationPoint'
                WHEN 'NAME' THEN 'OtherName'
                WHEN 'AGENCY' THEN 'Agency'
                WHEN 'PLACE' THEN 'Place'
                WHEN 'OPERATOR' THEN 'Operator'
                WHEN 'LICENCE' THEN 'Licence'
                WHEN 'SYSTEM' THEN 'InfrastructureSystem'
                WHEN 'INTEGRATION' THEN 'Integration'
                WHEN 'NOTICE' THEN 'VulnerabilityNotice'
                WHEN 'INCIDENT' THEN 'SecurityIncident'
                WHEN 'OUTLET' THEN 'MediaOutlet'
                WHEN 'OUTPUT' THEN 'MediaOutput'
                WHEN 'SERVICE' THEN 'OnlineService'
                WHEN 'CERTIFICATE' THEN 'DigitalCertificate'
                WHEN 'DOCUMENT' THEN 'Document'
                WHEN 'TOPIC' THEN 'Topic'
                WHEN 'PROJECT' THEN 'Project'
                WHEN 'PACKAGE' THEN 'BidPackage'
                WHEN 'INSPECTION' THEN 'Inspection'
                WHEN 'SANCTION' THEN 'Sanction'
                WHEN 'RECEPTION' THEN 'CitizenReception'
                WHEN 'TRAINING' THEN 'Training'
                WHEN 'PERSONNEL' THEN 'PersonnelAction'
                WHEN 'EVENT' THEN 'Event'
                WHEN 'ACTIVITY' THEN 'Activity'
                WHEN 'TASK' THEN 'PlannedTask'
                WHEN 'PROGRAMME' THEN 'Programme'
                WHEN 'THEME' THEN 'Theme'
                WHEN 'UNIT' THEN 'Unit'
                WHEN 'DIMENSION' THEN 'Dimension'
                WHEN 'MEMBER' THEN 'DimensionMember'
                WHEN 'PERIOD' THEN 'Period'
                WHEN 'INDICATOR' THEN 'Indicator'
                WHEN 'BALANCE' THEN 'Balance'
                WHEN 'ITEM' THEN 'BalanceItem'
                WHEN 'ABBREVIATION' THEN 'Abbreviation' END AS "__typename", t8."id" AS "id"
                FROM "thing" t8
                WHERE t8."id" IN (
                  SELECT from_id
                  FROM "link"
                  WHERE to_id = t2."id"
                )
                ORDER BY t8."id" ASC NULLS LAST
                LIMIT 50
              ) o$
            ) AS "nodes"
          ) o$
        ) AS "citedBy", (
          SELECT o$
          FROM (
            SELECT ARRAY(
              SELECT o$
              FROM (
                SELECT t9."number" AS "number"
                FROM "planned_task" t9
                WHERE t9."id" IN (
                  SELECT from_id
                  FROM "link"
                  WHERE to_id = t2."id"
                )
                ORDER BY t9."position" ASC NULLS LAST, t9."id" ASC NULLS LAST
                LIMIT 50
              ) o$
            ) AS "nodes"
          ) o$
        ) AS "tasks", CASE
        WHEN t2."report_id" IS NOT NULL THEN (
          SELECT o$
          FROM (
            SELECT (
              SELECT t10."number"
              FROM "section" t10
              WHERE t10."id" = t2."section_id"
              LIMIT 1
            ) AS "section", t2."line_start" AS "lineStart", t2."line_end" AS "lineEnd" 
          ) o$
        ) END AS "source"
        FROM (
          SELECT t2.*
          FROM "document" t2
          WHERE t2."number" IS NOT NULL
          ORDER BY t2."issued_on" ASC NULLS LAST, t2."number" ASC NULLS LAST, t2."id" ASC NULLS LAST
          LIMIT 100
        ) t2
        LEFT JOIN "agency" t3 ON t3."id" = t2."issuer_id"
        ORDER BY t2."issued_on" ASC NULLS LAST, t2."number" ASC NULLS LAST, t2."id" ASC NULLS LAST
      ) o$
    ) AS "nodes"
  ) o$
)) AS "0"
