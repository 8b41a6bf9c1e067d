SELECT to_json((
  SELECT o$
  FROM (
    SELECT ARRAY(
      SELECT o$
      FROM (
        SELECT t1."number" AS "number", t1."name" AS "title", t1."issued_on" AS "issuedOn", (
          SELECT o$
          FROM (
            SELECT ARRAY(
              SELECT o$
              FROM (
                SELECT t2."number" AS "number", t2."name" AS "title", (
                  SELECT o$
                  FROM (
                    SELECT ARRAY(
                      SELECT o$
                      FROM (
                        SELECT (
                          SELECT o$
                          FROM (
                            SELECT t5."name" AS "name"
                            FROM "indicator" t5
                            WHERE t5."id" = t4."indicator_id"
                            LIMIT 1
                          ) o$
                        ) AS "indicator", ARRAY(
                          SELECT o$
                          FROM (
                            SELECT (
                              SELECT o$
                              FROM (
                                SELECT t7."name" AS "name"
                                FROM "dimension_member" t7
                                WHERE t7."id" = t6."member_id"
                                LIMIT 1
                              ) o$
                            ) AS "memberDetail"
                            FROM "coordinate" t6
                            WHERE t6."observation_id" = t4."id"
                            ORDER BY t6."dimension" ASC NULLS LAST, t6."observation_id" ASC NULLS LAST
                            LIMIT 1000
                          ) o$
                        ) AS "dimensions", (
                          SELECT formatted(t4.value, t4.qualifier, u.code, coalesce(u.symbol, u.name), coalesce(u.name_en, u.name), coalesce(u.plural_en, u.name_en, u.name), $1::text)
                          FROM "unit" u
                          WHERE u.code = t4.unit
                        ) AS "formatted", t4."stated_as" AS "statedAs", t4."line_start" AS "lineStart"
                        FROM (
                          SELECT *
                          FROM "observation"
                          WHERE "superseded_by_id" IS NULL
                        ) t4
                        WHERE t4."section_id" = t2."id"
                        ORDER BY t4."report_id" ASC NULLS LAST, t4."line_start" ASC NULLS LAST, t4."id" ASC NULLS LAST
                        LIMIT 50
                      ) o$
                    ) AS "nodes"
                  ) o$
                ) AS "observations"
                FROM "section" t2
                WHERE t2."report_id" = t1."id" AND EXISTS (
                  SELECT
                  FROM (
                    SELECT *
                    FROM "observation"
                    WHERE "superseded_by_id" IS NULL
                  ) t3
                  WHERE t3."section_id" = t2."id" AND (TRUE)
                )
                ORDER BY t2."report_id" ASC NULLS LAST, t2."position" ASC NULLS LAST, t2."id" ASC NULLS LAST
                LIMIT 50
              ) o$
            ) AS "nodes"
          ) o$
        ) AS "sections"
        FROM "report" t1
        ORDER BY t1."issued_on" ASC NULLS LAST, t1."id" ASC NULLS LAST
        LIMIT 50
      ) o$
    ) AS "nodes"
  ) o$
)) AS "0"
