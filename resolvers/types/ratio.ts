import { Arg, Int } from "type-graphql";
import { Ratio } from "../../schema/computed.js";
import { addInput, addOutput, type Derived, inputType } from "../../schema/derived.js";
import { enumeration } from "../../schema/enumeration.js";
import { SortDirection } from "../../schema/enums/general.js";
import { Decimal } from "../../schema/scalars.js";
import type { Model } from "../model/model.js";
import { measureName, RATIO } from "../sql/ratio.js";
import type { Typed } from "./keys.js";

const FACTOR = "Hệ số: what the quotient is multiplied by: 100 for percent, 1 for the quotient itself.";
const DECIMALS = `Số chữ số thập phân: to how many decimals it is rounded, half away from zero; from 0 to ${RATIO.most}.`;

/** Adds the field by which one number of a group is divided by another; gives the type of the two. */
export function addRatio(model: Model, group: Derived, measures: Typed[], where: object): Derived {
  const { name } = model;
  const term = inputType(
    `${name}Term`,
    `Số hạng: the ${name} rows of a group that meet the condition, counted, or summed in one of their numbers.`,
  );
  addInput(term, "where", () => where, "Điều kiện: only rows that meet it.");
  if (measures.length > 0) {
    const words = measures.map(({ property, graphql }) => [measureName(property), graphql.description]);
    const summed = enumeration(
      `${name}Measure`,
      `Số cộng được: a number of ${name} that may be added.`,
      Object.fromEntries(words),
      "structure",
    );
    addInput(
      term,
      "sum",
      () => summed,
      "Tổng: of which number the sum is taken; without it, rows are counted.",
    );
  }
  const description =
    "Tỷ số: one term divided by another, times the factor. Where a term may not be summed, neither may it be divided.";
  addOutput(group, "ratio", () => Ratio, description, { nullable: true });
  const argument = (at: number, arg: string, type: () => unknown, options: object) =>
    Arg(arg, type as never, options)(group.prototype, "ratio", at);
  argument(0, "of", () => term, { description: "Tử số: what is divided." });
  argument(1, "to", () => term, { description: "Mẫu số: what it is divided by." });
  argument(2, "factor", () => Decimal, {
    nullable: true,
    defaultValue: RATIO.factor,
    description: FACTOR,
  });
  argument(3, "decimals", () => Int, {
    nullable: true,
    defaultValue: RATIO.decimals,
    description: DECIMALS,
  });
  return term;
}

/** Adds what groups are chosen and ordered by: a ratio as the field of the same name gives it. */
export function addRatioInputs(
  { name }: Model,
  term: Derived,
  { having, order }: { having: Derived; order: Derived },
  filter: () => unknown,
): void {
  const conditions = inputType(`${name}RatioHaving`, `Điều kiện: on one term of ${name} divided by another.`);
  const ordered = inputType(`${name}RatioOrder`, `Thứ tự: by one term of ${name} divided by another.`);
  for (const input of [conditions, ordered]) {
    addInput(input, "of", () => term, "Tử số: what is divided.", { nullable: false });
    addInput(input, "to", () => term, "Mẫu số: what it is divided by.", { nullable: false });
    addInput(input, "factor", () => Decimal, FACTOR);
    addInput(input, "decimals", () => Int, DECIMALS);
  }
  addInput(conditions, "value", filter, "Giá trị: the quotient as it is rounded.");
  addInput(
    ordered,
    "direction",
    () => SortDirection,
    "Chiều: whether the least or the greatest comes first.",
    {
      nullable: false,
    },
  );
  addInput(having, "ratio", () => conditions, "Tỷ số: one term divided by another.");
  addInput(order, "ratio", () => ordered, "Tỷ số: by one term divided by another.");
}
