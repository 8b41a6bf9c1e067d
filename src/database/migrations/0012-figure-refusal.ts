import type { MigrationInterface, QueryRunner } from "typeorm";

/** Why figures must not be added, or averaged: by the two classes among them that are furthest apart. */
export class FigureRefusal1632268800012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(FUNCTION);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP FUNCTION figure_refusal; DROP FUNCTION has_twice");
  }
}

const FUNCTION = `
CREATE FUNCTION has_twice(numbers integer[]) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT count(*) <> count(DISTINCT n) FROM unnest(numbers) n
$$;
CREATE FUNCTION figure_refusal(fn text, lowest integer, highest integer) RETURNS text LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  one jsonb := (SELECT key::jsonb FROM figure_class WHERE id = abs(lowest));
  other jsonb := (SELECT key::jsonb FROM figure_class WHERE id = abs(highest));
  differs text := (SELECT word FROM unnest('{unit,indicator,planned,breakdown,members,subject,period}'::text[]) WITH ORDINALITY w (word, n)
    WHERE one -> word IS DISTINCT FROM other -> word ORDER BY n LIMIT 1);
  a text := least(one ->> differs COLLATE "C", other ->> differs);
  b text := greatest(one ->> differs COLLATE "C", other ->> differs);
BEGIN
  RETURN fn || ': value: the group has ' || CASE
    WHEN one IS NULL OR other IS NULL THEN 'figures of which it is not known yet whether they may be computed with.'
    WHEN differs = 'unit' THEN format('figures in unlike units, among them %s and %s; group by unit, or choose one.', a, b)
    WHEN 'RATE' IN (one ->> 'basis', other ->> 'basis') THEN 'rates, which are never added; compute them anew from numerator and denominator.'
    WHEN lowest < 0 THEN 'targets, which are never added; group by something that leaves one in each group.'
    WHEN differs = 'indicator' THEN format('figures of more than one indicator, among them %s and %s; group by indicator, or choose one.', a, b)
    WHEN differs = 'planned' THEN 'planned figures beside others; group by status, or choose one.'
    WHEN differs = 'breakdown' THEN format(
      'figures broken down by %s and others by %s, which may be contained in one another; group by breakdown, or choose one, as in where: { breakdown: { eq: "%s" } }.',
      coalesce(nullif(a, ''), 'nothing'), b, a)
    WHEN differs = 'members' THEN format(
      'figures of %s and of %s, over which the indicator is not additive; group by each such dimension, or choose a member.', a, b)
    WHEN differs = 'subject' AND position(':' IN a) > 0 THEN format(
      'figures of more than one subject, among them %s and %s, which may count the same; group by subject, or choose one.', a, b)
    WHEN differs = 'subject' THEN format(
      'figures of subjects of unlike kinds or levels, among them %s and %s, of which one may contain another; choose subjects of one kind and level.', a, b)
    WHEN differs = 'period' AND one ->> 'basis' = 'STOCK' THEN
      'stocks of more than one period, which are never added over periods; group by period, or choose one.'
    WHEN differs = 'period' THEN format(
      'figures of periods that may overlap, among them %s and %s; group by period, or choose one.', coalesce(nullif(a, ''), 'none'), coalesce(nullif(b, ''), 'none'))
    ELSE 'one figure more than once, as a source that states it twice has it; choose one of them, for example by section.'
  END;
END
$$`;
