SELECT (
  SELECT json_build_object(
    'totalCount', (SELECT count(*) FROM media_output WHERE topic = :topic AND language = 'KM'),
    'nodes', (
      SELECT coalesce(json_agg(json_build_object(
        'name', o.name,
        'kind', o.kind,
        'outlet', CASE WHEN outlet.id IS NOT NULL THEN json_build_object(
          'name', outlet.name,
          'agency', CASE WHEN agency.id IS NOT NULL THEN json_build_object('name', agency.name) END
        ) END
      ) ORDER BY o.name, o.id), '[]')
      FROM (
        SELECT id, name, kind, outlet_id
        FROM media_output
        WHERE topic = :topic AND language = 'KM'
        ORDER BY name, id
        LIMIT 50
      ) o
      LEFT JOIN media_outlet outlet ON outlet.id = o.outlet_id
      LEFT JOIN agency ON agency.id = outlet.agency_id
    ),
    'groups', (
      SELECT coalesce(json_agg(json_build_object('keys', json_build_object('kind', kind), 'count', count) ORDER BY kind), '[]')
      FROM (
        SELECT kind, count(*) AS count
        FROM media_output
        WHERE topic = :topic AND language = 'KM'
        GROUP BY kind
      ) g
    )
  )
) AS "mediaOutputs"
