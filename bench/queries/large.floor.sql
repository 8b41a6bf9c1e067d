SELECT (
  SELECT json_build_object('nodes', json_agg(a))
  FROM (
    SELECT id, name,
      (
        SELECT json_build_object('nodes', coalesce(json_agg(s), '[]'))
        FROM (
          SELECT name, category
          FROM infrastructure_system
          WHERE owner_id = agency.id
          ORDER BY infrastructure_system.name, infrastructure_system.id
          LIMIT 50
        ) s
      ) AS systems
    FROM agency
    ORDER BY name, id
    LIMIT 600
  ) a
) AS agencies
