SELECT to_json((
  SELECT o$
  FROM (
    SELECT (
      SELECT count(*)::integer AS count
      FROM "infrastructure_system" t1
    ) AS "totalCount", ARRAY(
      SELECT o$
      FROM (
        SELECT t2."id" AS "id", t2."name" AS "name", CASE
        WHEN t3."id" IS NOT NULL THEN (
          SELECT o$
          FROM (
            SELECT t3."name" AS "name" 
          ) o$
        ) END AS "owner"
        FROM (
          SELECT t2.*
          FROM "infrastructure_system" t2
          ORDER BY t2."name" ASC NULLS LAST, t2."id" ASC NULLS LAST
          LIMIT 50
        ) t2
        LEFT JOIN "agency" t3 ON t3."id" = t2."owner_id"
        ORDER BY t2."name" ASC NULLS LAST, t2."id" ASC NULLS LAST
      ) o$
    ) AS "nodes"
  ) o$
)) AS "0"
