import { Thing } from "../../entities/base.js";
import { InputError, ReportError } from "../../schema/errors.js";
import type { Catalogue } from "./catalogue.js";
import { readId } from "./ids.js";
import type { Model } from "./model.js";

/** An entity that another service refers to. */
export interface Representation {
  model: Model;
  id: string;
}

/** The entities that can be referred to, by the names of their types. */
export type EntityModels = ReadonlyMap<string, Model>;

/** The models of some types of the schema. */
export function entityModels({ models }: Catalogue, names: Iterable<string>): EntityModels {
  const wanted = new Set(names);
  const found = Array.from(models).filter(({ name }) => wanted.has(name));
  return new Map(found.map((model) => [model.name, model]));
}

/** What a representation refers to, or what is wrong with it. Whether there is such a row is known when it is read. */
export function readRepresentation(
  value: unknown,
  entities: EntityModels,
  catalogue: Catalogue,
): Representation | ReportError {
  if (typeof value !== "object" || value === null)
    return new InputError(`A representation is an object with __typename and id, not ${shown(value)}.`);
  const { __typename: name, id } = value as Record<string, unknown>;
  const model = typeof name === "string" ? entities.get(name) : undefined;
  if (!model) return new InputError(`__typename: this service has no entity ${shown(name)}.`);
  if (typeof id !== "string")
    return new InputError(`A representation of ${model.name} has its key id, a text, not ${shown(id)}.`);
  try {
    readId(id);
  } catch (error) {
    return error as ReportError;
  }
  const isThing = model.entity.prototype instanceof Thing;
  return isThing && catalogue.kindOf(id) !== model ? absent({ model, id }) : { model, id };
}

/** Says that there is no such entity. */
export const absent = ({ model, id }: Representation): ReportError =>
  new ReportError("NOT_FOUND", `There is no ${model.name} with the id ${shown(id)}.`);

const shown = (value: unknown): string => JSON.stringify(value)?.slice(0, 80) ?? "nothing";
