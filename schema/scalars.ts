import { GraphQLError, GraphQLScalarType, Kind, print } from "graphql";
import { GraphQLDateTimeISO, GraphQLLocalDate } from "graphql-scalars";

// Wide enough for any sum of đồng that a province writes, and short enough that no input can be a burden.
const DECIMAL = /^-?\d{1,40}(\.\d{1,20})?$/;
const NUMBER = /^-?\d+(\.\d+)?$/;

/** What a value is refused with, shortened where it is long. */
const shown = (value: unknown): string => JSON.stringify(value)?.slice(0, 80) ?? String(value);

/** So many digits a number keeps on its way through JSON, whatever they are. */
export const MOST_DIGITS = 15;

function decimal(value: unknown): string {
  if (typeof value === "number" && digitsOf(String(value)) > MOST_DIGITS)
    throw new GraphQLError(
      `Decimal takes numbers of up to ${MOST_DIGITS} digits, since more are rounded; send ${shown(value)} as a string.`,
    );
  const text = typeof value === "number" ? String(value) : value;
  if (typeof text === "string" && DECIMAL.test(text)) return text;
  throw new GraphQLError(
    typeof text === "string" && NUMBER.test(text)
      ? `Decimal takes up to 40 digits before the point and 20 behind it, which ${shown(value)} exceeds.`
      : `Decimal must be digits such as "38500000000" or "-0.5", not ${shown(value)}.`,
  );
}

/** How many digits of a number matter, as it is written. */
export const digitsOf = (number: string): number =>
  number
    .replace(/e.*$/i, "")
    .replace(/\D/g, "")
    .replace(/^0+|0+$/g, "").length;

/** A computed decimal may be longer than one that is given. */
function written(value: unknown): string {
  const text = String(value);
  if (!NUMBER.test(text)) throw new GraphQLError(`${shown(value)} is not a decimal number.`);
  return text;
}

/** An exact number carried as text, so that no client rounds it. */
export const Decimal = new GraphQLScalarType<string, string>({
  name: "Decimal",
  description:
    'Số thập phân: an exact decimal number, given as a string ("77.66", "38500000000") so that nothing is rounded; as an input, up to 40 digits before the point and 20 behind it.',
  serialize: written,
  parseValue: decimal,
  parseLiteral(node) {
    if (node.kind === Kind.STRING || node.kind === Kind.INT || node.kind === Kind.FLOAT)
      return decimal(node.value);
    throw new GraphQLError("Decimal must be written as a string or a number.", { nodes: node });
  },
});

/** The same scalar, which names itself and shows what is right when it refuses a value. */
function named(
  scalar: GraphQLScalarType,
  name: string,
  description: string,
  right: string,
): GraphQLScalarType {
  const { parseValue, parseLiteral, ...config } = scalar.toConfig();
  const refusing =
    <Input>(parse: (input: Input, ...more: never[]) => unknown, show: (input: Input) => string) =>
    (input: Input): unknown => {
      try {
        return parse(input);
      } catch {
        throw new GraphQLError(`${name} must be ${right}, not ${show(input)}.`);
      }
    };
  return new GraphQLScalarType({
    ...config,
    name,
    description,
    parseValue: refusing(parseValue, shown),
    parseLiteral: refusing(parseLiteral, (node) => print(node).slice(0, 80)),
  });
}

/** A calendar day without a time zone. */
export const Day = named(
  GraphQLLocalDate,
  "Date",
  "Ngày: a calendar day in Vietnam, YYYY-MM-DD.",
  "a day of the calendar such as 2021-09-14",
);

/** A moment, kept to the millisecond. */
export const Moment = named(
  GraphQLDateTimeISO,
  "DateTime",
  "Thời điểm: a moment in ISO 8601, for example 2021-09-14T03:00:00.000Z.",
  "a moment in ISO 8601 such as 2021-09-14T03:00:00.000Z",
);
