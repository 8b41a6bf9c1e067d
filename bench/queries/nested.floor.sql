SELECT (
  SELECT json_build_object('nodes', json_agg(a))
  FROM (
    SELECT id, name,
      (
        SELECT json_build_object('nodes', coalesce(json_agg(s), '[]'))
        FROM (
          SELECT id, name,
            (
              SELECT json_build_object('nodes', coalesce(json_agg(i), '[]'))
              FROM (
                SELECT occurred_on AS "occurredOn", severity, status
                FROM security_incident
                WHERE system_id = infrastructure_system.id
                ORDER BY occurred_on DESC NULLS LAST, id
                LIMIT 5
              ) i
            ) AS incidents
          FROM infrastructure_system
          WHERE owner_id = agency.id
          ORDER BY name, id
          LIMIT 50
        ) s
      ) AS systems,
      (
        SELECT json_build_object('nodes', coalesce(json_agg(o), '[]'))
        FROM (
          SELECT id, name,
            (
              SELECT json_build_object('nodes', coalesce(json_agg(p), '[]'))
              FROM (
                SELECT name, kind, language
                FROM media_output
                WHERE outlet_id = media_outlet.id
                ORDER BY media_output.name, media_output.id
                LIMIT 10
              ) p
            ) AS outputs
          FROM media_outlet
          WHERE agency_id = agency.id
          ORDER BY name, id
          LIMIT 50
        ) o
      ) AS outlets
    FROM agency
    ORDER BY name, id
    LIMIT 20
  ) a
) AS agencies
