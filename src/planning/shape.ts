import {
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isUnionType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  TypeNameMetaFieldDef,
  typeFromAST,
} from "graphql";

/** What the value under one key may be, by the schema. */
export interface Shape {
  type: GraphQLOutputType;
  /** The fields that are asked for under it, by the types that have them. */
  asked: { type: GraphQLCompositeType; name: string }[];
  /** What its objects may have under their keys, whichever type they are of. */
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
      const { typeCondition: condition, selectionSet } = selection;
      collect(schema, selectionSet, condition ? typeFromAST(schema, condition) : type, shapes);
    } else if (selection.kind === Kind.FIELD) add(schema, selection, type, shapes);
  }
}

function add(
  schema: GraphQLSchema,
  { alias, name: { value: name }, selectionSet }: FieldNode,
  type: GraphQLCompositeType,
  shapes: Shapes,
): void {
  const field =
    name === TypeNameMetaFieldDef.name || isUnionType(type) ? TypeNameMetaFieldDef : type.getFields()[name];
  if (!field) return;
  const key = alias?.value ?? name;
  const shape: Shape = shapes.get(key) ?? { type: field.type, asked: [], fields: new Map() };
  shapes.set(key, shape);
  shape.asked.push({ type, name });
  if (selectionSet) collect(schema, selectionSet, getNamedType(field.type), shape.fields);
}
