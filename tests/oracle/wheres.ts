import { getNamedType, type GraphQLInputObjectType } from "graphql";
import type { Column } from "../../resolvers/model/columns.js";
import type { Model } from "../../resolvers/model/model.js";
import { columnOf } from "./compare.js";
import type { Conditions } from "./conditions.js";
import type { Samples } from "./samples.js";

const COMBINING = ["and", "or", "not"];
const ABSENCE = "isNull";

/** Random conditions, of the fields that the schema offers. */
export class Wheres {
  constructor(private readonly samples: Samples) {}

  /** A `where` of a type. */
  of(model: Model, depth = 3): Conditions {
    const { random } = this.samples;
    const fields = this.#fields(model);
    const columns = fields.filter((name) => model.columns.has(name) && !model.relations[name]);
    const relations = fields.filter((name) => model.relations[name]);
    const made: Record<string, unknown> = {};
    if (random.chance(0.06)) made[ABSENCE] = random.chance(0.7);
    const count = random.chance(made[ABSENCE] === undefined ? 0.03 : 0.6)
      ? 0
      : 1 + (random.chance(0.25) ? 1 : 0);
    for (let index = 0; index < count; index += 1) {
      if (depth > 0 && random.chance(0.25)) this.#combine(made, model, depth);
      else if (depth > 0 && relations.length > 0 && random.chance(0.5))
        this.#relate(made, model, this.#pickShape(model, relations), depth);
      else if (columns.length > 0) {
        const name = random.pick(columns);
        made[name] = random.chance(0.02) ? null : this.filter(model, columnOf(model, name));
      }
    }
    return made;
  }

  /** The id of one row. */
  oneId = (model: Model): Conditions => ({ eq: this.samples.held(model, "id") ?? "agency:none" });

  #fields(model: Model): string[] {
    const type = this.samples.schema.getType(`${model.name}Where`) as GraphQLInputObjectType;
    const names = Object.keys(type.getFields()).filter(
      (name) => name !== ABSENCE && !COMBINING.includes(name),
    );
    const strange = names.filter((name) => !model.columns.has(name) && !model.relations[name]);
    if (strange.length > 0) throw new Error(`Nobody knows what ${model.name}Where means by ${strange}.`);
    return names;
  }

  /** To-one relations as often as the many others. */
  #pickShape(model: Model, relations: string[]): string {
    const { random } = this.samples;
    const ones = relations.filter((name) => model.relations[name]?.shape === "one");
    const others = relations.filter((name) => model.relations[name]?.shape !== "one");
    if (ones.length === 0 || others.length === 0) return random.pick(relations);
    return random.pick(random.chance(0.5) ? ones : others);
  }

  #combine(made: Record<string, unknown>, model: Model, depth: number): void {
    const { random } = this.samples;
    const name = random.pick(COMBINING);
    const items = () => Array.from({ length: random.below(4) }, () => this.of(model, depth - 1));
    made[name] = name === "not" ? this.of(model, depth - 1) : items();
    if (random.chance(0.02)) made[name] = null;
  }

  #relate(made: Record<string, unknown>, model: Model, name: string, depth: number): void {
    const { random } = this.samples;
    const relation = model.relations[name];
    if (!relation) return;
    const inner = () => (random.chance(0.25) ? {} : this.of(relation.target, depth - 1));
    if (relation.shape === "one") made[name] = inner();
    else {
      const quantities = new Set(
        Array.from({ length: random.chance(0.05) ? 0 : random.chance(0.15) ? 2 : 1 }, () =>
          random.pick(["some", "some", "none", "every"]),
        ),
      );
      made[name] = Object.fromEntries(Array.from(quantities, (quantity) => [quantity, inner()]));
    }
    if (random.chance(0.02)) made[name] = null;
  }

  /** Some operators of a column, of those that its filter has. */
  filter(model: Model, column: Column): Conditions {
    const where = this.samples.schema.getType(`${model.name}Where`) as GraphQLInputObjectType;
    return this.operators(getNamedType(where.getFields()[column.property]?.type), (operator) =>
      this.samples.of(model, column, operator),
    );
  }

  /** Some operators of a filter's type. */
  operators(type: unknown, value: (operator: string) => unknown): Conditions {
    const { random } = this.samples;
    const filter = type as GraphQLInputObjectType;
    const offered = Object.keys(filter.getFields());
    const count = random.chance(0.04) ? 0 : random.chance(0.15) ? 2 : 1;
    const chosen = new Set(Array.from({ length: count }, () => random.pick(offered)));
    return Object.fromEntries(
      Array.from(chosen, (operator) => {
        const list = operator === "in" || operator === "notIn";
        return [
          operator,
          list ? Array.from({ length: random.below(4) }, () => value(operator)) : value(operator),
        ];
      }),
    );
  }
}
