import type { MigrationInterface, QueryRunner } from "typeorm";

/** A percentage is written in one way, as officials write it: 15,66%, in checks as in a figure's formatted value. */
export class Percentages1632268800036 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(amounts("CASE symbol WHEN '%' THEN '' ELSE ' ' END"));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(amounts("' '"));
  }
}

const amounts = (between: string) => `
CREATE OR REPLACE FUNCTION amount_vi(value numeric, symbol text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT concat_ws(${between}, number_vi(value), symbol)
$$;
CREATE OR REPLACE FUNCTION amount_en(value numeric, symbol text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT concat_ws(${between}, number_en(value), CASE WHEN symbol !~ '[[:alpha:]]' THEN symbol END)
$$`;
