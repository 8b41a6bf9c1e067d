SELECT (
  SELECT json_build_object('nodes', json_agg(s))
  FROM (
    SELECT id, name, name_en AS "nameEn", code, code_scheme AS "codeScheme", category,
      valid_from AS "validFrom", aliases
    FROM infrastructure_system
    ORDER BY name, id
    LIMIT 100
  ) s
) AS "infrastructureSystems"
