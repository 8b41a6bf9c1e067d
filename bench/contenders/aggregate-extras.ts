import type { SQL } from "postgraphile/pg-sql2";

declare global {
  namespace GraphileBuild {
    interface AggregateSpecIds {
      rows: true;
    }
  }
}

/**
 * What pg-aggregates leaves to its users to add, by the two lists that it documents for that: the number of rows of a
 * group (counting distinct ids would cost PostGraphile a sort), and the month as something to group a date by.
 */
export const AggregateExtras: GraphileConfig.Plugin = {
  name: "AggregateExtras",
  version: "0.0.0",
  after: ["PgAggregatesSpecsPlugin"],
  schema: {
    hooks: {
      build(build) {
        const { sql, dataplanPg, pgAggregateSpecs, pgAggregateGroupBySpecs } = build as GraphileBuild.Build;
        const { TYPES } = dataplanPg;
        pgAggregateSpecs.push({
          // Not "count": the types of that name would meet those of the table observation_count.
          id: "rows",
          humanLabel: "rows",
          HumanLabel: "Rows",
          isSuitableType: () => true,
          sqlAggregateWrap: (value: SQL) => sql`count(${value})`,
          pgTypeCodecModifier: () => TYPES.int,
        });
        pgAggregateGroupBySpecs.push({
          id: "truncated-to-month",
          isSuitableType: (codec) => codec === TYPES.date,
          sqlWrap: (value: SQL) => sql`date_trunc('month', ${value})::date`,
          sqlWrapCodec: (codec) => codec,
        });
        return build;
      },
    },
  },
};
