import { GraphQLError, GraphQLScalarType, Kind } from "graphql";
import { GraphQLDateTimeISO, GraphQLLocalDate } from "graphql-scalars";

// Wide enough for any sum of đồng that a province writes, and short enough that no input can be a burden.
const DECIMAL = /^-?\d{1,40}(\.\d{1,20})?$/;

function decimal(value: unknown): string {
  const text = typeof value === "number" ? String(value) : value;
  if (typeof text !== "string" || !DECIMAL.test(text))
    throw new GraphQLError(
      `Decimal must be digits such as "38500000000" or "-0.5", not ${JSON.stringify(value)}.`,
    );
  return text;
}

/** An exact number carried as text, so that no client rounds it. */
export const Decimal = new GraphQLScalarType<string, string>({
  name: "Decimal",
  description:
    'Số thập phân: an exact decimal number, given as a string ("77.66", "38500000000") so that nothing is rounded.',
  serialize: decimal,
  parseValue: decimal,
  parseLiteral(node) {
    if (node.kind === Kind.STRING || node.kind === Kind.INT || node.kind === Kind.FLOAT)
      return decimal(node.value);
    throw new GraphQLError("Decimal must be written as a string or a number.", { nodes: node });
  },
});

/** A calendar day without a time zone. */
export const Day = new GraphQLScalarType({
  ...GraphQLLocalDate.toConfig(),
  name: "Date",
  description: "Ngày: a calendar day in Vietnam, YYYY-MM-DD.",
});

/** A moment, kept to the millisecond. */
export const Moment = new GraphQLScalarType({
  ...GraphQLDateTimeISO.toConfig(),
  name: "DateTime",
  description: "Thời điểm: a moment in ISO 8601, for example 2021-09-14T03:00:00.000Z.",
});
