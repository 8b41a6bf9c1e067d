SELECT (
  SELECT json_build_object('nodes', coalesce(json_agg(json_build_object(
    'id', o.id,
    'value', o.value::text,
    'unit', o.unit,
    'status', o.status,
    'indicator', json_build_object('code', o.code),
    'period', CASE WHEN period.id IS NOT NULL
      THEN json_build_object('name', period.name, 'start', period.start, 'end', period.end) END
  ) ORDER BY o.period_id, o.id), '[]'))
  FROM (
    SELECT observation.id, value, unit, status, code, period_id
    FROM observation
    JOIN indicator ON indicator.id = observation.indicator_id
    WHERE superseded_by_id IS NULL AND subject_id = :subject AND code = ANY(:codes)
    ORDER BY period_id, observation.id
    LIMIT 500
  ) o
  LEFT JOIN period ON period.id = o.period_id
) AS observations
