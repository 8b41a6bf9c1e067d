import { getMetadataStorage } from "type-graphql";
import { getMetadataArgsStorage } from "typeorm";
import { VIETNAMESE } from "./base.js";

/**
 * Gives every column of text that names no collation one of its own, so that no order depends on how a database was made:
 * the values of enums, which sort by their place in the schema, are compared by code point; other text is Vietnamese.
 */
export function collateTexts(): void {
  const { fields, enums } = getMetadataStorage();
  for (const { target, propertyName, options } of getMetadataArgsStorage().columns) {
    if (options.type !== "text" || options.array || options.collation !== undefined) continue;
    const field = fields.find((candidate) => candidate.target === target && candidate.name === propertyName);
    const isEnum = field && enums.some(({ enumObj }) => enumObj === field.getType());
    Object.assign(options, { collation: isEnum ? "C" : VIETNAMESE });
  }
}
