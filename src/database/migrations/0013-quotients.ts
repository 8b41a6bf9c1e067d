import type { MigrationInterface, QueryRunner } from "typeorm";

/** Which units measure amounts, and why a sum in one unit must not be divided by one in another. */
export class Quotients1632268800013 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "unit" ADD "measured" boolean NOT NULL DEFAULT false`);
    await runner.query(FUNCTION);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP FUNCTION quotient_refusal");
    await runner.query(`ALTER TABLE "unit" DROP COLUMN "measured"`);
  }
}

/** Null stands for rows, which are counted. */
const FUNCTION = `
CREATE FUNCTION quotient_refusal(divided text, divisor text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT format('value: %s are divided by %s, which only counts of things may be; give both in one unit.',
    coalesce('figures in ' || divided, 'rows'), coalesce('figures in ' || divisor, 'rows'))
  WHERE divided IS DISTINCT FROM divisor COLLATE "C" AND EXISTS (
    SELECT FROM unnest(ARRAY[divided COLLATE "C", divisor COLLATE "C"]) AS given (code)
    WHERE given.code IS NOT NULL AND NOT EXISTS (SELECT FROM unit WHERE unit.code = given.code COLLATE "C" AND NOT measured))
$$`;
