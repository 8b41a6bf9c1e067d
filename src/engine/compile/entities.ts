import { type GraphQLField, type GraphQLObjectType, type GraphQLUnionType, getNamedType } from "graphql";
import { Thing } from "../../../entities/base.js";
import type { Catalogue } from "../../../resolvers/model/catalogue.js";
import type { Model } from "../../../resolvers/model/model.js";
import {
  absent,
  type EntityModels,
  entityModels,
  readRepresentation,
  type Representation,
} from "../../../resolvers/model/representation.js";
import { derive, type Given, quoted, Slot, type Statement } from "../../../resolvers/sql/statement.js";
import { InputError, ReportError, withoutStacks } from "../../../schema/errors.js";
import { type Amount, product, sum } from "./amounts.js";
import type { Compiler } from "./compiler.js";
import type { Costs } from "./cost.js";
import { type Asked, type Nodes, type Selection, Uncompilable } from "./selection.js";
import { branchesOf } from "./things.js";
import { WEIGHTS } from "./weights.js";

/** Types of which the same is asked, and which one table has. */
interface Branch {
  types: readonly string[];
  type: GraphQLObjectType;
  model: Model;
}

/**
 * What a gateway asks of entities that it refers to: the statement depends on what is asked of them, and not on how many they
 * are nor of which types.
 */
export class Entities {
  /** How many are referred to. */
  readonly count: Amount;
  readonly #list: unknown;
  readonly #models: EntityModels;
  readonly #branches: readonly Branch[];
  readonly #read = new WeakMap<Given, (Representation | ReportError)[]>();

  constructor(
    field: GraphQLField<unknown, unknown>,
    private readonly nodes: Nodes,
    private readonly catalogue: Catalogue,
    selection: Selection,
  ) {
    const types = (getNamedType(field.type) as GraphQLUnionType).getTypes();
    this.#list = selection.argumentsOfField(field, nodes).representations;
    this.count = derive(this.#list as unknown[], ({ length }) => length) as Amount;
    this.#models = entityModels(
      catalogue,
      types.map(({ name }) => name),
    );
    const things = branchesOf(
      catalogue,
      selection,
      nodes,
      (type, fields) => types.includes(type) && asksSomething(fields),
    );
    const others = types.filter(
      (type) =>
        !(this.#models.get(type.name)?.entity.prototype instanceof Thing) &&
        asksSomething(selection.fieldsOf(type, nodes)),
    );
    this.#branches = [
      ...things.map(({ types: alike, type, own }) => ({
        types: alike,
        type,
        model: own ?? catalogue.modelOf(Thing),
      })),
      ...others.map((type) => ({
        types: [type.name],
        type,
        model: this.#models.get(type.name) as Model,
      })),
    ];
  }

  /** What it costs, and how many values it may come to. */
  cost(costs: Costs): { cost: Amount; given: Amount } {
    const { select, row, lookup } = WEIGHTS;
    return costs.of(() =>
      sum(
        product(this.count, row + lookup),
        ...this.#branches.map(({ types, type, model }) =>
          sum(select, costs.some({ type } as never, model, this.nodes, this.#among(types))),
        ),
      ),
    );
  }

  /** An object of the entities, in the order of what refers to them, and the places of those that there are not. */
  sql(compiler: Compiler, statement: Statement): string {
    if (this.#branches.length === 0) throw new Uncompilable("entities of which nothing is asked");
    const row = statement.alias();
    const column = (read: (one: Representation) => string) =>
      statement.bind(
        new Slot((given) => this.#of(given).map((one) => (one instanceof ReportError ? null : read(one)))),
        "text[]",
      );
    const [types, ids] = [column(({ model }) => model.name), column(({ id }) => id)];
    statement.checks.push(new Slot((given) => this.#checkAsked(given)));
    const cases = this.#branches.map(({ types: names, type, model }) => {
      const alias = statement.alias();
      const tail = `FROM ${statement.from(model, alias, "all")} WHERE ${alias}."id" = ${row}.id`;
      const json = compiler.objects(type, model, this.nodes, alias, tail);
      return `WHEN ${row}.type IN (${names.map(quoted).join(", ")}) THEN (${json})`;
    });
    // OFFSET 0 has each of them read once, though it is named twice.
    const each = `SELECT ${row}.n, CASE ${cases.join(" ")} END AS entity FROM unnest(${types}, ${ids}) WITH ORDINALITY ${row}(type, id, n) OFFSET 0`;
    const gone = `coalesce(array_agg(e.n - 1 ORDER BY e.n) FILTER (WHERE e.entity IS NOT DISTINCT FROM NULL), '{}')`;
    const all = `coalesce(array_agg(e.entity ORDER BY e.n), '{}')`;
    return `(SELECT o$ FROM (SELECT ${gone} AS absent, ${all} AS entities FROM (${each}) e) o$)`;
  }

  /** Why there is nothing in a place of the answer. */
  reason(given: Given, place: number): ReportError {
    const read = this.#of(given)[place] as Representation | ReportError;
    return read instanceof ReportError ? read : absent(read);
  }

  #of(given: Given): (Representation | ReportError)[] {
    const known = this.#read.get(given);
    if (known) return known;
    const list = filled(this.#list, given) as unknown[];
    const read = withoutStacks(() =>
      list.map((value) => readRepresentation(value, this.#models, this.catalogue)),
    );
    this.#read.set(given, read);
    return read;
  }

  /** How many are of some types. */
  #among(types: readonly string[]): Amount {
    const isAmong = (one: Representation | ReportError) =>
      !(one instanceof ReportError) && types.includes(one.model.name);
    return new Slot((given) => this.#of(given).filter(isAmong).length);
  }

  /** Of types that nothing is asked of, ordinary execution finds out whether they are there: no gateway refers to such. */
  #checkAsked(given: Given): void {
    const asked = new Set(this.#branches.flatMap(({ types }) => types));
    const other = this.#of(given).find((one) => !(one instanceof ReportError) && !asked.has(one.model.name));
    if (other) throw new InputError("Nothing is asked of an entity that is referred to.");
  }
}

const asksSomething = (fields: readonly Asked[]): boolean => fields.some(({ name }) => name !== "__typename");

/** A value with what a request says in the places of its slots. */
function filled(value: unknown, given: Given): unknown {
  if (value instanceof Slot) return value.read(given);
  if (Array.isArray(value)) return value.map((item) => filled(item, given));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, filled(inner, given)]));
}

const ABSENT = '{"absent":';
const PRESENT = ',"entities":';

/** What the statement gives of entities: their JSON, and the places of those that there are not. */
export function readEntities(json: Buffer): { entities: Buffer; absent: number[] } {
  const end = json.indexOf(PRESENT);
  return {
    entities: json.subarray(end + PRESENT.length, -1),
    absent: JSON.parse(json.toString("latin1", ABSENT.length, end)),
  };
}
