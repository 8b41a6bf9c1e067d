import { Locale } from "../../schema/enums/general.js";
import type { Expression } from "../model/model.js";

const ARGUMENTS: Expression["arguments"] = {
  locale: {
    type: Locale,
    defaultValue: Locale.VI,
    description: "Ngôn ngữ: the language that it is written in, with that language's separators.",
  },
};

const EXAMPLE =
  "VI: 469,5 tỷ đồng, 15,67%, hơn 158 quyết định; EN: VND 469.5 billion, 15.67%. Nothing is rounded";

/** A figure's value as a person would write it. */
export const FORMATTED_VALUE: Expression = {
  type: String,
  description: `Cách viết: the value with its qualifier, unit and separators. ${EXAMPLE}. Null where nothing is reported.`,
  arguments: ARGUMENTS,
  sql: (alias, { locale }, table) =>
    `(SELECT formatted(${alias}.value, ${alias}.qualifier, u.code, coalesce(u.symbol, u.name), coalesce(u.name_en, u.name), coalesce(u.plural_en, u.name_en, u.name), ${locale}) FROM ${table("unit")} u WHERE u.code = ${alias}.unit)`,
};

/** An amount of đồng in a column, as a person would write it. */
export const formattedMoney = (column: string, description: string): Expression => ({
  type: String,
  description,
  arguments: ARGUMENTS,
  sql: (alias, { locale }) => `formatted(${alias}.${column}, NULL, 'vnd', NULL, NULL, NULL, ${locale})`,
});
