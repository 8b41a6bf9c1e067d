SELECT (
  SELECT json_build_object('nodes', json_agg(a))
  FROM (
    SELECT id, name,
      json_build_object('totalCount', (SELECT count(*) FROM infrastructure_system WHERE owner_id = agency.id)) AS systems,
      (
        SELECT json_build_object(
          'totalCount', (SELECT count(*) FROM media_outlet WHERE agency_id = agency.id),
          'nodes', coalesce(json_agg(o), '[]')
        )
        FROM (
          SELECT name,
            json_build_object('totalCount', (
              SELECT count(*)
              FROM media_output
              WHERE outlet_id = media_outlet.id AND language = 'KM'
            )) AS outputs
          FROM media_outlet
          WHERE agency_id = agency.id
          ORDER BY name, id
          LIMIT 50
        ) o
      ) AS outlets
    FROM agency
    ORDER BY name, id
    LIMIT 50
  ) a
) AS agencies
