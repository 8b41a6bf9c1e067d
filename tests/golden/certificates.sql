SELECT to_json((
  SELECT o$
  FROM (
    SELECT t1."name" AS "name", (
      SELECT o$
      FROM (
        SELECT ARRAY(
          SELECT o$
          FROM (
            SELECT t2."value"::text AS "value", t2."unit" AS "unit", ARRAY(
              SELECT o$
              FROM (
                SELECT t4."dimension" AS "dimension", t4."member" AS "member"
                FROM "coordinate" t4
                WHERE t4."observation_id" = t2."id"
                ORDER BY t4."dimension" ASC NULLS LAST, t4."observation_id" ASC NULLS LAST
                LIMIT 1000
              ) o$
            ) AS "dimensions", (
              SELECT o$
              FROM (
                SELECT t5."value"::text AS "value"
                FROM (
                  SELECT *
                  FROM "observation"
                  WHERE "superseded_by_id" IS NULL
                ) t5
                WHERE t5."figure" = t2."part_of"
                LIMIT 1
              ) o$
            ) AS "total"
            FROM ((
              SELECT *
              FROM (
                SELECT *
                FROM "observation"
                WHERE "superseded_by_id" IS NULL
              ) t2
              WHERE t2."subject_id" = t1."id" AND EXISTS (
                SELECT
                FROM "indicator" t3
                WHERE t3."id" = t2."indicator_id" AND (t3."code" = $2::text)
              ) AND TRUE
              ORDER BY t2."report_id" ASC NULLS LAST, t2."line_start" ASC NULLS LAST, t2."id" ASC NULLS LAST
              LIMIT 51
            ) UNION ALL (
              SELECT *
              FROM (
                SELECT *
                FROM "observation"
                WHERE "superseded_by_id" IS NULL
              ) t2
              WHERE t2."id" IN (
                SELECT observation_id
                FROM "observation_about"
                WHERE thing_id = t1."id"
              ) AND (t2."subject_id" = t1."id") IS NOT TRUE AND EXISTS (
                SELECT
                FROM "indicator" t3
                WHERE t3."id" = t2."indicator_id" AND (t3."code" = $2::text)
              ) AND TRUE
              ORDER BY t2."report_id" ASC NULLS LAST, t2."line_start" ASC NULLS LAST, t2."id" ASC NULLS LAST
              LIMIT 51
            )) t2
            ORDER BY t2."report_id" ASC NULLS LAST, t2."line_start" ASC NULLS LAST, t2."id" ASC NULLS LAST
            LIMIT 50
          ) o$
        ) AS "nodes"
      ) o$
    ) AS "active", (
      SELECT o$
      FROM (
        SELECT ARRAY(
          SELECT o$
          FROM (
            SELECT t6."value"::text AS "value", t6."unit" AS "unit", ARRAY(
              SELECT o$
              FROM (
                SELECT t8."dimension" AS "dimension", t8."member" AS "member"
                FROM "coordinate" t8
                WHERE t8."observation_id" = t6."id"
                ORDER BY t8."dimension" ASC NULLS LAST, t8."observation_id" ASC NULLS LAST
                LIMIT 1000
              ) o$
            ) AS "dimensions", (
              SELECT o$
              FROM (
                SELECT t9."value"::text AS "value"
                FROM (
                  SELECT *
                  FROM "observation"
                  WHERE "superseded_by_id" IS NULL
                ) t9
                WHERE t9."figure" = t6."part_of"
                LIMIT 1
              ) o$
            ) AS "total"
            FROM ((
              SELECT *
              FROM (
                SELECT *
                FROM "observation"
                WHERE "superseded_by_id" IS NULL
              ) t6
              WHERE t6."subject_id" = t1."id" AND EXISTS (
                SELECT
                FROM "indicator" t7
                WHERE t7."id" = t6."indicator_id" AND (t7."code" = $3::text)
              ) AND TRUE
              ORDER BY t6."report_id" ASC NULLS LAST, t6."line_start" ASC NULLS LAST, t6."id" ASC NULLS LAST
              LIMIT 51
            ) UNION ALL (
              SELECT *
              FROM (
                SELECT *
                FROM "observation"
                WHERE "superseded_by_id" IS NULL
              ) t6
              WHERE t6."id" IN (
                SELECT observation_id
                FROM "observation_about"
                WHERE thing_id = t1."id"
              ) AND (t6."subject_id" = t1."id") IS NOT TRUE AND EXISTS (
                SELECT
                FROM "indicator" t7
                WHERE t7."id" = t6."indicator_id" AND (t7."code" = $3::text)
              ) AND TRUE
              ORDER BY t6."report_id" ASC NULLS LAST, t6."line_start" ASC NULLS LAST, t6."id" ASC NULLS LAST
              LIMIT 51
            )) t6
            ORDER BY t6."report_id" ASC NULLS LAST, t6."line_start" ASC NULLS LAST, t6."id" ASC NULLS LAST
            LIMIT 50
          ) o$
        ) AS "nodes"
      ) o$
    ) AS "events"
    FROM "infrastructure_system" t1
    WHERE t1."id" = $1::text
  ) o$
)) AS "0", to_json((
  SELECT o$
  FROM (
    SELECT ARRAY(
      SELECT o$
      FROM (
        SELECT t10."name" AS "name", t10."subject" AS "subject", t10."medium" AS "medium"
        FROM "digital_certificate" t10
        ORDER BY t10."line_start" ASC NULLS LAST, t10."id" ASC NULLS LAST
        LIMIT 50
      ) o$
    ) AS "nodes"
  ) o$
)) AS "1"
WHERE ((
  SELECT count(*)
  FROM "indicator"
  WHERE code = ANY ($4::text[])
) = cardinality($4::text[]) OR known_codes('indicator', $4::text[], $5::text)) AND ((
  SELECT count(*)
  FROM "indicator"
  WHERE code = ANY ($6::text[])
) = cardinality($6::text[]) OR known_codes('indicator', $6::text[], $7::text))
