import {
  type FieldNode,
  GraphQLError,
  type GraphQLOutputType,
  type GraphQLSchema,
  isCompositeType,
  isListType,
  isNonNullType,
  isUnionType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  typeFromAST,
} from "graphql";
import { originalKey } from "./keys.js";

/** What the value of one field may be, by the schema. */
interface Shape {
  type: GraphQLOutputType;
  /** Where it is asked for, as an error names it. */
  field: string;
  /** The fields that its objects may have, by their keys, whichever type they are of. */
  fields: Shapes;
}

/** What the objects of a selection may have. */
export type Shapes = Map<string, Shape>;

/** The shape of an operation's data. Fields under one key are alike in what may be null, whichever objects have them. */
export function shapesOf(schema: GraphQLSchema, operation: OperationDefinitionNode): Shapes {
  const shapes: Shapes = new Map();
  const root = schema.getRootType(operation.operation);
  if (root) collect(schema, operation.selectionSet, root, shapes);
  return shapes;
}

function collect(schema: GraphQLSchema, set: SelectionSetNode, type: unknown, shapes: Shapes): void {
  if (!isCompositeType(type)) return;
  for (const selection of set.selections) {
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const { typeCondition } = selection;
      collect(
        schema,
        selection.selectionSet,
        typeCondition ? typeFromAST(schema, typeCondition) : type,
        shapes,
      );
    } else if (selection.kind === Kind.FIELD && !isUnionType(type)) {
      const field = type.getFields()[selection.name.value];
      if (field) add(schema, selection, `${type.name}.${field.name}`, field.type, shapes);
    }
  }
}

function add(
  schema: GraphQLSchema,
  { alias, name, selectionSet }: FieldNode,
  field: string,
  type: GraphQLOutputType,
  shapes: Shapes,
): void {
  const key = alias?.value ?? name.value;
  const shape = shapes.get(key) ?? { type, field, fields: new Map() };
  shapes.set(key, shape);
  let named: GraphQLOutputType = type;
  while (isNonNullType(named) || isListType(named)) named = named.ofType;
  if (selectionSet) collect(schema, selectionSet, named, shape.fields);
}

type Path = (string | number)[];

/**
 * Data with the keys that the client gave, in which no value is null that must not be: whatever holds one is null instead, as ordinary execution has it. Where no
 * error is known of the place, one says so.
 */
export function completed(
  data: Record<string, unknown> | null | undefined,
  shapes: Shapes,
  errors: readonly GraphQLError[],
): { data: Record<string, unknown> | null; errors: readonly GraphQLError[] } {
  const found: GraphQLError[] = [];
  const report = (path: Path, field: string): void => {
    const at = path.join();
    const isKnown = ({ path: place = [] }: GraphQLError) =>
      `${at},`.startsWith(`${place.join()},`) || `${place.join()},`.startsWith(`${at},`);
    if ([...errors, ...found].some(isKnown)) return;
    found.push(new GraphQLError(`Cannot return null for non-nullable field ${field}.`, { path: [...path] }));
  };
  const made = data ? (objectOf(data, shapes, [], report) as Record<string, unknown> | null) : null;
  return { data: made, errors: [...errors, ...found] };
}

type Report = (path: Path, field: string) => void;

/** The object with its keys as they were given, or null where a field of it must not be null and is. */
function objectOf(value: object, shapes: Shapes, path: Path, report: Report): object | null {
  const entries: [string, unknown][] = [];
  for (const [marked, own] of Object.entries(value)) {
    const shape = shapes.get(marked);
    const key = originalKey(marked);
    path.push(key);
    const made = shape ? completedValue(own, shape.type, shape, path, report) : own;
    path.pop();
    if (made === undefined) return null;
    entries.push([key, made]);
  }
  // A key may have any name, even that of an object's prototype.
  return Object.fromEntries(entries);
}

/** The value; undefined where it must not be null and is. */
function completedValue(
  value: unknown,
  type: GraphQLOutputType,
  shape: Shape,
  path: Path,
  report: Report,
): unknown {
  if (isNonNullType(type)) {
    const made = completedValue(value, type.ofType, shape, path, report);
    if (made !== null && made !== undefined) return made;
    report(path, shape.field);
    return undefined;
  }
  if (value === null || value === undefined) return null;
  if (isListType(type)) return listOf(value, type.ofType, shape, path, report);
  return typeof value === "object" && shape.fields.size > 0
    ? objectOf(value, shape.fields, path, report)
    : value;
}

function listOf(value: unknown, of: GraphQLOutputType, shape: Shape, path: Path, report: Report): unknown {
  if (!Array.isArray(value)) return null;
  for (const [index, item] of value.entries()) {
    path.push(index);
    const made = completedValue(item, of, shape, path, report);
    path.pop();
    if (made === undefined) return null;
    value[index] = made;
  }
  return value;
}
