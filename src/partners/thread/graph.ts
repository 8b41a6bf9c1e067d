import { type GraphQLError, isLeafType } from "graphql";
import { described } from "../../planning/description.js";
import type { Patience } from "../../planning/patience.js";
import { Planning } from "../../planning/planning.js";
import {
  ordered,
  Preparations,
  type Prepared,
  type Part as PreparedPart,
} from "../../planning/preparations.js";
import type { Asking, Fault, Reply } from "../messages.js";
import { type Completed, completed } from "./completion.js";
import { Documents, type Read } from "./documents.js";
import type { Joined } from "./join.js";
import { type Execution, executionOf, type Result } from "./library.js";
import { Operation, type Peers } from "./operation.js";
import { type Owners, ownersOf } from "./owners.js";
import { faultsOf } from "./refusal.js";
import { WholeFields } from "./whole-fields.js";
import { isStream, replyOf } from "./replies.js";

/** What a graph answers with. */
interface Setting extends Pick<Peers, "partners" | "limits"> {
  /** How large an answer may be. */
  answerBytes: number;
}

/** What answers our part of an operation. */
type Ours = Pick<Peers, "own" | "follow">;

/** How long planning may take; what takes longer is asked too cleverly. */
const PLANNING_MS = 2_000;

/** A composed graph that answers operations. */
export class Graph {
  readonly #documents: Documents;
  readonly #preparations: Preparations;
  readonly #planning: Planning;
  readonly #owners: Owners;
  readonly #wholes: WholeFields;

  private constructor(
    private readonly joined: Joined,
    private readonly setting: Setting,
    private readonly execute: Execution,
  ) {
    this.#documents = new Documents(joined.schema);
    this.#owners = ownersOf(joined.supergraph);
    this.#wholes = new WholeFields(joined.schema, this.#owners);
    this.#preparations = new Preparations(joined.schema, (document) => this.#wholes.without(document));
    this.#planning = new Planning(this.#preparations, PLANNING_MS);
  }

  static async of(joined: Joined, setting: Setting): Promise<Graph> {
    return new Graph(joined, setting, await executionOf(joined.supergraph));
  }

  /** Asks something of ours, so that what is made at the first operation has been made when clients ask. */
  async warm(ours: Ours): Promise<void> {
    const fields = Object.values(this.joined.schema.getQueryType()?.getFields() ?? {});
    const easy = fields.find(({ type, args }) => isLeafType(type) && args.length === 0);
    if (easy) await this.answer({ query: `{ ${easy.name} }` }, ours, new AbortController().signal);
  }

  /** Answers an operation; whatever is wrong with it is among the errors. */
  async answer(asking: Asking, ours: Ours, signal: AbortSignal): Promise<Reply> {
    const parts = this.#parts(asking, ours, signal);
    try {
      const asked = this.#documents.read(asking);
      const prepared = this.#prepared(asked);
      const own = prepared.meta && this.#described(prepared.meta, asked);
      const result = prepared.asked
        ? await this.#execute(prepared.asked, prepared, asked, parts, signal)
        : {};
      if (isStream(result)) throw new Error("An answer comes in one piece.");
      const completion = this.#completed(prepared, parts, result);
      const data = completion.data && ordered(prepared, { ...completion.data, ...own });
      return replyOf({ ...completion, data }, parts.cost, this.setting.answerBytes);
    } catch (error) {
      return { holds: false, errors: faultsOf(parts.refusal ?? error), cost: parts.cost };
    }
  }

  /** Answers a subscription as long as events come; what refuses it is its last answer. */
  async follow(
    asking: Asking,
    ours: Ours,
    next: (reply: Reply) => void,
    signal: AbortSignal,
  ): Promise<Reply> {
    const parts = this.#parts(asking, ours, signal);
    try {
      const asked = this.#documents.read(asking);
      const prepared = this.#prepared(asked);
      const results = await this.#execute(prepared.asked as PreparedPart, prepared, asked, parts, signal);
      if (!isStream(results)) throw parts.refusal ?? new Error("A subscription gives events.");
      let said = 0;
      for await (const { data, errors = [] } of results) {
        // The library keeps what went wrong with all events before.
        const completion = this.#completed(prepared, parts, { data: data ?? {}, errors: errors.slice(said) });
        said = errors.length;
        next(replyOf(completion, parts.cost, this.setting.answerBytes));
        parts.begin();
      }
      return { holds: false, cost: 0 };
    } catch (error) {
      return { holds: false, errors: faultsOf(parts.refusal ?? error), cost: parts.cost };
    }
  }

  #parts({ authorization }: Asking, ours: Ours, signal: AbortSignal): Operation {
    const { schema } = this.joined;
    return new Operation({ ...this.setting, ...ours, schema }, authorization, signal);
  }

  #prepared({ document, operation, given }: Read): Prepared {
    return this.#preparations.of(document, operation, given);
  }

  #described(part: PreparedPart, { variables }: Read): Record<string, unknown> {
    return described(this.joined.schema, part, variables, this.setting.limits);
  }

  #execute(
    { document, operation: asked }: PreparedPart,
    prepared: Prepared,
    { operation: { operation, name }, given }: Read,
    parts: Operation,
    signal: AbortSignal,
  ): Promise<Result | AsyncIterable<Result>> {
    parts.leaves(this.#wholes.of(asked), given);
    const run = (patience: Patience) =>
      this.execute({
        document,
        variables: given,
        kind: operation,
        ...(name && { name: name.value }),
        parts,
        patience,
      });
    return this.#planning.ask(prepared, run, (end) => {
      signal.addEventListener("abort", end);
      return () => signal.removeEventListener("abort", end);
    });
  }

  #completed({ shapes }: Prepared, parts: Operation, { data, errors = [] }: Result): Completed {
    if (parts.refusal) throw parts.refusal;
    const { schema } = this.joined;
    const { failed } = parts;
    const faults = errors.map(placed);
    return completed({ schema, owners: this.#owners, shapes, data: data ?? {}, faults, failed });
  }
}

/** An error as the library has placed it. */
const placed = ({ message, path, extensions: { code, ...more } }: GraphQLError): Fault => ({
  message,
  path,
  extensions: { code: typeof code === "string" ? code : "INTERNAL_SERVER_ERROR", ...more },
});
