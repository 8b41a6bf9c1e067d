import { transformSupergraphToPublicSchema } from "@theguild/federation-composition";
import { buildASTSchema, GraphQLSchema, parse, specifiedDirectives } from "graphql";
import { composed } from "../src/federation/compose.js";
import { sliceOf } from "../src/federation/slice.js";
import { type Api, printed } from "../src/schema.js";

/** What groups of domains compose to; throws where they do not. */
export function supergraphOf(api: Api, groups: readonly (readonly string[])[]): string {
  const result = composed(
    groups.map((domains, index) => ({ name: `g${index}`, sdl: sliceOf(api, domains).sdl })),
  );
  if ("errors" in result) throw new Error(result.errors.join("\n"));
  return result.supergraph;
}

/** Lines in which what groups of domains compose to differs from the API of one process, a few of them. */
export function differences(api: Api, groups: readonly (readonly string[])[]): string[] {
  const schema = buildASTSchema(transformSupergraphToPublicSchema(parse(supergraphOf(api, groups))));
  const [composedText, whole] = [printedTypes(schema), printedTypes(api.schema)];
  if (composedText === whole) return [];
  const [have, wanted] = [composedText.split("\n"), whole.split("\n")];
  const [lacks, surplus] = [linesBeside(wanted, have), linesBeside(have, wanted)];
  return [
    ...lacks.map((line) => `- ${line}`),
    ...surplus.map((line) => `+ ${line}`),
    "in another order",
  ].slice(0, 20);
}

/** The types alone: of directives the composer leaves the descriptions out. */
const printedTypes = (schema: GraphQLSchema): string =>
  printed(new GraphQLSchema({ ...schema.toConfig(), directives: specifiedDirectives }));

/** Lines of one text that stand more often in it than in another. */
function linesBeside(lines: readonly string[], others: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const line of others) counts.set(line, (counts.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const left = counts.get(line) ?? 0;
    counts.set(line, left - 1);
    return left <= 0;
  });
}

/** The domains whose slices answer a field. */
export const answeredBy = (
  slices: readonly { domain: string; slice: Api }[],
  type: string,
  field: string,
): string[] =>
  slices.flatMap(({ domain, slice }) => {
    const found = slice.schema.getType(type);
    return found && "getFields" in found && field in found.getFields() ? [domain] : [];
  });

/** The definition of a type in a schema's text. */
export const sliced = (sdl: string, type: string): string =>
  new RegExp(`^type ${type} .*?^}`, "ms").exec(sdl)?.[0] ?? "";
