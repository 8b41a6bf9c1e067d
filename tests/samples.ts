import type { Api } from "../src/schema.js";
import type { TestDatabase } from "./harness.js";
import type { Random } from "./random.js";
import type { Sample } from "./values.js";

/** Values that the database holds, so that conditions meet some rows and miss others. */
export async function samplesOf(
  { dataSource }: TestDatabase,
  { catalogue }: Api,
  random: Random,
): Promise<Sample> {
  const samples = new Map<string, unknown[]>();
  for (const model of catalogue.models) {
    const columns = Array.from(model.columns.values()).filter(({ graphql }) => graphql);
    if (model.name === "Source") continue;
    const selected = columns
      .map(({ sql, property, cast }) => `t."${sql}"${cast === "numeric" ? "::text" : ""} AS "${property}"`)
      .join(", ");
    const rows = await dataSource.query(
      `SELECT row_to_json(r) AS row FROM (SELECT ${selected} FROM "${model.table}" t ORDER BY t::text COLLATE "C" LIMIT 200) r`,
    );
    for (const { property, cast } of columns) {
      const values = rows.flatMap(({ row }: { row: Record<string, unknown> }) => row[property]);
      const written =
        cast === "numeric" ? String : cast === "timestamptz" ? moment : (value: unknown) => value;
      samples.set(
        `${model.name}.${property}`,
        values.filter((value: unknown) => value !== null).map(written),
      );
    }
  }
  return (type, field) => {
    const values = samples.get(`${type}.${field}`);
    return values && values.length > 0 ? random.pick(values) : undefined;
  };
}

const moment = (value: unknown): string => new Date(value as string).toISOString();
