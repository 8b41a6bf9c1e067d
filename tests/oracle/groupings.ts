import { getNamedType, type GraphQLEnumType, type GraphQLInputObjectType, isInputObjectType } from "graphql";
import type { Column } from "../../resolvers/model/columns.js";
import type { Model } from "../../resolvers/model/model.js";
import type { By, Fn, GroupsAsk, MeasureAsk, RatioAsk, TermAsk } from "./asks.js";
import type { Conditions } from "./conditions.js";
import { stepsOf } from "./keys.js";
import { fieldsOf } from "./lists.js";
import type { Samples } from "./samples.js";
import type { Wheres } from "./wheres.js";

const INT = { cast: "integer", property: "count" } as Column;

/** Makes random groups. */
export class Groupings {
  constructor(
    private readonly samples: Samples,
    private readonly wheres: Wheres,
  ) {}

  of(model: Model): GroupsAsk {
    const { random } = this.samples;
    const ask: GroupsAsk = { by: [], keys: [], measures: [], ratios: [] };
    const count = random.pick([0, 1, 1, 1, 2, 2, 3]);
    for (let index = 0; index < count; index += 1) {
      const by = this.by(model, 2);
      if (!ask.by.some((one) => JSON.stringify(one) === JSON.stringify(by))) ask.by.push(by);
    }
    // Figures may be computed with only where their kind and unit are the same.
    if (model.guard && random.chance(0.5))
      ask.by = [
        ...random.pick<By[]>([
          [{ unit: "VALUE" }],
          [{ unit: "VALUE" }, { indicator: { basis: "VALUE" } }],
          [{ indicator: { code: "VALUE" } }, { unit: "VALUE" }],
          [{ unit: "VALUE" }, { period: { id: "VALUE" } }, { indicator: { id: "VALUE" } }],
        ]),
      ];
    const fieldOf = (by: By) => stepsOf(by).names.join();
    for (const by of ask.by)
      if (random.chance(0.85)) {
        const twins = ask.by.filter((one) => fieldOf(one) === fieldOf(by)).length > 1;
        ask.keys.push({ by, named: twins || random.chance(0.5) });
      }
    ask.measures = Array.from({ length: 1 + random.below(3) }, () => this.measure(model));
    if (random.chance(0.25)) ask.ratios.push(this.ratio(model));
    if (random.chance(0.3)) ask.where = this.wheres.of(model, 2);
    if (random.chance(0.35)) ask.having = this.having(model, 2);
    if (random.chance(0.5)) ask.orderBy = this.#orderBy(model, ask);
    ask.first = random.chance(0.4) ? random.below(8) : 1000;
    return ask;
  }

  /** One thing to group by. */
  by(model: Model, depth: number): By {
    const { random, schema } = this.samples;
    const type = schema.getType(`${model.name}By`) as GraphQLInputObjectType;
    const fields = Object.values(type.getFields());
    const related = fields.filter((field) => isInputObjectType(field.type));
    const own = fields.filter((field) => !isInputObjectType(field.type));
    const deeper = depth > 0 && related.length > 0 && random.chance(0.3);
    const field = random.pick(deeper ? related : own);
    const relation = model.relations[field.name];
    if (deeper && relation) return { [field.name]: this.by(relation.target, depth - 1) };
    const dimension = own.find(({ name }) => name === "dimension" && !model.columns.has(name));
    if (dimension && random.chance(0.35)) return { dimension: this.samples.dimension() };
    if (field === dimension) return { dimension: this.samples.dimension() };
    return { [field.name]: random.pick((getNamedType(field.type) as GraphQLEnumType).getValues()).name };
  }

  /** One field of a group. */
  measure(model: Model): MeasureAsk {
    const { random, schema } = this.samples;
    const offered = fieldsOf(schema, `${model.name}Group`);
    if (model.measures.length > 0 && random.chance(0.4)) {
      const fn = random.pick<Fn>(["sum", "avg", "min", "max"]);
      return {
        fn,
        property: random.pick(model.measures),
        ...(random.chance(0.2) && { where: this.wheres.of(model, 1) }),
      };
    }
    const fns = Object.keys(offered).filter((name) => !["keys", "ratio"].includes(name)) as Fn[];
    const fn = random.pick(fns);
    const where = random.chance(0.3) ? { where: this.wheres.of(model, 1) } : {};
    if (fn === "count") return { fn, ...where };
    const properties = Object.keys(fieldsOf(schema, getNamedType(offered[fn]?.type)?.name ?? ""));
    return { fn, property: random.pick(properties), ...where };
  }

  /** One number of a group divided by another. */
  ratio(model: Model): RatioAsk {
    const { samples } = this;
    const { random } = samples;
    const term = (): TermAsk => ({
      ...(random.chance(0.6) && { where: this.wheres.of(model, 1) }),
      ...(model.measures.length > 0 && random.chance(0.6) && { sum: random.pick(model.measures) }),
    });
    return {
      of: term(),
      to: term(),
      ...(random.chance(0.4) && { factor: samples.decimal(random.pick(["1", "100", "-0.5", "0"])) }),
      ...(random.chance(0.4) && { decimals: random.below(21) }),
    };
  }

  /** A condition on groups. */
  having(model: Model, depth: number): Conditions {
    const { random, schema } = this.samples;
    const fields = (schema.getType(`${model.name}Having`) as GraphQLInputObjectType).getFields();
    const combining = ["and", "or", "not"];
    if (depth > 0 && random.chance(0.3)) {
      const name = random.pick(combining);
      if (name === "not") return { not: this.having(model, depth - 1) };
      return { [name]: Array.from({ length: random.below(3) }, () => this.having(model, depth - 1)) };
    }
    const names = Object.keys(fields).filter((name) => !combining.includes(name));
    const name = random.pick(names);
    const type = getNamedType(fields[name]?.type) as GraphQLInputObjectType;
    if (name === "ratio") {
      const quotient = () => random.pick(["0", "1", "50", "100", "-33.33", "0.5"]);
      const value = this.wheres.operators(getNamedType(type.getFields().value?.type), (operator) =>
        operator === "isNull" ? random.chance(0.5) : quotient(),
      );
      return { ratio: { ...this.ratio(model), ...(random.chance(0.9) && { value }) } } as Conditions;
    }
    if (name === "count") {
      const operators = this.wheres.operators(type, (operator) =>
        operator === "isNull" ? random.chance(0.5) : random.below(6),
      );
      return { count: operators };
    }
    const property = random.pick(Object.keys(type.getFields()));
    const column = model.columns.get(property) ?? INT;
    const filter = getNamedType(type.getFields()[property]?.type);
    return {
      [name]: {
        [property]: this.wheres.operators(filter, (operator) => this.samples.of(model, column, operator)),
      },
    };
  }

  #orderBy(model: Model, ask: GroupsAsk): Record<string, unknown>[] {
    const { random } = this.samples;
    const direction = () => random.pick(["ASC", "DESC"]);
    const made: Record<string, unknown>[] = [];
    if (random.chance(0.5)) made.push({ count: direction() });
    const measured = Object.keys(this.#fields(`${model.name}GroupOrder`)).filter(
      (name) => !["count", "keys", "ratio"].includes(name),
    );
    if (random.chance(0.25)) made.push({ ratio: { ...this.ratio(model), direction: direction() } });
    if (measured.length > 0 && random.chance(0.4))
      made.push({ [random.pick(measured)]: { [model.measures[0] as string]: direction() } });
    for (const by of ask.by) {
      const { names, what } = stepsOf(by);
      const same = ask.by.filter((one) => stepsOf(one).names.join() === names.join()).length > 1;
      const chosen = names.at(-1) === "dimension" && what !== "VALUE";
      const last = chosen ? { member: { dimension: what, direction: direction() } } : direction();
      const way = chosen ? names.slice(0, -1) : names;
      if (what !== "" && (chosen || !same) && random.chance(0.5))
        made.push({ keys: way.reduceRight<unknown>((inner, name) => ({ [name]: inner }), last) });
    }
    return made;
  }

  #fields(name: string) {
    return (this.samples.schema.getType(name) as GraphQLInputObjectType).getFields();
  }
}
