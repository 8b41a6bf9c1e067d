import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type GraphQLField,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
  type GraphQLType,
  validateSchema,
} from "graphql";
import { THINGS } from "../entities/index.js";
import { PACKAGE_ROOT } from "../src/paths.js";
import { createApi, printed } from "../src/schema.js";

let schema: GraphQLSchema;

beforeAll(async () => {
  schema = createApi().schema;
});

/** Everything that can carry a description, by its path. */
function described(): Map<string, string | null | undefined> {
  const found = new Map<string, string | null | undefined>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith("__") || isSpecifiedScalarType(type)) continue;
    found.set(type.name, type.description);
    if (isEnumType(type))
      for (const value of type.getValues()) found.set(`${type.name}.${value.name}`, value.description);
    if (isInputObjectType(type))
      for (const field of Object.values(type.getFields()))
        found.set(`${type.name}.${field.name}`, field.description);
  }
  for (const [path, field] of outputFields()) {
    found.set(path, field.description);
    for (const argument of field.args) found.set(`${path}(${argument.name})`, argument.description);
  }
  return found;
}

function outputFields(): [string, GraphQLField<unknown, unknown>][] {
  return Object.values(schema.getTypeMap())
    .filter((type) => !type.name.startsWith("__") && (isObjectType(type) || isInterfaceType(type)))
    .flatMap((type) =>
      Object.values(isObjectType(type) || isInterfaceType(type) ? type.getFields() : {}).map(
        (field): [string, GraphQLField<unknown, unknown>] => [`${type.name}.${field.name}`, field],
      ),
    );
}

test("The schema is valid", () => {
  expect(validateSchema(schema)).toEqual([]);
});

test("The committed SDL is the schema", () => {
  const committed = readFileSync(join(PACKAGE_ROOT, "schema/schema.graphql"), "utf8");
  expect(printed(schema) === committed ? "fresh" : "stale: run npm run schema").toBe("fresh");
});

test("Every type, field, argument and enum value has a description that begins with a Vietnamese term", () => {
  const poor = Array.from(described()).filter(
    ([, description]) => !/^\p{Lu}[\p{L}\p{N} ,\-/]*: \S/u.test(description ?? ""),
  );
  expect(poor.map(([path, description]) => `${path}: ${description}`)).toEqual([]);
  expect(described().size).toBeGreaterThan(2000);
});

test("Every field of the root may be null, so that a slice which fails leaves its neighbours", () => {
  const fields = Object.values(schema.getQueryType()?.getFields() ?? {});
  expect(fields.filter(({ type }) => isNonNullType(type)).map(({ name }) => name)).toEqual([]);
  expect(fields.length).toBeGreaterThan(70);
});

test("A list is never null but at the root, and its items never are", () => {
  const listsOf = (type: GraphQLType): boolean => isListType(isNonNullType(type) ? type.ofType : type);
  const loose = outputFields().filter(([, { type }]) => listsOf(type) && !/^\[\w+!\]!$/.test(String(type)));
  expect(loose.map(([path, { type }]) => `${path}: ${type}`)).toEqual(["Query.partners: [Partner!]"]);
});

test("The names that clients rely on are there", () => {
  const root = Object.keys(schema.getQueryType()?.getFields() ?? {});
  expect(root).toEqual(
    expect.arrayContaining([
      "agencies",
      "agency",
      "infrastructureSystems",
      "integrations",
      "securityIncidents",
      "vulnerabilityNotices",
      "mediaOutputs",
      "operators",
      "documents",
      "projects",
      "inspections",
      "plannedTasks",
      "reports",
      "indicators",
      "observations",
      "checks",
      "search",
    ]),
  );
});

test("Every kind of thing has a list, a look-up, a connection, a filter and an order", () => {
  const thing = schema.getType("Thing");
  const kinds = isInterfaceType(thing) ? schema.getPossibleTypes(thing).map(({ name }) => name) : [];
  const missing = kinds.flatMap((kind) =>
    [`${kind}Connection`, `${kind}Where`, `${kind}Order`].filter((name) => !schema.getType(name)),
  );
  expect(kinds).toHaveLength(Object.keys(THINGS).length);
  expect(missing).toEqual([]);
});
