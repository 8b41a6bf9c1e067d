import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isLeafType,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
} from "graphql";
import { Slot } from "../../../resolvers/sql/statement.js";
import type { Nodes, Selection } from "./selection.js";

const ROOTS: Record<string, GraphQLField<unknown, unknown>> = {
  __schema: SchemaMetaFieldDef,
  __type: TypeMetaFieldDef,
};

/** Whether a field of the root asks for the schema's own description. */
export const isMeta = (name: string): boolean => Object.hasOwn(ROOTS, name);

/** Things of the schema, and how often each is described. */
type Described = Map<unknown, number>;

/** Counts what an operation asks of the schema's own description, without writing it. */
export class Meta {
  #values = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly selection: Selection,
    private readonly limit: (values: number) => void,
  ) {}

  /**
   * How many values a field of the root comes to, and whether they are the same at every request. Throws
   * where the operation asks for more than it may.
   */
  count(name: string, nodes: Nodes): { values: number; constant: boolean } {
    this.#add(0);
    const before = this.#values;
    const field = ROOTS[name] as GraphQLField<unknown, unknown>;
    const wanted = this.selection.readableArguments(field, nodes).name;
    const described = name === "__schema" ? this.schema : this.#typeOf(wanted);
    if (described) this.#describe(field, nodes, new Map([[described, 1]]));
    return { values: this.#values - before, constant: !(wanted instanceof Slot) };
  }

  /** Counts the whole schema as it is written for gateways: so many types, fields and values as there are. */
  countAll(): number {
    const before = this.#values;
    for (const type of Object.values(this.schema.getTypeMap())) {
      const parts =
        "getFields" in type ? Object.keys(type.getFields()) : "getValues" in type ? type.getValues() : [];
      this.#add(1 + parts.length);
    }
    return this.#values - before;
  }

  /** The type of a name; the one with most fields where the name is known only later. */
  #typeOf(name: unknown): object | undefined {
    if (!(name instanceof Slot)) return this.schema.getType(String(name));
    const fields = (type: object) =>
      "getFields" in type ? Object.keys((type as GraphQLObjectType).getFields()).length : 0;
    return Object.values(this.schema.getTypeMap()).reduce((most, type) =>
      fields(type) > fields(most) ? type : most,
    );
  }

  #describe(field: GraphQLField<unknown, unknown>, nodes: Nodes, described: Described): void {
    const type = getNamedType(field.type) as GraphQLObjectType;
    let total = 0;
    for (const count of described.values()) total += count;
    for (const { name, nodes: own } of this.selection.fieldsOf(type, nodes)) {
      const inner = type.getFields()[name];
      if (!inner || isLeafType(getNamedType(inner.type))) {
        this.#add(total);
        continue;
      }
      const next: Described = new Map();
      const args = this.selection.readableArguments(inner, own);
      for (const [value, count] of described) {
        // Fields of the schema's description are read off it at once, and need nothing else.
        const read = inner.resolve?.(value, args, undefined, { schema: this.schema } as never);
        for (const item of Array.isArray(read) ? read : [read])
          if (item != null) {
            next.set(item, (next.get(item) ?? 0) + count);
            this.#add(count);
          }
      }
      this.#describe(inner, own, next);
    }
  }

  #add(count: number): void {
    this.#values += count;
    this.limit(this.#values);
  }
}
