SELECT (
  SELECT json_build_object(
    'nodes', coalesce(json_agg(json_build_object(
      'id', i.id,
      'name', i.name,
      'occurredOn', i.occurred_on,
      'severity', i.severity,
      'system', CASE WHEN system.id IS NOT NULL THEN json_build_object('name', system.name) END
    ) ORDER BY i.n) FILTER (WHERE i.n <= 50), '[]'),
    'pageInfo', json_build_object('hasNextPage', count(*) > 50)
  )
  FROM (
    SELECT *, row_number() OVER () AS n
    FROM (
      SELECT *
      FROM (
        SELECT id, name, occurred_on, severity, system_id
        FROM security_incident
        WHERE occurred_on = :day AND id > :id
        ORDER BY id
        LIMIT 51
      ) same
      UNION ALL
      SELECT *
      FROM (
        SELECT id, name, occurred_on, severity, system_id
        FROM security_incident
        WHERE occurred_on < :day
        ORDER BY occurred_on DESC NULLS LAST, id
        LIMIT 51
      ) earlier
      LIMIT 51
    ) page
  ) i
  LEFT JOIN infrastructure_system system ON system.id = i.system_id
) AS "securityIncidents"
