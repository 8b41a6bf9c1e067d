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
            ) AS "dimensions", CASE
            WHEN t2."report_id" IS NOT NULL THEN (
              SELECT o$
              FROM (
                SELECT (
                  SELECT t5."number"
                  FROM "section" t5
                  WHERE t5."id" = t2."section_id"
                  LIMIT 1
                ) AS "section", t2."line_start" AS "lineStart", t2."line_end" AS "lineEnd" 
              ) o$
            ) END AS "source"
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
    ) AS "services", (
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
            ) AS "dimensions", CASE
            WHEN t6."report_id" IS NOT NULL THEN (
              SELECT o$
              FROM (
                SELECT (
                  SELECT t9."number"
                  FROM "section" t9
                  WHERE t9."id" = t6."section_id"
                  LIMIT 1
                ) AS "section", t6."line_start" AS "lineStart", t6."line_end" AS "lineEnd" 
              ) o$
            ) END AS "source"
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
    ) AS "shares", (
      SELECT o$
      FROM (
        SELECT ARRAY(
          SELECT o$
          FROM (
            SELECT t10."value"::text AS "value", t10."unit" AS "unit", ARRAY(
              SELECT o$
              FROM (
                SELECT t12."dimension" AS "dimension", t12."member" AS "member"
                FROM "coordinate" t12
                WHERE t12."observation_id" = t10."id"
                ORDER BY t12."dimension" ASC NULLS LAST, t12."observation_id" ASC NULLS LAST
                LIMIT 1000
              ) o$
            ) AS "dimensions", CASE
            WHEN t10."report_id" IS NOT NULL THEN (
              SELECT o$
              FROM (
                SELECT (
                  SELECT t13."number"
                  FROM "section" t13
                  WHERE t13."id" = t10."section_id"
                  LIMIT 1
                ) AS "section", t10."line_start" AS "lineStart", t10."line_end" AS "lineEnd" 
              ) o$
            ) END AS "source"
            FROM ((
              SELECT *
              FROM (
                SELECT *
                FROM "observation"
                WHERE "superseded_by_id" IS NULL
              ) t10
              WHERE t10."subject_id" = t1."id" AND EXISTS (
                SELECT
                FROM "indicator" t11
                WHERE t11."id" = t10."indicator_id" AND (t11."code" = $4::text)
              ) AND TRUE
              ORDER BY t10."report_id" ASC NULLS LAST, t10."line_start" ASC NULLS LAST, t10."id" ASC NULLS LAST
              LIMIT 51
            ) UNION ALL (
              SELECT *
              FROM (
                SELECT *
                FROM "observation"
                WHERE "superseded_by_id" IS NULL
              ) t10
              WHERE t10."id" IN (
                SELECT observation_id
                FROM "observation_about"
                WHERE thing_id = t1."id"
              ) AND (t10."subject_id" = t1."id") IS NOT TRUE AND EXISTS (
                SELECT
                FROM "indicator" t11
                WHERE t11."id" = t10."indicator_id" AND (t11."code" = $4::text)
              ) AND TRUE
              ORDER BY t10."report_id" ASC NULLS LAST, t10."line_start" ASC NULLS LAST, t10."id" ASC NULLS LAST
              LIMIT 51
            )) t10
            ORDER BY t10."report_id" ASC NULLS LAST, t10."line_start" ASC NULLS LAST, t10."id" ASC NULLS LAST
            LIMIT 50
          ) o$
        ) AS "nodes"
      ) o$
    ) AS "dossiers", (
      SELECT o$
      FROM (
        SELECT ARRAY(
          SELECT o$
          FROM (
            SELECT t14."value"::text AS "value", t14."unit" AS "unit", ARRAY(
              SELECT o$
              FROM (
                SELECT t16."dimension" AS "dimension", t16."member" AS "member"
                FROM "coordinate" t16
                WHERE t16."observation_id" = t14."id"
                ORDER BY t16."dimension" ASC NULLS LAST, t16."observation_id" ASC NULLS LAST
                LIMIT 1000
              ) o$
            ) AS "dimensions", CASE
            WHEN t14."report_id" IS NOT NULL THEN (
              SELECT o$
              FROM (
                SELECT (
                  SELECT t17."number"
                  FROM "section" t17
                  WHERE t17."id" = t14."section_id"
                  LIMIT 1
                ) AS "section", t14."line_start" AS "lineStart", t14."line_end" AS "lineEnd" 
              ) o$
            ) END AS "source"
            FROM ((
              SELECT *
              FROM (
                SELECT *
                FROM "observation"
                WHERE "superseded_by_id" IS NULL
              ) t14
              WHERE t14."subject_id" = t1."id" AND EXISTS (
                SELECT
                FROM "indicator" t15
                WHERE t15."id" = t14."indicator_id" AND (t15."code" = $5::text)
              ) AND TRUE
              ORDER BY t14."report_id" ASC NULLS LAST, t14."line_start" ASC NULLS LAST, t14."id" ASC NULLS LAST
              LIMIT 51
            ) UNION ALL (
              SELECT *
              FROM (
                SELECT *
                FROM "observation"
                WHERE "superseded_by_id" IS NULL
              ) t14
              WHERE t14."id" IN (
                SELECT observation_id
                FROM "observation_about"
                WHERE thing_id = t1."id"
              ) AND (t14."subject_id" = t1."id") IS NOT TRUE AND EXISTS (
                SELECT
                FROM "indicator" t15
                WHERE t15."id" = t14."indicator_id" AND (t15."code" = $5::text)
              ) AND TRUE
              ORDER BY t14."report_id" ASC NULLS LAST, t14."line_start" ASC NULLS LAST, t14."id" ASC NULLS LAST
              LIMIT 51
            )) t14
            ORDER BY t14."report_id" ASC NULLS LAST, t14."line_start" ASC NULLS LAST, t14."id" ASC NULLS LAST
            LIMIT 50
          ) o$
        ) AS "nodes"
      ) o$
    ) AS "onlineShares"
    FROM "infrastructure_system" t1
    WHERE t1."id" = $1::text
  ) o$
)) AS "0"
WHERE ((
  SELECT count(*)
  FROM "indicator"
  WHERE code = ANY ($6::text[])
) = cardinality($6::text[]) OR known_codes('indicator', $6::text[], $7::text)) AND ((
  SELECT count(*)
  FROM "indicator"
  WHERE code = ANY ($8::text[])
) = cardinality($8::text[]) OR known_codes('indicator', $8::text[], $9::text)) AND ((
  SELECT count(*)
  FROM "indicator"
  WHERE code = ANY ($10::text[])
) = cardinality($10::text[]) OR known_codes('indicator', $10::text[], $11::text)) AND ((
  SELECT count(*)
  FROM "indicator"
  WHERE code = ANY ($12::text[])
) = cardinality($12::text[]) OR known_codes('indicator', $12::text[], $13::text))
