import type { Derived } from "../../schema/derived.js";
import { connectionType } from "../../schema/page.js";
import type { Catalogue } from "../model/catalogue.js";
import type { Model } from "../model/model.js";
import { changeType } from "./changes.js";
import { addGroups } from "./groups.js";
import { Inputs } from "./inputs.js";
import { Keys } from "./keys.js";

/** The GraphQL types of one schema that are derived from the models of a catalogue, all made at once. */
export class Types {
  readonly inputs = new Inputs();
  readonly #connections = new Map<Model, Derived>();
  readonly #changes = new Map<Model, Derived>();

  constructor(catalogue: Catalogue) {
    const { inputs } = this;
    const keys = new Keys();
    for (const model of catalogue.models) {
      const connection = connectionType(model.entity, model.name);
      this.#connections.set(model, connection);
      addGroups(model, { connection, inputs, keys });
    }
  }

  /** The connection type of a model's rows. */
  connectionOf(model: Model): object {
    const connection = this.#connections.get(model);
    if (!connection) throw new Error(`${model.name} is of another catalogue.`);
    return connection;
  }

  /** The type of what happens to a model's rows. */
  changeOf(model: Model): Derived {
    const change = this.#changes.get(model) ?? changeType(model);
    this.#changes.set(model, change);
    return change;
  }
}
