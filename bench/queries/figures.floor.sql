SELECT (
  SELECT json_build_object(
    'totalCount', (
      SELECT count(*)
      FROM observation
      WHERE superseded_by_id IS NULL AND period_id = :period AND value > :bound
        AND indicator_id IN (SELECT id FROM indicator WHERE code = ANY(:codes))
    ),
    'nodes', (
      SELECT coalesce(json_agg(json_build_object(
        'id', o.id,
        'value', o.value::text,
        'unit', o.unit,
        'indicator', json_build_object('code', indicator.code, 'name', indicator.name),
        'period', json_build_object('name', period.name, 'start', period.start),
        'subject', json_build_object('id', thing.id, 'name', thing.name)
      ) ORDER BY o.value DESC, o.id), '[]')
      FROM (
        SELECT id, value, unit, indicator_id, period_id, subject_id
        FROM observation
        WHERE superseded_by_id IS NULL AND period_id = :period AND value > :bound
          AND indicator_id IN (SELECT id FROM indicator WHERE code = ANY(:codes))
        ORDER BY value DESC NULLS LAST, id
        LIMIT 200
      ) o
      JOIN indicator ON indicator.id = o.indicator_id
      JOIN period ON period.id = o.period_id
      JOIN thing ON thing.id = o.subject_id
    )
  )
) AS observations
