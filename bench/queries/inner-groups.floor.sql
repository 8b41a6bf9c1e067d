SELECT (
  SELECT json_build_object('nodes', json_agg(a))
  FROM (
    SELECT id, name,
      (
        SELECT json_build_object('nodes', coalesce(json_agg(s), '[]'))
        FROM (
          SELECT name,
            (
              SELECT json_build_object('groups', coalesce(json_agg(g), '[]'))
              FROM (
                SELECT json_build_object('severity', severity) AS keys, count
                FROM (
                  SELECT severity, count(*) AS count
                  FROM security_incident
                  WHERE system_id = infrastructure_system.id
                  GROUP BY severity
                  ORDER BY severity
                ) i
              ) g
            ) AS incidents
          FROM infrastructure_system
          WHERE owner_id = agency.id
          ORDER BY name, id
          LIMIT 5
        ) s
      ) AS systems
    FROM agency
    ORDER BY name, id
    LIMIT 20
  ) a
) AS agencies
