SELECT (
  SELECT json_build_object(
    'totalCount', (SELECT count(*) FROM document WHERE type = 'DECISION' AND issued_on >= :since),
    'nodes', coalesce(json_agg(d), '[]')
  )
  FROM (
    SELECT id, number, issued_on AS "issuedOn",
      (SELECT row_to_json(i) FROM (SELECT name FROM agency WHERE agency.id = document.issuer_id) i) AS issuer,
      (
        SELECT json_build_object('nodes', coalesce(json_agg(o), '[]'))
        FROM (
          SELECT other.id, other.name
          FROM link
          JOIN document other ON other.id = link.to_id
          WHERE link.from_id = document.id AND link.role = 'AMENDS'
          ORDER BY link.to_id
          LIMIT 10
        ) o
      ) AS amends,
      (
        SELECT json_build_object('nodes', coalesce(json_agg(o), '[]'))
        FROM (
          SELECT other.id, other.name
          FROM link
          JOIN document other ON other.id = link.from_id
          WHERE link.to_id = document.id AND link.role = 'AMENDS'
          ORDER BY link.from_id
          LIMIT 10
        ) o
      ) AS "amendedBy"
    FROM document
    WHERE type = 'DECISION' AND issued_on >= :since
    ORDER BY issued_on DESC NULLS LAST, id
    LIMIT 50
  ) d
) AS documents
