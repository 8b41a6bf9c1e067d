/** The rules of what the source says of itself and of named things; their columns are those of the rules of arithmetic. */
export const STATEMENTS = [
  `-- STATUS. A point of evaluation says that something was not carried out; the section on it may say otherwise.
SELECT 'status:' || e.id || ':' || w.status, 'STATUS', CASE w.status WHEN 'DONE' THEN 'ERROR' ELSE 'REMARK' END, e.report_id,
  NULL, NULL, w.status NOT IN ('DONE', 'ONGOING'), e.id || w.ids, e.id || w.ids, NULL,
  format('“%s”%s: %s; nhưng nơi khác nêu %s: %s.', e.name, lines_vi(e.line_start, e.line_end), work_vi(e.status), work_vi(w.status), w.vi),
  format('“%s”%s: %s; but elsewhere reported as %s: %s.', coalesce(e.name_en, e.name), lines_en(e.line_start, e.line_end), work_en(e.status), work_en(w.status), w.en)
FROM evaluation_point e
JOIN (
  SELECT l.from_id, o.status, array_agg(o.id ORDER BY o.line_start, o.id) AS ids,
    string_agg(format('“%s”%s', o.name, lines_vi(o.line_start, o.line_end)), ', ' ORDER BY o.line_start, o.id) AS vi,
    string_agg(format('“%s”%s', coalesce(o.name_en, o.name), lines_en(o.line_start, o.line_end)), ', ' ORDER BY o.line_start, o.id) AS en
  FROM (
    SELECT DISTINCT l.from_id, l.to_id FROM evaluation_point e JOIN link l ON l.from_id = e.id
    WHERE e.status = 'NOT_DONE' AND l.role IN ('CONCERNS', 'CONTRADICTS')
  ) l
  JOIN (
    SELECT id, status, name, name_en, line_start, line_end FROM media_output
    UNION ALL SELECT id, status, name, name_en, line_start, line_end FROM activity
  ) o ON o.id = l.to_id AND o.status IS NOT NULL
  GROUP BY l.from_id, o.status
) w ON w.from_id = e.id`,

  `-- STATUS. What was done by a document, or came to one, is planned about the same: carried on perhaps, or planned as if it had not been done.
SELECT 'status:' || d.id, 'STATUS', 'REMARK', t.report_id, NULL, NULL, false, a.ids || t.ids || d.id, a.ids || t.ids, NULL,
  format('Nêu đã thực hiện %s, đồng thời đưa vào kế hoạch %s, cùng về “%s”.', a.vi, t.vi, d.name),
  format('Reported as done: %s; and planned: %s, both on “%s”.', a.en, t.en, coalesce(d.name_en, d.name))
FROM document d
JOIN (
  SELECT l.to_id, min(t.report_id) AS report_id, array_agg(t.id ORDER BY t.line_start, t.id) AS ids,
    string_agg(format('“%s”%s', t.name, lines_vi(t.line_start, t.line_end)), ', ' ORDER BY t.line_start, t.id) AS vi,
    string_agg(format('“%s”%s', coalesce(t.name_en, t.name), lines_en(t.line_start, t.line_end)), ', ' ORDER BY t.line_start, t.id) AS en
  FROM (SELECT DISTINCT from_id, to_id FROM planned_task t JOIN link l ON l.from_id = t.id WHERE l.role IN ('BASED_ON', 'CONCERNS')) l
  JOIN planned_task t ON t.id = l.from_id
  GROUP BY l.to_id
) t ON t.to_id = d.id
JOIN (
  SELECT l.to_id, array_agg(a.id ORDER BY a.line_start, a.id) AS ids,
    string_agg(format('“%s”%s', a.name, lines_vi(a.line_start, a.line_end)), ', ' ORDER BY a.line_start, a.id) AS vi,
    string_agg(format('“%s”%s', coalesce(a.name_en, a.name), lines_en(a.line_start, a.line_end)), ', ' ORDER BY a.line_start, a.id) AS en
  FROM activity a JOIN link l ON l.from_id = a.id AND l.role IN ('BASED_ON', 'PRODUCES')
  WHERE a.status = 'DONE'
  GROUP BY l.to_id
) a ON a.to_id = d.id`,

  `-- SIGNING. Days of the period that the report can know of, and all of them.
SELECT 'signing:' || r.id, 'SIGNING', 'WARNING', r.id, r.issued_on + 1 - p.start, p."end" - p.start, r.issued_on >= p."end" - 1,
  ARRAY[r.id], ARRAY[r.id], NULL,
  CASE WHEN r.issued_on IS NULL THEN 'Báo cáo không nêu ngày ký.'
    WHEN p.id IS NULL THEN 'Báo cáo không nêu kỳ kết quả.'
    WHEN r.issued_on >= p."end" - 1 THEN format('Báo cáo ký ngày %s, khi kỳ kết quả “%s” (%s) đã hết.', day_vi(r.issued_on), p.name, days_vi(p.start, p."end"))
    ELSE format('Báo cáo ký ngày %s, %s ngày trước khi hết kỳ kết quả “%s” (%s); số liệu chưa phản ánh trọn kỳ.', day_vi(r.issued_on), p."end" - 1 - r.issued_on,
      p.name, days_vi(p.start, p."end")) END,
  CASE WHEN r.issued_on IS NULL THEN 'The report does not say when it was signed.'
    WHEN p.id IS NULL THEN 'The report does not say its period.'
    WHEN r.issued_on >= p."end" - 1 THEN format('Signed on %s, when “%s” (%s) was over.', day_en(r.issued_on), coalesce(p.name_en, p.name), days_en(p.start, p."end"))
    ELSE format('Signed on %s, %s days before “%s” (%s) was over: its figures cannot be of the whole period.', day_en(r.issued_on),
      p."end" - 1 - r.issued_on, coalesce(p.name_en, p.name), days_en(p.start, p."end")) END
FROM report r
LEFT JOIN period p ON p.id = r.result_period_id`,

  `-- ISSUER. What the source calls the issuer, and what form of document the law leaves to whom.
SELECT 'issuer:' || d.id, 'ISSUER', 'WARNING', d.report_id, NULL, NULL, c.agrees, array_remove(ARRAY[d.id, s.id, i.id], NULL), ARRAY[d.id], NULL,
  format('%s%s: %s%s%s.', coalesce(d.number, '“' || d.name || '”'), lines_vi(d.line_start, d.line_end),
    CASE WHEN s.id IS NULL THEN 'do ' || i.name || ' ban hành' ELSE 'báo cáo ghi do ' || s.name || ' ban hành' END,
    CASE WHEN NOT c.agrees THEN ', đúng ra là ' || nullif(i.name, s.name) END, '; ' || law.vi),
  format('%s%s: %s%s%s.', coalesce(d.number, '“' || coalesce(d.name_en, d.name) || '”'), lines_en(d.line_start, d.line_end),
    CASE WHEN s.id IS NULL THEN 'issued by: ' || coalesce(i.name_en, i.name) ELSE 'stated issuer: ' || coalesce(s.name_en, s.name) END,
    CASE WHEN NOT c.agrees THEN '; rightly: ' || nullif(coalesce(i.name_en, i.name), coalesce(s.name_en, s.name)) END, '; ' || law.en)
FROM document d
LEFT JOIN agency i ON i.id = d.issuer_id
LEFT JOIN agency s ON s.id = d.stated_issuer_id
LEFT JOIN (VALUES ('DECREE', 'GOVERNMENT', 'nghị định do Chính phủ ban hành', 'a decree is issued by the Government')) law (type, kind, vi, en) ON law.type = d.type
CROSS JOIN LATERAL (
  SELECT CASE WHEN s.id <> i.id THEN false WHEN law.kind IS NOT NULL THEN coalesce(s.kind, i.kind) = law.kind ELSE s.id = i.id END AS agrees
) c
WHERE s.id IS NOT NULL OR (law.kind IS NOT NULL AND i.id IS NOT NULL)`,

  `-- NAMES. Another name in the source, unless all its words are those of the name, or its first letters.
SELECT 'names:' || t.id, 'NAMES', 'REMARK', t.report_id, NULL, NULL, n.agrees, t.id || n.ids, t.id || n.ids, NULL,
  format('“%s”%s còn được gọi %s.', t.name, lines_vi(t.line_start, t.line_end), coalesce('là ' || n.vi, 'tắt là ' || n.short_vi)),
  format('“%s”%s is also called %s.', coalesce(t.name_en, t.name), lines_en(t.line_start, t.line_end), coalesce(n.en, n.short_en || ' for short'))
FROM thing t
JOIN (
  SELECT o.of_id, bool_and(s.agrees) AS agrees, array_agg(o.id ORDER BY o.line_start, o.id) AS ids,
    string_agg('“' || o.name || '”' || lines_vi(o.line_start, o.line_end), ', ' ORDER BY o.line_start, o.id) AS short_vi,
    string_agg('“' || coalesce(o.name_en, o.name) || '”' || lines_en(o.line_start, o.line_end), ', ' ORDER BY o.line_start, o.id) AS short_en,
    string_agg('“' || o.name || '”' || lines_vi(o.line_start, o.line_end), ', ' ORDER BY o.line_start, o.id) FILTER (WHERE NOT s.agrees) AS vi,
    string_agg('“' || coalesce(o.name_en, o.name) || '”' || lines_en(o.line_start, o.line_end), ', ' ORDER BY o.line_start, o.id) FILTER (WHERE NOT s.agrees) AS en
  FROM other_name o
  JOIN thing t ON t.id = o.of_id
  CROSS JOIN LATERAL (
    SELECT coalesce(bool_and(word = ANY (w.words) OR (length(word) > 1 AND strpos(w.initials, word) > 0)), true) AS agrees
    FROM (SELECT array_agg(word) AS words, string_agg(left(word, 1), '' ORDER BY n) AS initials
      FROM regexp_split_to_table(fold(t.name), '[^a-z0-9]+') WITH ORDINALITY AS all_words (word, n)) w,
      regexp_split_to_table(fold(o.name), '[^a-z0-9]+') AS own (word)
    WHERE word <> ''
  ) s
  GROUP BY o.of_id
) n ON n.of_id = t.id`,

  `-- NAMES. Two of a kind with one name; documents that both have numbers are two. A draft, and the document of whose title its own is the
-- beginning, or the other way round, may be one as well.
SELECT 'names:' || n.before_id || ':' || n.id, 'NAMES', 'REMARK', n.report_id, NULL, NULL, false, ARRAY[n.before_id, n.id], ARRAY[n.before_id, n.id], NULL,
  format('Có thể chỉ là một nhưng được nêu riêng rẽ: “%s”%s, “%s”%s.', n.before_vi, lines_vi(n.before_start, n.before_end), n.vi, lines_vi(n.line_start, n.line_end)),
  format('Perhaps one, but named as if apart: “%s”%s, “%s”%s.', n.before_en, lines_en(n.before_start, n.before_end), n.en, lines_en(n.line_start, n.line_end))
FROM (
  SELECT id, report_id, number, title, name AS vi, coalesce(name_en, name) AS en, line_start, line_end, lag(id) OVER w AS before_id,
    lag(number) OVER w AS before_number, lag(title) OVER w AS before_title, lag(name) OVER w AS before_vi, lag(coalesce(name_en, name)) OVER w AS before_en,
    lag(line_start) OVER w AS before_start, lag(line_end) OVER w AS before_end
  FROM (
    SELECT 'document ' || coalesce(type, '') AS kind, id, report_id, name, name_en, number, line_start, line_end,
      lower(split_part(name, ' (số ', 1)) COLLATE "C" AS title FROM document
    UNION ALL SELECT 'agency ' || coalesce(level, ''), id, report_id, name, name_en, NULL, line_start, line_end, lower(name) FROM agency
    UNION ALL SELECT 'system', id, report_id, name, name_en, NULL, line_start, line_end, lower(name) FROM infrastructure_system
    UNION ALL SELECT 'operator', id, report_id, name, name_en, NULL, line_start, line_end, lower(name) FROM operator
    UNION ALL SELECT 'outlet', id, report_id, name, name_en, NULL, line_start, line_end, lower(name) FROM media_outlet
    UNION ALL SELECT 'project', id, report_id, name, name_en, NULL, line_start, line_end, lower(name) FROM project
  ) named
  WINDOW w AS (PARTITION BY kind, report_id ORDER BY title COLLATE "C", number IS NOT NULL, id)
) n
WHERE CASE WHEN n.title = n.before_title THEN n.number IS NULL OR n.before_number IS NULL
  ELSE length(n.before_title) >= 30 AND starts_with(n.title, n.before_title || ' ') AND (n.number IS NULL) <> (n.before_number IS NULL) END
  -- That a draft became the other is known.
  AND NOT EXISTS (SELECT FROM link WHERE role = 'DRAFT_OF' AND (from_id, to_id) IN ((n.id, n.before_id), (n.before_id, n.id)))`,

  `-- NUMBERING. Sections and tasks under one head are counted from the first: I, II, III, or 1, 2, 3, or a, b, c, with đ or without.
SELECT 'numbering:' || g.first, 'NUMBERING', 'WARNING', g.report_id, g.found, g.highest, g.agrees,
  g.ids, g.ids, NULL,
  format('%s%s đánh số %s: %s.', CASE g.what WHEN 'section' THEN 'Các mục' ELSE 'Các nhiệm vụ' END, coalesce(' con của ' || CASE g.what WHEN 'section' THEN 'mục ' ELSE 'nhiệm vụ ' END || g.parent, ' của báo cáo'), g.labels,
    concat_ws('; ', CASE WHEN g.agrees THEN 'liên tục' END, 'thiếu ' || g.missing, CASE WHEN g.found > g.different THEN 'có số trùng nhau' END)),
  format('%s%s are numbered %s: %s.', CASE g.what WHEN 'section' THEN 'The sections' ELSE 'The tasks' END, coalesce(' of ' || g.parent, ' of the report'), g.labels,
    concat_ws('; ', CASE WHEN g.agrees THEN 'none is missing' END, 'without ' || g.missing, CASE WHEN g.found > g.different THEN 'some of them twice' END))
FROM numbering g`,
];

/** What the numbers of sections and tasks come to, under each head. */
export const NUMBERING = `
CREATE VIEW numbering AS
WITH numeral AS (
  SELECT 1 AS rank, n, n::text AS label FROM generate_series(1, 500) n
  UNION ALL SELECT 2, n, to_char(n, 'FMRN') FROM generate_series(1, 30) n
  UNION ALL SELECT 3, n, label FROM unnest(string_to_array('a b c d đ e g h i k l m n o p q r s t u v x y', ' ')) WITH ORDINALITY AS vi (label, n)
  UNION ALL SELECT 4, n, label FROM unnest(string_to_array('a b c d e f g h i j k l m n o p q r s t u v w x y z', ' ')) WITH ORDINALITY AS en (label, n)
  UNION ALL SELECT 5, n, label FROM unnest(string_to_array('A B C D Đ E G H I K L M N O P Q R S T U V X Y', ' ')) WITH ORDINALITY AS vi (label, n)
  UNION ALL SELECT 6, n, label FROM unnest(string_to_array('A B C D E F G H I J K L M N O P Q R S T U V W X Y Z', ' ')) WITH ORDINALITY AS en (label, n)
), numbered AS (
  -- 0 and N are what data files call the letterhead and the recipients.
  SELECT 'section' AS what, id, report_id, parent_id, number, position FROM section WHERE number NOT IN ('0', 'N')
  UNION ALL SELECT 'task', id, report_id, parent_id, number, position FROM planned_task
), own AS (
  SELECT o.*, p.number AS parent, count(*) OVER (PARTITION BY o.what, o.report_id, o.parent_id) AS siblings,
    btrim(CASE WHEN starts_with(o.number, p.number) THEN substr(o.number, length(p.number) + 1) ELSE o.number END, '.) ') COLLATE "C" AS label
  FROM numbered o LEFT JOIN numbered p ON p.id = o.parent_id
), counted AS (
  SELECT o.what, o.report_id, o.parent_id, o.parent, rank, count(*) AS found, count(DISTINCT n) AS different, max(n) AS highest,
    min(o.id) AS first, string_agg(o.label, ', ' ORDER BY o.position, o.id) AS labels, array_agg(n ORDER BY n, o.id) AS there,
    array_agg(o.id ORDER BY n, o.id) AS items
  FROM own o JOIN numeral ON numeral.label = o.label COLLATE "C"
  GROUP BY o.what, o.report_id, o.parent_id, o.parent, rank, siblings
  HAVING count(*) = siblings AND count(*) > 1
), best AS (
  SELECT DISTINCT ON (what, report_id, parent_id) * FROM counted ORDER BY what, report_id, parent_id, highest - different, rank
)
SELECT b.what, b.report_id, b.parent, b.first, b.found, b.different, b.highest, b.labels, b.highest = b.found AND b.found = b.different AS agrees,
  m.missing, s.ids
FROM best b
CROSS JOIN LATERAL (SELECT string_agg(label, ', ' ORDER BY n) AS missing FROM numeral WHERE rank = b.rank AND n < b.highest AND n <> ALL (b.there)) m
-- Where some are missing, those beside the gap; otherwise all.
CROSS JOIN LATERAL (
  SELECT array_agg(id ORDER BY place) AS ids FROM unnest(b.items, b.there) WITH ORDINALITY AS item (id, n, place)
  WHERE m.missing IS NULL OR (n > 1 AND n - 1 <> ALL (b.there)) OR (n < b.highest AND n + 1 <> ALL (b.there))
) s;
`;
