import type { MigrationInterface, QueryRunner } from "typeorm";

/** Writes a value as a person would: with its qualifier, its unit and separators, money in millions or billions. */
export class Formatted1632268800021 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "unit" ADD "plural_en" text COLLATE "vi-x-icu"`);
    await runner.query(FUNCTION);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP FUNCTION formatted");
    await runner.query(`ALTER TABLE "unit" DROP COLUMN "plural_en"`);
  }
}

// Money goes up a scale only where three decimals hold all of it, so that nothing is ever rounded.
const FUNCTION = String.raw`
CREATE FUNCTION formatted(value numeric, qualifier text, unit text, symbol text, one text, many text, locale text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN locale = 'VI'
    THEN concat(
      CASE qualifier WHEN 'ABOUT' THEN 'khoảng ' WHEN 'MORE_THAN' THEN 'hơn ' WHEN 'NEARLY' THEN 'gần ' WHEN 'ESTIMATED' THEN 'ước ' END,
      sign, regexp_replace(whole, '(\d)(?=(\d{3})+$)', '\1.', 'g'), ',' || decimals,
      CASE WHEN unit = 'percent' THEN '%' WHEN unit = 'vnd' THEN CASE scale WHEN 9 THEN ' tỷ' WHEN 6 THEN ' triệu' ELSE '' END || ' đồng'
        ELSE ' ' || symbol END)
    ELSE concat(
      CASE qualifier WHEN 'ABOUT' THEN 'about ' WHEN 'MORE_THAN' THEN 'more than ' WHEN 'NEARLY' THEN 'nearly ' WHEN 'ESTIMATED' THEN 'an estimated ' END,
      CASE WHEN unit = 'vnd' THEN 'VND ' END,
      sign, regexp_replace(whole, '(\d)(?=(\d{3})+$)', '\1,', 'g'), '.' || decimals,
      CASE WHEN unit = 'percent' THEN '%' WHEN unit = 'vnd' THEN CASE scale WHEN 9 THEN ' billion' WHEN 6 THEN ' million' END
        WHEN value = 1 THEN ' ' || one ELSE ' ' || many END)
    END
  FROM (
    SELECT scale, CASE WHEN value < 0 THEN '-' END AS sign, split_part(digits, '.', 1) AS whole, nullif(split_part(digits, '.', 2), '') AS decimals
    FROM (SELECT CASE WHEN unit = 'vnd' AND abs(value) >= 1000000000 AND value % 1000000 = 0 THEN 9
      WHEN unit = 'vnd' AND abs(value) >= 1000000 AND value % 1000 = 0 THEN 6 ELSE 0 END AS scale) s
    CROSS JOIN LATERAL (SELECT CASE scale WHEN 0 THEN abs(value)::text ELSE trim_scale(round(abs(value) / 10::numeric ^ scale, 3))::text END AS digits) d
  ) parts
  WHERE value IS NOT NULL
$$`;
