import {
  type FieldNode,
  type GraphQLError,
  type GraphQLSchema,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  parse,
  validate,
} from "graphql";
import { StartError } from "../errors.js";

/** What a webhook is subscribed to. */
export interface Subscribed {
  /** The field of the root, and the key that it has in answers. */
  field: string;
  key: string;
  /** The document with what every event needs. */
  query: string;
}

/** What is asked of every event besides: what its envelope is made of. */
const ENVELOPE = "cursor operation id at reset { reason oldest }";

/** Reads a webhook's document; throws a StartError for one that is not a subscription of one field that the API has. */
export function readSubscription(
  schema: GraphQLSchema,
  text: string,
  variables: Record<string, unknown>,
): Subscribed {
  const document = read(() => parse(text));
  const operations = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  const [operation] = operations as OperationDefinitionNode[];
  const [field, ...others] = operation?.selectionSet.selections ?? [];
  if (
    operations.length !== 1 ||
    operation?.operation !== "subscription" ||
    field?.kind !== Kind.FIELD ||
    others.length > 0
  )
    throw new StartError(
      `A webhook's document is one subscription of one field, such as subscription { agencyChanged { node { name } } }.`,
    );
  if (field.arguments?.some(({ name }) => name.value === "after"))
    throw new StartError(
      "A webhook remembers by itself how far it is: its document has no argument after. --after says where to begin.",
    );
  if (operation.directives?.length || field.directives?.length)
    throw new StartError("A webhook's subscription and its field have no directives.");
  const query = field.selectionSet ? completed(text, field) : text;
  refuse(
    validate(
      schema,
      read(() => parse(query)),
    ),
  );
  const definitions = operation.variableDefinitions ?? [];
  refuse(getVariableValues(schema, definitions, variables).errors ?? []);
  return { field: field.name.value, key: (field.alias ?? field.name).value, query };
}

/** Fields that are asked for twice are answered once; that they mean the same both times is validated. */
function completed(text: string, { selectionSet }: FieldNode): string {
  const place = (selectionSet?.loc?.start ?? 0) + 1;
  return `${text.slice(0, place)} ${ENVELOPE} ${text.slice(place)}`;
}

function read<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw new StartError(`The document cannot be read: ${(error as Error).message}`);
  }
}

function refuse(errors: readonly GraphQLError[]): void {
  if (errors.length > 0)
    throw new StartError(`The document is refused: ${errors.map(({ message }) => message).join(" ")}`);
}
