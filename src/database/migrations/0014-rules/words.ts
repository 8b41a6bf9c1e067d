/** How explanations write numbers, days and lines: as Vietnamese does, and as English does. */
export const WORDS = String.raw`
CREATE FUNCTION grouped(value numeric, separator text, point text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT regexp_replace(split_part(value::text, '.', 1), '(\d)(?=(\d{3})+$)', '\1' || separator, 'g')
    || CASE WHEN scale(value) > 0 THEN point || split_part(value::text, '.', 2) ELSE '' END
$$;
CREATE FUNCTION number_vi(value numeric) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT grouped(value, '.', ',') $$;
CREATE FUNCTION number_en(value numeric) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT grouped(value, ',', '.') $$;

-- With the sign of its unit; one that is a Vietnamese word stands in Vietnamese only.
CREATE FUNCTION amount_vi(value numeric, symbol text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT concat_ws(' ', number_vi(value), symbol)
$$;
CREATE FUNCTION amount_en(value numeric, symbol text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT concat_ws(' ', number_en(value), CASE WHEN symbol !~ '[[:alpha:]]' THEN symbol END)
$$;

CREATE FUNCTION day_vi(day date) RETURNS text LANGUAGE sql STABLE STRICT PARALLEL SAFE AS $$ SELECT to_char(day, 'DD/MM/YYYY') $$;
CREATE FUNCTION day_en(day date) RETURNS text LANGUAGE sql STABLE STRICT PARALLEL SAFE AS $$ SELECT to_char(day, 'FMDD FMMonth YYYY') $$;

-- The first and the last day of a span whose end is the day after it.
CREATE FUNCTION days_vi(start date, after date) RETURNS text LANGUAGE sql STABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE WHEN after - 1 > start THEN day_vi(start) || ' - ' || day_vi(after - 1) ELSE day_vi(start) END
$$;
CREATE FUNCTION days_en(start date, after date) RETURNS text LANGUAGE sql STABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE WHEN after - 1 > start THEN day_en(start) || ' to ' || day_en(after - 1) ELSE day_en(start) END
$$;

CREATE FUNCTION lines_of(first integer, last integer) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN last > first THEN first || '-' || last ELSE first::text END
$$;
CREATE FUNCTION lines_vi(first integer, last integer) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(' (dòng ' || lines_of(first, last) || ')', '')
$$;
CREATE FUNCTION lines_en(first integer, last integer) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(CASE WHEN last > first THEN ' (lines ' ELSE ' (line ' END || lines_of(first, last) || ')', '')
$$;

CREATE FUNCTION work_vi(status text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE status WHEN 'PLANNED' THEN 'dự kiến' WHEN 'ONGOING' THEN 'đang thực hiện' WHEN 'DONE' THEN 'đã thực hiện' ELSE 'chưa thực hiện' END
$$;
CREATE FUNCTION work_en(status text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE status WHEN 'PLANNED' THEN 'planned' WHEN 'ONGOING' THEN 'under way' WHEN 'DONE' THEN 'done' ELSE 'not carried out' END
$$;
`;

export const DROP_WORDS = `
DROP FUNCTION work_vi, work_en, lines_vi, lines_en, lines_of, days_vi, days_en, day_vi, day_en, amount_vi, amount_en, number_vi,
  number_en, grouped`;
