import { InputError } from "../schema/errors.js";
import type { Model } from "./model/model.js";
import type { Ranking } from "./sql/statement.js";

/** What a field of the root gives: a list of a model's rows, or one by its id. */
export interface Root {
  model: Model;
  shape: "many" | "one";
  /** How the field's arguments rank the list, where they do. */
  ranking?: (args: Record<string, never>) => Ranking;
}

const roots = new Map<string, Root>();

export function declareRoot(name: string, root: Root): void {
  roots.set(name, root);
}

/** What a field of the root gives; undefined for one that only its resolver knows. */
export const rootOf = (name: string): Root | undefined => roots.get(name);

/** A kind and a name; the ids of links and checks are made of those of what they join, so a name may hold both. */
const ID_FORM = /^[a-z][a-z-]*:[\w .:@+-]{1,400}$/;

/** A malformed id is a mistake to be told of; a well-formed one that nobody has is just absent. */
export function readId(id: string): string {
  if (!ID_FORM.test(id))
    throw new InputError(`id: "${id.slice(0, 80)}" is not an id such as agency:bo-tttt.`);
  return id;
}
