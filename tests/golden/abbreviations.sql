WITH "once 0" AS MATERIALIZED (
  SELECT written_otherwise($2::text, false) AS value
), "once 1" AS MATERIALIZED (
  SELECT written_otherwise($4::text, false) AS value
), "once 2" AS MATERIALIZED (
  SELECT written_otherwise($6::text, false) AS value
), "once 3" AS MATERIALIZED (
  SELECT written_otherwise($8::text, false) AS value
), "once 4" AS MATERIALIZED (
  SELECT written_otherwise($10::text, true) AS value
) SELECT to_json((
  SELECT o$
  FROM (
    SELECT (
      SELECT count(*)::integer AS count
      FROM "document" t1
      WHERE (((fold(t1."name") LIKE '%' || fold($1::text) || '%' OR ((
        SELECT value
        FROM "once 0"
      ) IS NOT NULL AND fold(t1."name") LIKE ANY(ARRAY[((
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
      ))[5]]) AND fold(t1."name") ~ ((
        SELECT value
        FROM "once 0"
      ))[1]))) OR ((fold(t1."name") LIKE '%' || fold($3::text) || '%' OR ((
        SELECT value
        FROM "once 1"
      ) IS NOT NULL AND fold(t1."name") LIKE ANY(ARRAY[((
        SELECT value
        FROM "once 1"
      ))[2], ((
        SELECT value
        FROM "once 1"
      ))[3], ((
        SELECT value
        FROM "once 1"
      ))[4], ((
        SELECT value
        FROM "once 1"
      ))[5]]) AND fold(t1."name") ~ ((
        SELECT value
        FROM "once 1"
      ))[1]))))
    ) AS "totalCount", ARRAY(
      SELECT o$
      FROM (
        SELECT t2."name" AS "name"
        FROM "document" t2
        WHERE (((fold(t2."name") LIKE '%' || fold($5::text) || '%' OR ((
          SELECT value
          FROM "once 2"
        ) IS NOT NULL AND fold(t2."name") LIKE ANY(ARRAY[((
          SELECT value
          FROM "once 2"
        ))[2], ((
          SELECT value
          FROM "once 2"
        ))[3], ((
          SELECT value
          FROM "once 2"
        ))[4], ((
          SELECT value
          FROM "once 2"
        ))[5]]) AND fold(t2."name") ~ ((
          SELECT value
          FROM "once 2"
        ))[1]))) OR ((fold(t2."name") LIKE '%' || fold($7::text) || '%' OR ((
          SELECT value
          FROM "once 3"
        ) IS NOT NULL AND fold(t2."name") LIKE ANY(ARRAY[((
          SELECT value
          FROM "once 3"
        ))[2], ((
          SELECT value
          FROM "once 3"
        ))[3], ((
          SELECT value
          FROM "once 3"
        ))[4], ((
          SELECT value
          FROM "once 3"
        ))[5]]) AND fold(t2."name") ~ ((
          SELECT value
          FROM "once 3"
        ))[1]))))
        ORDER BY t2."name" ASC NULLS LAST, t2."id" ASC NULLS LAST
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
        SELECT t3."name" AS "name", t3."aliases" AS "aliases"
        FROM "agency" t3
        WHERE (fold(t3."name") LIKE fold($9::text) || '%' OR ((
          SELECT value
          FROM "once 4"
        ) IS NOT NULL AND fold(t3."name") LIKE ANY(ARRAY[((
          SELECT value
          FROM "once 4"
        ))[2], ((
          SELECT value
          FROM "once 4"
        ))[3], ((
          SELECT value
          FROM "once 4"
        ))[4], ((
          SELECT value
          FROM "once 4"
        ))[5]]) AND fold(t3."name") ~ ((
          SELECT value
          FROM "once 4"
        ))[1]))
        ORDER BY t3."name" ASC NULLS LAST, t3."id" ASC NULLS LAST
        LIMIT 50
      ) o$
    ) AS "nodes"
  ) o$
)) AS "1", to_json((
  SELECT o$
  FROM (
    SELECT ARRAY(
      SELECT o$
      FROM (
        SELECT t4."short" AS "short", t4."name" AS "name", CASE
        WHEN t4."report_id" IS NOT NULL THEN (
          SELECT o$
          FROM (
            SELECT (
              SELECT t5."number"
              FROM "section" t5
              WHERE t5."id" = t4."section_id"
              LIMIT 1
            ) AS "section", t4."line_start" AS "lineStart" 
          ) o$
        ) END AS "source"
        FROM "abbreviation" t4
        WHERE t4."short" = ANY($11::text[])
        ORDER BY t4."short" ASC NULLS LAST, t4."id" ASC NULLS LAST
        LIMIT 50
      ) o$
    ) AS "nodes"
  ) o$
)) AS "2"
