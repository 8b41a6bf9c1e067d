import type { GraphQLScalarType } from "graphql";
import { ID, Int } from "type-graphql";
import { addInput, inputType } from "./derived.js";
import { Day, Decimal, Moment } from "./scalars.js";

/** What a GraphQL type is named by in a decorator: a scalar, a built-in constructor or an enum's object. */
export type TypeName = GraphQLScalarType | StringConstructor | BooleanConstructor | object;

const WORDS = {
  eq: "Bằng: equal to the value.",
  ne: "Khác: anything but the value, nulls too.",
  in: "Thuộc: one of the values; an empty list matches nothing.",
  notIn: "Không thuộc: none of the values, nulls too.",
  lt: "Nhỏ hơn: less than, or before, the value.",
  lte: "Không lớn hơn: at most, or up to, the value.",
  gt: "Lớn hơn: more than, or after, the value.",
  gte: "Không nhỏ hơn: at least, or from, the value.",
  contains:
    "Chứa: contains the text, whatever the case and the diacritics, and whichever way abbreviations are written.",
  startsWith:
    "Bắt đầu bằng: begins with the text, whatever the case and the diacritics, and whichever way abbreviations are written.",
  isNull: "Trống: true for values that are absent, false for those that are there.",
} as const;

export type Operator = keyof typeof WORDS;

const LISTS: readonly Operator[] = ["in", "notIn"];
const EQUALITY: readonly Operator[] = ["eq", "ne", "in", "notIn", "isNull"];
const ORDER: readonly Operator[] = [...EQUALITY, "lt", "lte", "gt", "gte"];
const TEXT: readonly Operator[] = [...ORDER, "contains", "startsWith"];

function filter(name: string, description: string, type: TypeName, operators: readonly Operator[]): object {
  const input = inputType(name, description);
  for (const operator of operators) {
    const typeOf = operator === "isNull" ? Boolean : type;
    addInput(input, operator, () => (LISTS.includes(operator) ? [typeOf] : typeOf), WORDS[operator]);
  }
  return input;
}

const TEXT_LIST = filter(
  "TextListFilter",
  "Lọc danh sách chữ: a condition that one text of a list must meet.",
  String,
  ["eq", "contains", "startsWith"],
);

const SCALARS: ReadonlyMap<TypeName, object> = new Map<TypeName, object>([
  [String, filter("TextFilter", "Lọc chữ: conditions on a text, all of which must hold.", String, TEXT)],
  [ID, filter("IDFilter", "Lọc mã định danh: conditions on an id, all of which must hold.", ID, EQUALITY)],
  [
    Int,
    filter("IntFilter", "Lọc số nguyên: conditions on a whole number, all of which must hold.", Int, ORDER),
  ],
  [
    Decimal,
    filter(
      "DecimalFilter",
      "Lọc số thập phân: conditions on a number, all of which must hold.",
      Decimal,
      ORDER,
    ),
  ],
  [Day, filter("DateFilter", "Lọc ngày: conditions on a day, all of which must hold.", Day, ORDER)],
  [
    Moment,
    filter("DateTimeFilter", "Lọc thời điểm: conditions on a moment, all of which must hold.", Moment, ORDER),
  ],
  [Boolean, filter("BooleanFilter", "Lọc đúng sai: conditions on a truth value.", Boolean, EQUALITY)],
]);

/** The filter inputs of one schema: one for each scalar, and one for each enum, named after it. */
export class Filters {
  readonly #enums = new Map<TypeName, object>();

  /** The filter input for a field of the given type. */
  of(type: TypeName, list: boolean, enumName: string | undefined): object {
    if (list) return TEXT_LIST;
    const known = SCALARS.get(type) ?? this.#enums.get(type);
    if (known) return known;
    const made = filter(
      `${enumName}Filter`,
      `Lọc ${enumName}: conditions on the value, all of which must hold.`,
      type,
      EQUALITY,
    );
    this.#enums.set(type, made);
    return made;
  }
}
