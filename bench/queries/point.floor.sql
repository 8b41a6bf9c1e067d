SELECT (
  SELECT row_to_json(a)
  FROM (
    SELECT agency.id, agency.name, agency.code, agency.level, agency.branch, agency.kind,
      (SELECT row_to_json(p) FROM (SELECT parent.name FROM agency parent WHERE parent.id = agency.parent_id) p) AS parent
    FROM agency
    WHERE agency.id = :id
  ) a
) AS agency
