import {
  getNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isInterfaceType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from "graphql";
import { THINGS } from "../entities/index.js";
import { createApi } from "../src/schema.js";
import { useDatabase } from "./harness.js";

const database = useDatabase();
let schema: GraphQLSchema;

beforeAll(async () => {
  schema = createApi().schema;
});

/** Every field of a type, each relation one step deep, and how many statements that may take. */
function everyField(type: GraphQLObjectType): { selection: string; statements: number } {
  const parts: string[] = [];
  let statements = 0;
  for (const field of Object.values(type.getFields())) {
    const named = getNamedType(field.type);
    if (isLeafType(named)) parts.push(field.name);
    else if (named.name.endsWith("Connection")) {
      parts.push(
        `${field.name}(first: 3) { totalCount pageInfo { endCursor } nodes { __typename } edges { cursor } }`,
      );
      statements += named.name === "ThingConnection" ? 2 + Object.keys(THINGS).length : 2;
    } else if (isObjectType(named) || isInterfaceType(named)) {
      const required = field.args.find(isRequiredArgument);
      const args = required ? `(${required.name}: "level")` : "";
      parts.push(`${field.name}${args} { __typename ${named.name === "Source" ? "section lineStart" : ""} }`);
      statements += isInterfaceType(named) ? Object.keys(THINGS).length : 1;
    }
  }
  return { selection: parts.join(" "), statements };
}

const lists = [
  ...Object.values(THINGS).map(({ many }) => many),
  "observations",
  "links",
  "checks",
  "computations",
];

test.each(lists)(
  "Every field of %s answers, in a number of statements that the number of rows does not change",
  async (list) => {
    const connection = getNamedType(schema.getQueryType()?.getFields()[list]?.type) as GraphQLObjectType;
    const node = getNamedType(connection.getFields().nodes?.type) as GraphQLObjectType;
    const { selection, statements } = everyField(node);
    const ask = (first: number) =>
      database.askResolvers(`{ ${list}(first: ${first}) { totalCount nodes { ${selection} } } }`);
    const few = await ask(2);
    const all = await ask(1000);
    expect(few.errors).toEqual([]);
    expect(all.errors).toEqual([]);
    expect(all.data[list].nodes).toHaveLength(all.data[list].totalCount);
    expect(all.statements).toBeLessThanOrEqual(2 + statements);
    const lookUp = node.name.charAt(0).toLowerCase() + node.name.slice(1);
    const one = await database.ask(`query ($id: ID!) { ${lookUp}(id: $id) { id } }`, {
      id: all.data[list].nodes[0]?.id ?? "none:x",
    });
    expect(one.errors).toEqual([]);
    expect(one.data[lookUp]?.id).toBe(all.data[list].nodes[0]?.id);
  },
);
