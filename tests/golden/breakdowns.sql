SELECT to_json((
  SELECT o$
  FROM (
    SELECT ARRAY(
      SELECT o$
      FROM (
        SELECT t1."code" AS "code", t1."name" AS "name", ARRAY(
          SELECT o$
          FROM (
            SELECT t3."code" AS "code", t3."name" AS "name", (
              SELECT o$
              FROM (
                SELECT ARRAY(
                  SELECT o$
                  FROM (
                    SELECT t4."code" AS "code", t4."name" AS "name", t4."position" AS "position"
                    FROM "dimension_member" t4
                    WHERE t4."dimension_id" = t3."id"
                    ORDER BY t4."dimension_id" ASC NULLS LAST, t4."position" ASC NULLS LAST, t4."id" ASC NULLS LAST
                    LIMIT 50
                  ) o$
                ) AS "nodes"
              ) o$
            ) AS "members"
            FROM "dimension" t3
            WHERE t3."id" IN (
              SELECT dimension_id
              FROM "indicator_dimension"
              WHERE indicator_id = t1."id"
            )
            ORDER BY t3."code" ASC NULLS LAST, t3."id" ASC NULLS LAST
            LIMIT 1000
          ) o$
        ) AS "dimensions"
        FROM "indicator" t1
        WHERE EXISTS (
          SELECT
          FROM "dimension" t2
          WHERE t2."id" IN (
            SELECT dimension_id
            FROM "indicator_dimension"
            WHERE indicator_id = t1."id"
          ) AND (t2."code" = ANY($1::text[]))
        )
        ORDER BY t1."code" ASC NULLS LAST, t1."id" ASC NULLS LAST
        LIMIT 50
      ) o$
    ) AS "nodes"
  ) o$
)) AS "0", to_json((
  SELECT o$
  FROM (
    SELECT ARRAY(
      SELECT o$
      FROM (
        SELECT t5."name" AS "name", (
          SELECT o$
          FROM (
            SELECT ARRAY(
              SELECT o$
              FROM (
                SELECT t6."code" AS "code"
                FROM "indicator" t6
                WHERE t6."id" IN (
                  SELECT indicator_id
                  FROM "indicator_dimension"
                  WHERE dimension_id = t5."id"
                )
                ORDER BY t6."code" ASC NULLS LAST, t6."id" ASC NULLS LAST
                LIMIT 50
              ) o$
            ) AS "nodes"
          ) o$
        ) AS "indicators"
        FROM "dimension" t5
        WHERE t5."code" = $4::text
        ORDER BY t5."code" ASC NULLS LAST, t5."id" ASC NULLS LAST
        LIMIT 50
      ) o$
    ) AS "nodes"
  ) o$
)) AS "1"
WHERE ((
  SELECT count(*)
  FROM "dimension"
  WHERE code = ANY ($2::text[])
) = cardinality($2::text[]) OR known_codes('dimension', $2::text[], $3::text)) AND ((
  SELECT count(*)
  FROM "dimension"
  WHERE code = ANY ($5::text[])
) = cardinality($5::text[]) OR known_codes('dimension', $5::text[], $6::text))
