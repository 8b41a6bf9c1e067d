SELECT to_json((
  SELECT o$
  FROM (
    SELECT (
      SELECT count(*)::integer AS count
      FROM "document" t1
      WHERE t1."issued_on" < $1::date AND t1."issued_on" >= $2::date
    ) AS "totalCount", ARRAY(
      SELECT o$
      FROM (
        SELECT (
          SELECT o$
          FROM (
            SELECT CASE
            WHEN g.k0 IS NOT NULL THEN (
              SELECT o$
              FROM (
                SELECT to_char((g.k0 - 14 + interval '1 month'), '"Kỳ báo cáo tháng "FMMM"/"FMYYYY') AS "label", g.k0 AS "start", (g.k0 - 14 + interval '1 months')::date + 14 AS "end"
              ) o$
            ) END AS "issuedOn"
          ) o$
        ) AS "keys", g.m0 AS "count", g.m1 AS "decisions", (
          SELECT o$
          FROM (
            SELECT g.m2 AS "type"
          ) o$
        ) AS "countDistinct"
        FROM (
          SELECT *
          FROM (
            SELECT (date_trunc('month', t2."issued_on"::timestamp - interval '14 days') + interval '1 month' - interval '1 month')::date + 14 AS k0, (count(*))::integer AS m0, (count(*) FILTER (WHERE t2."type" = 'DECISION'))::integer AS m1, (count(DISTINCT t2."type"))::integer AS m2, count(*) AS n
            FROM "document" t2
            WHERE t2."issued_on" < $3::date AND t2."issued_on" >= $4::date GROUP BY 1
          ) g
          ORDER BY k0 ASC NULLS LAST
          LIMIT 50
        ) g
      ) o$
    ) AS "months", ARRAY(
      SELECT o$
      FROM (
        SELECT (
          SELECT o$
          FROM (
            SELECT (
              SELECT o$
              FROM (
                SELECT g.k0 AS "name"
              ) o$
            ) AS "issuer"
          ) o$
        ) AS "keys", g.m0 AS "count", (
          SELECT o$
          FROM (
            SELECT g.m1 AS "issuedOn"
          ) o$
        ) AS "min", (
          SELECT o$
          FROM (
            SELECT g.m2 AS "issuedOn"
          ) o$
        ) AS "max"
        FROM (
          SELECT *
          FROM (
            SELECT t4."name" AS k0, (count(*))::integer AS m0, min(t3."issued_on") AS m1, max(t3."issued_on") AS m2, count(*) AS n
            FROM "document" t3
            LEFT JOIN "agency" t4 ON t4."id" = t3."issuer_id"
            WHERE t3."issued_on" < $6::date AND t3."issued_on" >= $7::date GROUP BY 1
          ) g
          WHERE m0 > $5::integer
          ORDER BY m0 DESC NULLS LAST, k0 ASC NULLS LAST
          LIMIT 50
        ) g
      ) o$
    ) AS "issuers"
  ) o$
)) AS "0"
