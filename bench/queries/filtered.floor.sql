SELECT (
  WITH struck AS MATERIALIZED (
    SELECT DISTINCT owner_id
    FROM security_incident
    JOIN infrastructure_system ON infrastructure_system.id = security_incident.system_id
    WHERE severity = 'CRITICAL' AND status = 'OPEN' AND occurred_on >= :since AND owner_id IS NOT NULL
  )
  SELECT json_build_object('totalCount', (SELECT count(*) FROM struck), 'nodes', coalesce(json_agg(a), '[]'))
  FROM (
    SELECT id, name,
      (
        SELECT json_build_object('nodes', coalesce(json_agg(s), '[]'))
        FROM (
          SELECT name, category
          FROM infrastructure_system
          WHERE owner_id = agency.id AND category IN ('DATABASE', 'PORTAL')
          ORDER BY infrastructure_system.name, infrastructure_system.id
          LIMIT 3
        ) s
      ) AS systems
    FROM agency
    WHERE id IN (SELECT owner_id FROM struck)
    ORDER BY name, id
    LIMIT 50
  ) a
) AS agencies
