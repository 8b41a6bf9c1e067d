SELECT to_json((
  SELECT o$
  FROM (
    SELECT ARRAY(
      SELECT o$
      FROM (
        SELECT t1."id" AS "id", (
          SELECT o$
          FROM (
            SELECT ARRAY(
              SELECT o$
              FROM (
                SELECT (
                  SELECT o$
                  FROM (
                    SELECT t5."code" AS "code"
                    FROM "indicator" t5
                    WHERE t5."id" = t4."indicator_id"
                    LIMIT 1
                  ) o$
                ) AS "indicator", t4."value"::text AS "value", t4."unit" AS "unit", (
                  SELECT o$
                  FROM (
                    SELECT ARRAY(
                      SELECT o$
                      FROM (
                        SELECT CASE t6.kind
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
                        WHEN 'ABBREVIATION' THEN 'Abbreviation' END AS "__typename", t6."id" AS "id"
                        FROM "thing" t6
                        WHERE t6."id" IN (
                          SELECT thing_id
                          FROM "observation_about"
                          WHERE observation_id = t4."id"
                        )
                        ORDER BY t6."name" ASC NULLS LAST, t6."id" ASC NULLS LAST
                        LIMIT 50
                      ) o$
                    ) AS "nodes"
                  ) o$
                ) AS "about"
                FROM ((
                  SELECT *
                  FROM (
                    SELECT *
                    FROM "observation"
                    WHERE "superseded_by_id" IS NULL
                  ) t4
                  WHERE t4."subject_id" = t1."id" AND TRUE
                  ORDER BY t4."report_id" ASC NULLS LAST, t4."line_start" ASC NULLS LAST, t4."id" ASC NULLS LAST
                  LIMIT 51
                ) UNION ALL (
                  SELECT *
                  FROM (
                    SELECT *
                    FROM "observation"
                    WHERE "superseded_by_id" IS NULL
                  ) t4
                  WHERE t4."id" IN (
                    SELECT observation_id
                    FROM "observation_about"
                    WHERE thing_id = t1."id"
                  ) AND (t4."subject_id" = t1."id") IS NOT TRUE AND TRUE
                  ORDER BY t4."report_id" ASC NULLS LAST, t4."line_start" ASC NULLS LAST, t4."id" ASC NULLS LAST
                  LIMIT 51
                )) t4
                ORDER BY t4."report_id" ASC NULLS LAST, t4."line_start" ASC NULLS LAST, t4."id" ASC NULLS LAST
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
                SELECT t7."id" AS "id", (
                  SELECT o$
                  FROM (
                    SELECT ARRAY(
                      SELECT o$
                      FROM (
                        SELECT t8."stated_as" AS "statedAs"
                        FROM ((
                          SELECT *
                          FROM (
                            SELECT *
                            FROM "observation"
                            WHERE "superseded_by_id" IS NULL
                          ) t8
                          WHERE t8."subject_id" = t7."id" AND TRUE
                          ORDER BY t8."report_id" ASC NULLS LAST, t8."line_start" ASC NULLS LAST, t8."id" ASC NULLS LAST
                          LIMIT 51
                        ) UNION ALL (
                          SELECT *
                          FROM (
                            SELECT *
                            FROM "observation"
                            WHERE "superseded_by_id" IS NULL
                          ) t8
                          WHERE t8."id" IN (
                            SELECT observation_id
                            FROM "observation_about"
                            WHERE thing_id = t7."id"
                          ) AND (t8."subject_id" = t7."id") IS NOT TRUE AND TRUE
                          ORDER BY t8."report_id" ASC NULLS LAST, t8."line_start" ASC NULLS LAST, t8."id" ASC NULLS LAST
                          LIMIT 51
                        )) t8
                        ORDER BY t8."report_id" ASC NULLS LAST, t8."line_start" ASC NULLS LAST, t8."id" ASC NULLS LAST
                        LIMIT 50
                      ) o$
                    ) AS "nodes"
                  ) o$
                ) AS "observations"
                FROM "sanction" t7
                WHERE t7."inspection_id" = t1."id"
                ORDER BY t7."name" ASC NULLS LAST, t7."id" ASC NULLS LAST
                LIMIT 50
              ) o$
            ) AS "nodes"
          ) o$
        ) AS "sanctions"
        FROM "inspection" t1
        WHERE (EXISTS (
          SELECT
          FROM (
            SELECT *
            FROM "observation"
            WHERE "superseded_by_id" IS NULL
          ) t2
          WHERE t2."subject_id" = t1."id" AND (t2."unit" = $1::text)
        ) OR EXISTS (
          SELECT
          FROM (
            SELECT *
            FROM "observation"
            WHERE "superseded_by_id" IS NULL
          ) t2
          JOIN "observation_about" t3 ON t3.observation_id = t2."id"
          WHERE t3.thing_id = t1."id" AND (t2."unit" = $1::text)
        ))
        ORDER BY t1."name" ASC NULLS LAST, t1."id" ASC NULLS LAST
        LIMIT 50
      ) o$
    ) AS "nodes"
  ) o$
)) AS "0"
WHERE ((
  SELECT count(*)
  FROM "unit"
  WHERE code = ANY ($2::text[])
) = cardinality($2::text[]) OR known_codes('unit', $2::text[], $3::text))
