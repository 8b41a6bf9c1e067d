/** What a part is compared by. */
const PART =
  "id report_id line_start line_end value precision unit status indicator_id subject_id period_id part_of superseded_by_id breakdown"
    .split(" ")
    .map((column) => `o.${column}`)
    .join(", ");

/**
 * The rules of arithmetic. Each finds rows of id, rule, gravity (how bad it is where it does not agree), report_id, stated,
 * computed, agrees (null where it cannot be computed), subjects (what it concerns), places (those whose lines show it), about
 * (the figure whose name the explanation begins with), vi and en.
 */
export const ARITHMETIC = [
  `-- PARTS. Rounded figures may miss their total by half a step each; counts may not.
SELECT 'parts:' || t.id || ':' || replace(coalesce(nullif(p.breakdown, ''), 'none'), ',', '+'), 'PARTS', 'ERROR',
  t.report_id, t.value, p.total,
  CASE WHEN t.value IS NULL OR p.total IS NULL THEN NULL
    ELSE abs(t.value - p.total) <= (coalesce(t.precision, 0) + p.steps) / 2 END,
  t.id || p.ids, t.id || p.ids, t.id,
  format('%s số liệu thành phần%s cộng lại %s; tổng số báo cáo ghi là %s.', p.count, ' theo ' || lower(d.vi),
    coalesce('là ' || amount_vi(p.total, u.symbol), 'không tính được'), coalesce(amount_vi(t.value, u.symbol), 'không nêu')),
  format('%s parts%s make %s; the total is stated as %s.', p.count, ' by ' || lower(d.en),
    coalesce(amount_en(p.total, u.symbol), 'nothing computable'), coalesce(amount_en(t.value, u.symbol), 'nothing'))
FROM observation t
JOIN (
  SELECT part_of, breakdown, count(*) AS count, array_agg(id ORDER BY line_start, id) AS ids,
    CASE WHEN bool_or(value IS NULL) THEN NULL ELSE sum(value) END AS total, sum(coalesce(precision, 0)) AS steps
  FROM observation WHERE superseded_by_id IS NULL AND part_of IS NOT NULL
  GROUP BY part_of, breakdown
) p ON p.part_of = t.figure
LEFT JOIN unit u ON u.code = t.unit
CROSS JOIN LATERAL (
  SELECT string_agg(name, ', ' ORDER BY code) AS vi, string_agg(coalesce(name_en, name), ', ' ORDER BY code) AS en FROM dimension
  WHERE code = ANY (string_to_array(p.breakdown, ',')) AND code <> ALL (string_to_array(t.breakdown, ','))
) d
WHERE t.superseded_by_id IS NULL`,

  `-- RATE. The quotient is rounded as the stated value is; rounded inputs widen what is accepted.
SELECT 'rate:' || r.id, 'RATE', CASE WHEN abs(r.value - c.quotient) > r.step THEN 'ERROR' ELSE 'WARNING' END, r.report_id, r.value, c.quotient,
  r.value BETWEEN round((numerator - numerator_step / 2) / nullif(denominator + denominator_step / 2, 0) * r.factor / step) * step
    AND round((numerator + numerator_step / 2) / nullif(denominator - denominator_step / 2, 0) * r.factor / step) * step,
  array_remove(ARRAY[r.id, r.numerator_id, r.denominator_id], NULL), array_remove(ARRAY[r.id, r.numerator_id, r.denominator_id], NULL), r.id,
  CASE WHEN numerator IS NULL THEN 'không tính lại được, vì báo cáo không nêu tử số.'
    WHEN denominator IS NULL THEN format('không tính lại được, vì báo cáo không nêu mẫu số (%s)%s.', lower(i.name),
      '; theo tử số và tỷ lệ đã nêu, mẫu số khoảng ' || number_vi(c.implied))
    ELSE format('%s : %s × %s = %s; báo cáo ghi %s.', number_vi(numerator), number_vi(denominator), number_vi(r.factor),
      amount_vi(c.quotient, symbol), amount_vi(r.value, symbol)) END,
  CASE WHEN numerator IS NULL THEN 'it cannot be computed anew, since the numerator is not reported.'
    WHEN denominator IS NULL THEN format('it cannot be computed anew, since the denominator (%s) is not reported%s.', lower(coalesce(i.name_en, i.name)),
      '; by the numerator and the rate it is about ' || number_en(c.implied))
    ELSE format('%s / %s × %s = %s; stated as %s.', number_en(numerator), number_en(denominator), number_en(r.factor),
      amount_en(c.quotient, symbol), amount_en(r.value, symbol)) END
FROM (SELECT *, coalesce(precision, 0.01) AS step FROM rate_figure) r
JOIN indicator i ON i.id = r.denominator_indicator_id
CROSS JOIN LATERAL (
  SELECT round(numerator / nullif(denominator, 0) * r.factor / nullif(step, 0)) * step AS quotient,
    round(numerator * r.factor / nullif(r.value, 0)) AS implied
) c`,

  `-- SHARES. Only where a share is stated for every part of the total.
SELECT 'shares:' || s.denominator_id || ':' || s.indicator_id, 'SHARES', 'WARNING', s.report_id, s.total, s.factor,
  abs(s.total - s.factor) <= s.steps / 2, s.ids, s.ids, NULL,
  format('%s: %s tỷ lệ theo %s cộng lại là %s; sai số do làm tròn tối đa %s.', i.name, s.count, lower(d.name),
    amount_vi(s.total, s.symbol), number_vi(trim_scale(s.steps / 2))),
  format('%s: %s shares by %s make %s; rounding explains up to %s.', coalesce(i.name_en, i.name), s.count, lower(coalesce(d.name_en, d.name)),
    amount_en(s.total, s.symbol), number_en(trim_scale(s.steps / 2)))
FROM (
  SELECT denominator_id, indicator_id, min(report_id) AS report_id, sum(value) AS total, min(factor) AS factor, min(across) AS across,
    min(symbol) AS symbol, sum(coalesce(precision, 0)) AS steps, count(*) AS count, array_agg(id ORDER BY id) AS ids
  FROM rate_figure r
  WHERE across IS NOT NULL AND denominator_id IS NOT NULL
  GROUP BY denominator_id, denominator_figure, indicator_id
  HAVING bool_and(part_of IS NOT DISTINCT FROM denominator_figure)
    AND count(*) = (SELECT count(*) FROM figure p WHERE p.part_of = r.denominator_figure AND p.breakdown ? min(r.across))
) s
JOIN indicator i ON i.id = s.indicator_id
JOIN dimension d ON d.code = s.across`,

  `-- STATED_TWICE. The first statement counts as stated, the last as computed.
SELECT 'stated-twice:' || s.id, 'STATED_TWICE', 'ERROR', s.report_id, s.first, s.last, s.values = 1, s.ids, s.ids, s.id,
  format('báo cáo nêu %s lần, %s: %s.', s.count, CASE WHEN s.values = 1 THEN 'thống nhất' ELSE 'không thống nhất' END, s.vi),
  format('stated %s times, %s: %s.', s.count, CASE WHEN s.values = 1 THEN 'alike' ELSE 'not alike' END, s.en)
FROM (
  SELECT min(o.id) AS id, o.report_id, count(*) AS count, count(DISTINCT value) AS values, array_agg(o.id ORDER BY o.line_start, o.id) AS ids,
    (array_agg(value ORDER BY o.line_start, o.id))[1] AS first, (array_agg(value ORDER BY o.line_start DESC, o.id DESC))[1] AS last,
    string_agg(amount_vi(value, u.symbol) || lines_vi(o.line_start, o.line_end), ', ' ORDER BY o.line_start, o.id) AS vi,
    string_agg(amount_en(value, u.symbol) || lines_en(o.line_start, o.line_end), ', ' ORDER BY o.line_start, o.id) AS en
  FROM observation o
  LEFT JOIN unit u ON u.code = o.unit
  WHERE o.superseded_by_id IS NULL AND o.cell IS NOT NULL AND o.value IS NOT NULL
  GROUP BY o.report_id, o.cell, o.status = 'PLAN'
  HAVING count(*) > 1
) s`,

  `-- COUNT. Only where the source claims to name all that it counts.
SELECT 'count:' || f.id, 'COUNT', 'WARNING', f.report_id, f.value, c.count, f.value = c.count, f.id || c.things, ARRAY[f.id], f.id,
  format(CASE WHEN c.count < f.value THEN 'báo cáo ghi %s nhưng chỉ kể tên %s.' ELSE 'báo cáo ghi %s, kể tên %s.' END,
    coalesce(amount_vi(f.value, u.symbol), 'không nêu số'), number_vi(c.count)),
  format('stated as %s; the source names %s.', coalesce(amount_en(f.value, u.symbol), 'nothing'), number_en(c.count))
FROM observation f
LEFT JOIN unit u ON u.code = f.unit
CROSS JOIN LATERAL (SELECT count(*)::numeric AS count, array_agg(thing_id ORDER BY thing_id) AS things FROM observation_count WHERE observation_id = f.id) c
WHERE f.superseded_by_id IS NULL AND f.complete`,

  `-- IMPLIED_DENOMINATOR. Each rounded rate allows a range of denominators; one denominator should lie in all ranges.
SELECT 'implied-denominator:' || s.ids[1], 'IMPLIED_DENOMINATOR', 'WARNING', s.report_id, least, greatest, least <= greatest, s.ids, s.ids, NULL,
  CASE WHEN least <= greatest THEN format('%s: không nêu; %s tỷ lệ cùng cho ra từ %s đến %s.', i.name, s.count, number_vi(least), number_vi(greatest))
    ELSE format('%s: không nêu, và không giá trị nào phù hợp với cả %s tỷ lệ: có tỷ lệ đòi hỏi ít nhất %s, có tỷ lệ chỉ cho phép nhiều nhất %s.',
      i.name, s.count, number_vi(least), number_vi(greatest)) END,
  CASE WHEN least <= greatest THEN format('%s: not reported; %s rates allow every value from %s to %s.',
      coalesce(i.name_en, i.name), s.count, number_en(least), number_en(greatest))
    ELSE format('%s: not reported, and no value fits all %s rates: one needs at least %s, another at most %s.',
      coalesce(i.name_en, i.name), s.count, number_en(least), number_en(greatest)) END
FROM (
  SELECT denominator_indicator_id, report_id, count(*) AS count, array_agg(id ORDER BY id) AS ids,
    ceil(max(numerator * factor / nullif(value + precision / 2, 0))) AS least,
    floor(min(numerator * factor / nullif(value - precision / 2, 0))) AS greatest
  FROM rate_figure
  WHERE denominator IS NULL AND numerator IS NOT NULL AND precision IS NOT NULL
  GROUP BY denominator_indicator_id, subject_id, period_id, report_id
  HAVING count(*) > 1
) s
JOIN indicator i ON i.id = s.denominator_indicator_id`,

  `-- WITHIN. What is counted among something cannot exceed it; parts that are added up are a matter of PARTS.
SELECT 'within:' || w.id, 'WITHIN', w.gravity, w.report_id, w.value, w.largest, w.agrees, w.id || w.ids, w.id || w.ids, w.id,
  CASE WHEN w.agrees THEN format('%s; không số liệu nào nằm trong đó vượt quá.', amount_vi(w.value, w.symbol))
    WHEN w.value = 0 THEN format('báo cáo ghi không có%s, nhưng nơi khác nêu %s.', lines_vi(w.line_start, w.line_end), w.vi)
    ELSE format('báo cáo ghi %s%s, nhỏ hơn số liệu nằm trong đó: %s.', amount_vi(w.value, w.symbol), lines_vi(w.line_start, w.line_end), w.vi) END,
  CASE WHEN w.agrees THEN format('%s; no figure within it exceeds it.', amount_en(w.value, w.symbol))
    WHEN w.value = 0 THEN format('stated as none%s, but elsewhere: %s.', lines_en(w.line_start, w.line_end), w.en)
    ELSE format('stated as %s%s, which is less than what is within it: %s.', amount_en(w.value, w.symbol), lines_en(w.line_start, w.line_end), w.en) END
FROM (
  SELECT t.id, t.report_id, t.line_start, t.line_end, t.value, min(u.symbol) AS symbol, max(p.value) AS largest, bool_and(c.fits) AS agrees,
    CASE WHEN bool_or(NOT c.fits AND p.indicator_id = t.indicator_id) THEN 'ERROR' ELSE 'WARNING' END AS gravity,
    array_agg(p.id ORDER BY p.line_start, p.id) AS ids,
    string_agg(format('%s: %s%s', (SELECT lower(left(vi, 1)) || substr(vi, 2) FROM figure_label WHERE id = p.id), amount_vi(p.value, v.symbol),
      lines_vi(p.line_start, p.line_end)), '; ' ORDER BY p.line_start, p.id) FILTER (WHERE NOT c.fits) AS vi,
    string_agg(format('%s: %s%s', (SELECT lower(left(en, 1)) || substr(en, 2) FROM figure_label WHERE id = p.id), amount_en(p.value, v.symbol),
      lines_en(p.line_start, p.line_end)), '; ' ORDER BY p.line_start, p.id) FILTER (WHERE NOT c.fits) AS en
  FROM (
    SELECT ${PART}, o.indicator_id AS whole_id FROM observation o JOIN indicator i ON i.id = o.indicator_id WHERE i.additive AND o.breakdown <> ''
    UNION ALL
    SELECT ${PART}, i.within_id FROM observation o JOIN indicator i ON i.id = o.indicator_id WHERE i.additive AND i.within_id <> i.id
  ) p
  JOIN observation t ON t.indicator_id = p.whole_id AND t.subject_id = p.subject_id AND coalesce(t.report_id, '') = coalesce(p.report_id, '')
    AND coalesce(t.period_id, '') = coalesce(p.period_id, '') AND (t.status = 'PLAN') = (p.status = 'PLAN')
  CROSS JOIN LATERAL (SELECT p.value - coalesce(p.precision, 0) / 2 <= t.value + coalesce(t.precision, 0) / 2 AS fits) c
  LEFT JOIN unit u ON u.code = t.unit
  LEFT JOIN unit v ON v.code = p.unit
  WHERE p.value IS NOT NULL AND p.part_of IS NULL AND p.superseded_by_id IS NULL
    AND t.value IS NOT NULL AND t.qualifier IS DISTINCT FROM 'MORE_THAN' AND t.superseded_by_id IS NULL
    AND (t.indicator_id <> p.indicator_id OR t.breakdown <> p.breakdown)
    -- The whole has some of the part's members, or none, and no others.
    AND CASE t.breakdown WHEN '' THEN true ELSE string_to_array(t.breakdown, ',') <@ string_to_array(p.breakdown, ',') AND NOT EXISTS (
      SELECT dimension, member FROM coordinate WHERE observation_id = t.id EXCEPT SELECT dimension, member FROM coordinate WHERE observation_id = p.id) END
  GROUP BY t.id, t.report_id, t.line_start, t.line_end, t.value
) w`,
];
