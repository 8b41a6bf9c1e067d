import type { GraphQLSchema } from "graphql";
import { type GraphQLEnumType, isEnumType } from "graphql";
import { ID } from "type-graphql";
import { Coordinate } from "../../entities/observation.js";
import type { Column } from "../../resolvers/model/columns.js";
import type { Model } from "../../resolvers/model/model.js";
import type { Random } from "../random.js";
import type { Row, Rows } from "./rows.js";
import { shifted } from "./spans.js";

const TEXTS = ["", " ", "%", "_", "\\", "a", "đ", "TRÀ VINH", "tra", "ព្រះ", "😀", "(c)", "\u0301", "null"];
const LONGEST = 60;
const MOST_DECIMALS = 20;

/** Values to compare with: those that rows hold, and near misses. */
export class Samples {
  constructor(
    readonly schema: GraphQLSchema,
    readonly random: Random,
    readonly rows: Rows,
  ) {}

  /** A value for an operator of a column. */
  of(model: Model, column: Column, operator: string): unknown {
    const { random } = this;
    const { graphql, cast, property } = column;
    if (operator === "isNull" || cast === "boolean") return random.chance(0.5);
    if (graphql?.enumName) {
      const type = this.schema.getType(graphql.enumName);
      return random.pick(isEnumType(type) ? (type as GraphQLEnumType).getValues() : []).name;
    }
    const held = this.held(model, property);
    if (graphql?.type === ID) return held ?? "agency:none";
    switch (cast) {
      case "integer":
        return Number(held ?? 5) + (random.chance(0.3) ? random.below(3) - 1 : 0);
      case "numeric":
        return this.decimal(String(held ?? random.below(1000) / 4));
      case "date":
        return shifted(String(held ?? "2021-06-15"), random.chance(0.5) ? 0 : random.below(3) - 1);
      case "timestamptz":
        return this.#moment(String(held ?? "2021-06-15T00:00:00.000Z"));
      default:
        return this.#text(String(held ?? random.pick(TEXTS)), operator);
    }
  }

  /** What some row has in a column; undefined where none has anything, and now and then otherwise. */
  held(model: Model, property: string): unknown {
    const rows = this.rows.all(model);
    for (let tries = 0; rows.length > 0 && tries < 4; tries += 1) {
      const value = this.random.pick(rows)[property] ?? null;
      if (Array.isArray(value) && value.length > 0) return this.random.pick(value);
      if (value !== null && !Array.isArray(value)) return value;
    }
    return undefined;
  }

  /** The code of a dimension, composed or not. */
  dimension(): string {
    const code = String(this.held(this.rows.catalogue.modelOf(Coordinate), "dimension") ?? "level");
    return this.random.chance(0.2) ? code.normalize("NFD") : code;
  }

  /** The number, or one near it, or the same otherwise written. */
  decimal(text: string): string {
    const { random } = this;
    if (random.chance(0.4)) return text;
    if (random.chance(0.3) && (text.split(".")[1] ?? "").length < MOST_DECIMALS)
      return text.includes(".") ? `${text}0` : `${text}.0`;
    if (random.chance(0.2)) return text.startsWith("-") ? text.slice(1) : `-${text}`;
    if (random.chance(0.2)) return String(random.below(200) - 20);
    return `${text.slice(0, -1)}${random.below(10)}`;
  }

  #moment(text: string): string {
    const { random } = this;
    const at = Date.parse(text) + random.pick([0, 0, 0, 1, -1, 86_400_000, -86_400_000]);
    if (random.chance(0.7)) return new Date(at).toISOString();
    return new Date(at + 7 * 3_600_000).toISOString().replace("Z", "+07:00");
  }

  #text(text: string, operator: string): string {
    const { random } = this;
    if (random.chance(0.06)) return random.pick(TEXTS);
    if (operator !== "contains" && operator !== "startsWith") return this.#near(text);
    if (random.chance(0.2)) return this.#near(this.#rewritten(text));
    const letters = Array.from(text);
    const from = operator === "contains" ? random.below(letters.length || 1) : 0;
    const part = letters.slice(from, from + 1 + random.below(8)).join("");
    return this.#near(random.chance(0.5) ? part : part.normalize("NFD").replace(/[\u0300-\u036f]/g, ""));
  }

  /** The text with an abbreviation written in another way, or such a writing alone. */
  #rewritten(text: string): string {
    const { random, rows } = this;
    const model = Array.from(rows.catalogue.models).find(({ name }) => name === "Abbreviation");
    if (!model) return text;
    const writings = (row: Row): string[] =>
      [row.short, row.name, row.aliases].flat().filter((value): value is string => typeof value === "string");
    const all = rows.all(model).map(writings);
    const within = all.find((group) => group.some((writing) => writing !== "" && text.includes(writing)));
    const group = within ?? random.pick(all);
    const held = within?.find((writing) => writing !== "" && text.includes(writing));
    return held === undefined ? random.pick(group) : text.replace(held, random.pick(group));
  }

  #near(text: string): string {
    const { random } = this;
    const near = [
      () => text,
      () => text,
      () => text.toUpperCase(),
      () => text.toLowerCase(),
      () => text.normalize("NFD"),
      () => text.normalize("NFC"),
      () => Array.from(text).slice(0, LONGEST).slice(0, -1).join(""),
      () => `${Array.from(text).slice(0, LONGEST).join("")}a`,
      () => text.replace(/[aăâáà]/, "ă"),
    ];
    return random.pick(near)();
  }
}
