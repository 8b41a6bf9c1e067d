import {
  GraphQLError,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
} from "graphql";
import type { Catalogue } from "../../../resolvers/model/catalogue.js";
import { derive, type Given, Slot } from "../../../resolvers/sql/statement.js";
import { roleOf } from "../../../schema/derived.js";
import { PAGE } from "../../../schema/page.js";
import type { Nodes, Selection } from "./selection.js";
import { branchesOf } from "./things.js";

/** How much an operation costs: a number, or one that is known once its variables are. */
export type Cost = number | Slot;

/**
 * In rows. Counting, grouping and searching read rows that are not returned; a list that is not paged is a short one; a
 * condition on related rows is tested for many rows, and so is each condition inside it; a view is computed whole.
 */
export const WEIGHTS = {
  row: 1,
  totalCount: 10,
  groups: 50,
  ranking: 100,
  list: 10,
  condition: 1,
  related: 10,
  view: 500,
};

/** Computes what an operation costs from its selections and arguments alone: about how many rows it may read at most. */
export class Costs {
  constructor(
    private readonly catalogue: Catalogue,
    private readonly selection: Selection,
  ) {}

  /** The cost of one field of the root. */
  root(field: GraphQLField<unknown, unknown>, nodes: Nodes): Cost {
    const ranked = this.catalogue.roots.get(field.name)?.ranked !== undefined;
    return sum([ranked ? WEIGHTS.ranking : 0, this.of(field, nodes)]);
  }

  /** The cost of one field of an object, with everything that is asked for below it. */
  of(field: GraphQLField<unknown, unknown>, nodes: Nodes): Cost {
    const type = getNamedType(field.type);
    if (isLeafType(type) || type.name.startsWith("__")) return 0;
    const object = type as GraphQLObjectType | GraphQLInterfaceType;
    if (roleOf(object) === "connection") return this.#connection(field, object as GraphQLObjectType, nodes);
    const each = sum([WEIGHTS.row, this.#below(object, nodes)]);
    return isListType(getNullableType(field.type)) ? times(WEIGHTS.list, each) : each;
  }

  #below(type: GraphQLObjectType | GraphQLInterfaceType, nodes: Nodes): Cost {
    if (isInterfaceType(type))
      return most(
        branchesOf(this.catalogue, this.selection, nodes).map((branch) => this.#below(branch.type, nodes)),
      );
    const fields = type.getFields();
    const asked = this.selection.fieldsOf(type, nodes);
    return sum(
      asked.map(({ name, nodes: own }) => {
        const field = fields[name];
        return field ? this.of(field, own) : 0;
      }),
    );
  }

  #connection(field: GraphQLField<unknown, unknown>, type: GraphQLObjectType, nodes: Nodes): Cost {
    const fields = type.getFields();
    const rows: Cost[] = [];
    const others: Cost[] = [
      conditionsOf(this.#argumentsOf(field, nodes).where, argumentType(field, "where")),
    ];
    for (const { name, nodes: own } of this.selection.fieldsOf(type, nodes)) {
      const part = fields[name];
      if (!part) continue;
      if (name === "totalCount") others.push(WEIGHTS.totalCount);
      else if (name === "groups") others.push(this.#groups(part, own));
      else rows.push(this.#below(getNamedType(part.type) as GraphQLObjectType, own));
    }
    const page = rows.length > 0 ? times(this.#size(field, nodes), sum([WEIGHTS.row, ...rows])) : 0;
    return sum([page, ...others]);
  }

  #groups(field: GraphQLField<unknown, unknown>, nodes: Nodes): Cost {
    const { where } = this.#argumentsOf(field, nodes);
    return sum([WEIGHTS.groups, this.#size(field, nodes), conditionsOf(where, argumentType(field, "where"))]);
  }

  /** How many are asked for; what may not be asked for is refused when it is read. */
  #size(field: GraphQLField<unknown, unknown>, nodes: Nodes): Cost {
    const first = (this.#argumentsOf(field, nodes).first as number | Slot | null | undefined) ?? PAGE.default;
    return derive(first, (size) => Math.min(Math.max(size, 0), PAGE.max));
  }

  /** None where they cannot be read, which is refused when the field is compiled. */
  #argumentsOf(field: GraphQLField<unknown, unknown>, nodes: Nodes): Record<string, unknown> {
    try {
      return this.selection.argumentsOfField(field, nodes);
    } catch (error) {
      if (error instanceof GraphQLError) return {};
      throw error;
    }
  }
}

const argumentType = ({ args }: GraphQLField<unknown, unknown>, name: string) =>
  args.find((argument) => argument.name === name)?.type;

/** Conditions of the same rows. */
const LOGIC: ReadonlySet<string> = new Set(["and", "or", "not"]);

/** What the conditions of an input cost. */
function conditionsOf(value: unknown, type: GraphQLInputType | undefined): number {
  if (!type || typeof value !== "object" || value === null || value instanceof Slot) return 0;
  if (Array.isArray(value)) return value.reduce((total, item) => total + conditionsOf(item, type), 0);
  const input = getNamedType(type);
  if (!isInputObjectType(input)) return 0;
  const role = roleOf(input);
  if (role === undefined) return WEIGHTS.condition * Object.keys(value).length;
  return Object.entries(value).reduce((total, [name, inner]) => {
    const field = input.getFields()[name]?.type;
    const cost = conditionsOf(inner, field);
    const inside = field && getNamedType(field);
    const leads = role === "where" && !LOGIC.has(name) && inside && roleOf(inside);
    return total + (leads ? WEIGHTS.related * (1 + cost) : cost);
  }, 0);
}

/** What a cost comes to for one request. */
export const costFor = (cost: Cost, given: Given): number =>
  cost instanceof Slot ? (cost.read(given) as number) : cost;

const combined =
  (combine: (values: number[]) => number) =>
  (costs: Cost[]): Cost => {
    if (costs.every((cost) => typeof cost === "number")) return combine(costs);
    return new Slot((given) => combine(costs.map((cost) => costFor(cost, given))));
  };

export const sum = combined((values) => values.reduce((total, value) => total + value, 0));
const most = combined((values) => Math.max(0, ...values));
const product = combined((values) => values.reduce((total, value) => total * value, 1));
const times = (size: Cost, each: Cost): Cost => product([size, each]);
