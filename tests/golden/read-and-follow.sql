SELECT to_json(change_cursor()) AS "0", to_json((
  SELECT o$
  FROM (
    SELECT ARRAY(
      SELECT o$
      FROM (
        SELECT t1."id" AS "id", t1."name" AS "name", CASE
        WHEN t2."id" IS NOT NULL THEN (
          SELECT o$
          FROM (
            SELECT t2."name" AS "name" 
          ) o$
        ) END AS "owner"
        FROM (
          SELECT t1.*
          FROM "infrastructure_system" t1
          ORDER BY t1."name" ASC NULLS LAST, t1."id" ASC NULLS LAST
          LIMIT 1000
        ) t1
        LEFT JOIN "agency" t2 ON t2."id" = t1."owner_id"
        ORDER BY t1."name" ASC NULLS LAST, t1."id" ASC NULLS LAST
      ) o$
    ) AS "nodes"
  ) o$
)) AS "1"
