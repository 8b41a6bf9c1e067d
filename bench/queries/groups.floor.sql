SELECT (
  SELECT json_build_object('groups', json_agg(g))
  FROM (
    SELECT json_build_object('severity', severity, 'occurredOn', json_build_object('start', month)) AS keys, count
    FROM (
      SELECT severity, date_trunc('month', occurred_on)::date AS month, count(*) AS count
      FROM security_incident
      GROUP BY 1, 2
      ORDER BY 1, 2
    ) i
  ) g
) AS "securityIncidents", (
  SELECT json_build_object('groups', json_agg(g))
  FROM (
    SELECT json_build_object('indicator', json_build_object('id', indicator_id), 'period', json_build_object('id', period_id)) AS keys,
      json_build_object('value', sum::text) AS sum
    FROM (
      SELECT indicator_id, period_id, sum(value) AS sum
      FROM observation
      WHERE superseded_by_id IS NULL AND indicator_id = ANY(:indicators)
      GROUP BY 1, 2
      ORDER BY 1, 2
    ) o
  ) g
) AS observations
