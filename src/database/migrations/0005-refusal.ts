import type { MigrationInterface, QueryRunner } from "typeorm";

/** A function that says why a value must not be computed. */
export class Refusal1632268800005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION refuse(reason text) RETURNS numeric LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
      BEGIN
        RAISE EXCEPTION USING ERRCODE = 'CL001', MESSAGE = reason;
      END
      $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DROP FUNCTION refuse");
  }
}
