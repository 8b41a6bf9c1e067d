import { createHash } from "node:crypto";
import {
  type DocumentNode,
  execute,
  type ExecutionResult,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
} from "graphql";

/** An object of which every field has a value that follows from the object, the field's name and its arguments. */
interface MadeUp {
  __typename: string;
  seed: string;
}

const numberOf = (seed: string): number => createHash("sha1").update(seed).digest().readUInt32BE(0);

/** Answers an operation on a schema without resolvers with values that are made up, some of them null. */
export function answerMadeUp(
  schema: GraphQLSchema,
  document: DocumentNode,
  variableValues: Record<string, unknown>,
  seed: string,
): ExecutionResult {
  const madeUp = (type: GraphQLOutputType, from: string): unknown => {
    const number = numberOf(from);
    if (isNonNullType(type)) return madeUp(type.ofType, `${from}!`);
    if (!from.endsWith("!") && number % 7 === 0) return null;
    if (isListType(type))
      return Array.from({ length: number % 4 }, (_, index) => madeUp(type.ofType, `${from}[${index}]`));
    if (isEnumType(type)) return type.getValues()[number % type.getValues().length]?.value;
    if (isAbstractType(type)) {
      const possible = schema.getPossibleTypes(type);
      return { __typename: possible[number % possible.length]?.name, seed: from };
    }
    if (isObjectType(type)) return { __typename: type.name, seed: from };
    return type.name === "Boolean" ? number % 2 === 0 : type.name === "Int" ? number % 1000 : String(number);
  };
  const fieldResolver: GraphQLFieldResolver<MadeUp | undefined, unknown> = (object, args, _context, info) =>
    madeUp(info.returnType, `${object?.seed ?? seed}.${info.fieldName}${JSON.stringify(args)}`);
  const answer = execute({ schema, document, variableValues, fieldResolver });
  if (answer instanceof Promise) throw new Error("What is made up is there at once.");
  return answer;
}
