import { type ExecutionResult, type GraphQLError, locatedError } from "graphql";
import { withoutStacks } from "../../schema/errors.js";
import type { Given } from "../../resolvers/sql/statement.js";
import { type Entities, readEntities } from "./compile/entities.js";
import type { Answered } from "./compile/plan.js";
import type { Asked } from "./compile/selection.js";
import type { LogAnswer } from "./execution.js";
import { JsonData } from "./run/answer.js";
import { type Bytes, concatenated } from "./run/raw-rows.js";

/** An answer in the making: the JSON of each field of the root, and what went wrong. */
export class Slices {
  readonly #json = new Map<string, string | Buffer[]>();
  readonly #errors: GraphQLError[] = [];

  constructor(private readonly fields: readonly Answered[]) {
    for (const answered of fields)
      if (answered.by === "constant") this.#json.set(answered.field.key, answered.json);
  }

  /** Takes the columns of the statement's row. */
  takeRow(fields: readonly Answered[], row: Bytes[], given: Given): void {
    for (const answered of fields) {
      if (answered.by !== "statement") continue;
      const { field, column, entities } = answered;
      const json = row[column] ?? "null";
      if (entities && json !== "null") this.#takeEntities(field, entities, json, given);
      else this.#json.set(field.key, json);
    }
  }

  #takeEntities({ key, nodes }: Asked, asked: Entities, json: Buffer[], given: Given): void {
    const { entities, absent } = readEntities(concatenated(json));
    this.#json.set(key, [entities]);
    const errors = withoutStacks(() =>
      absent.map((place) => locatedError(asked.reason(given, place), nodes, [key, place])),
    );
    for (const error of errors) this.#errors.push(error);
  }

  /** Takes what ordinary execution answered. */
  takeResult(fields: readonly Asked[], { data, errors }: ExecutionResult): void {
    for (const { key } of fields) this.#json.set(key, JSON.stringify(data?.[key] ?? null));
    this.#errors.push(...(errors ?? []));
  }

  /** Takes what the log of changes answered. */
  take({ key }: Asked, { json, errors }: LogAnswer): void {
    this.#json.set(key, json);
    this.#errors.push(...errors);
  }

  /** Takes the reason why a field has no answer. */
  fail({ key, nodes }: Asked, reason: unknown): void {
    this.#json.set(key, "null");
    this.#errors.push(locatedError(reason, nodes, [key]));
  }

  /** The whole answer; its errors are in the order of their places, so that equal requests get equal bytes. */
  result(): ExecutionResult {
    let holds = false;
    let isWhole = true;
    const json = this.fields.flatMap(({ field: { key, required } }, index) => {
      const value = this.#json.get(key) ?? "null";
      if (value !== "null") holds = true;
      else if (required) isWhole = false;
      return [`${index > 0 ? "," : ""}"${key}":`, value];
    });
    const data = isWhole ? (new JsonData(["{", ...json, "}"], holds) as never) : null;
    if (this.#errors.length === 0) return { data };
    const roots = this.fields.map(({ field }) => field.key);
    return { data, errors: this.#errors.sort((a, b) => comparePlaces(placeOf(a, roots), placeOf(b, roots))) };
  }
}

type Place = readonly (string | number)[];

/** An error's path, in which the field of the root is its number in the answer. */
function placeOf({ path = [] }: GraphQLError, roots: readonly string[]): Place {
  const [root, ...rest] = path;
  return [roots.indexOf(String(root)), ...rest];
}

function comparePlaces(a: Place, b: Place): number {
  for (const [index, left] of a.entries()) {
    const right = b[index];
    if (right === undefined) return 1;
    if (left === right) continue;
    if (typeof left === "number" && typeof right === "number") return left - right;
    return String(left) < String(right) ? -1 : 1;
  }
  return a.length - b.length;
}
