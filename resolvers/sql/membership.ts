import { InputError } from "../../schema/errors.js";
import type { Model } from "../model/model.js";
import { Statement } from "./statement.js";
import { conditionOf, namesId } from "./where.js";

/** What some changes of the log mean to a set of rows: whether each row was of it before, and is now. */
export interface Membership {
  text: string;
  values: unknown[];
}

/** Whether every row of a model is of the set, whatever the row says. */
export const holdsAll = (model: Model, where: object | null): boolean =>
  model.current === undefined && Object.values(where ?? {}).every((value) => value == null);

/**
 * Reads, for changes of a model's table by their numbers in the log, whether the row met the conditions before (`was`) and meets
 * them now (`is`). Both images are in the log, so the set is evaluated by the conditions that queries use.
 */
export function membership(model: Model, where: object | null, seqs: readonly bigint[]): Membership {
  const statement = new Statement();
  const met = (image: "before" | "after") => {
    const alias = statement.alias();
    const condition = conditionOf(model, where ?? {}, alias, statement);
    return `EXISTS (SELECT FROM ${statement.image(model, `c.${image}`, alias)} WHERE c.${image} IS NOT NULL AND (${condition}))`;
  };
  const [was, is] = [met("before"), met("after")];
  const list = statement.bind(seqs.map(String), "bigint[]");
  const from = statement.table("change");
  return {
    text: statement.whole(
      `SELECT c.seq::text AS seq, ${was} AS was, ${is} AS "is" FROM ${from} c WHERE c.seq = ANY (${list})`,
    ),
    values: statement.values,
  };
}

/** A statement that fails where the conditions name codes of nothing; undefined where they name none. */
export function codesCheck(model: Model, where: object | null): Membership | undefined {
  const statement = new Statement();
  conditionOf(model, where ?? {}, statement.alias(), statement);
  const { named } = statement;
  if (named.length === 0) return undefined;
  const checks = new Statement();
  return { text: `SELECT ${named.map((one) => checks.known(one)).join(" AND ")}`, values: checks.values };
}

/**
 * Throws an InputError for conditions through other rows: those change without the row itself, so that nobody would be told of
 * what enters the set or leaves it.
 */
export function refuseOthers(model: Model, where: object, path = "where"): void {
  for (const [key, value] of Object.entries(where)) {
    if (value == null) continue;
    const here = `${path}.${key}`;
    const relation = model.relations[key];
    if (key === "and" || key === "or")
      for (const [place, inner] of value.entries()) refuseOthers(model, inner, `${here}[${place}]`);
    else if (key === "not") refuseOthers(model, value, here);
    else if (relation) refuseRelated(here, value, relation.shape === "one" && namesId(model, relation));
  }
}

const KEY_CONDITIONS = ["id", "isNull"];

function refuseRelated(path: string, conditions: object, isKey: boolean): void {
  const asked = Object.entries(conditions).flatMap(([key, value]) => (value === undefined ? [] : [key]));
  if (isKey && asked.length > 0 && asked.every((key) => KEY_CONDITIONS.includes(key))) return;
  const instead = isKey ? "only id and isNull may be asked of it here" : "nothing may be asked of it here";
  throw new InputError(
    `${path}: related rows change without the row itself, so a subscription would miss what enters or leaves; ${instead}. Ask a query with @live instead, which is answered again whenever anything that it read has changed.`,
  );
}
