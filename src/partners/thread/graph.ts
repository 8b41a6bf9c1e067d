import {
  buildSchema,
  type GraphQLError,
  type GraphQLObjectType,
  isLeafType,
  type OperationTypeNode,
  print,
} from "graphql";
import { unifiedGraphHandler } from "@graphql-hive/router-runtime";
import { isMeta, Meta } from "../../engine/compile/introspection.js";
import { Selection } from "../../engine/compile/selection.js";
import { Written } from "../../engine/compile/written.js";
import { checkIntrospection } from "../../limits/index.js";
import type { Asking, Fault, Reply } from "../messages.js";
import { type Completed, completed } from "./completion.js";
import { Documents, fragmentsOf, type Planned, type Read } from "./documents.js";
import type { Joined } from "./join.js";
import { Operation, type Part, type Peers } from "./operation.js";
import { type Owners, ownersOf } from "./owners.js";
import { faultsOf } from "./refusal.js";
import { isStream, replyOf } from "./replies.js";

type Handler = Awaited<ReturnType<typeof unifiedGraphHandler>>;
type Execute = NonNullable<Handler["executor"]>;

/** What the library makes of an operation. */
interface Result {
  data?: Record<string, unknown> | null;
  errors?: readonly GraphQLError[];
}

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
  readonly #owners: Owners;

  private constructor(
    private readonly joined: Joined,
    private readonly setting: Setting,
    private readonly execute: Execute,
  ) {
    this.#documents = new Documents(joined.schema);
    this.#owners = ownersOf(joined.supergraph);
  }

  static async of(joined: Joined, setting: Setting): Promise<Graph> {
    const { supergraph } = joined;
    const { executor } = await unifiedGraphHandler({
      unifiedGraph: buildSchema(supergraph, { assumeValid: true, assumeValidSDL: true }),
      getUnifiedGraphSDL: () => supergraph,
      onSubgraphExecute: (graph, { document, variables, operationName, operationType, context }) =>
        partsIn(context).ask(graph, {
          document,
          text: print(document),
          variables: variables as Part["variables"],
          operationName,
          kind: operationType as OperationTypeNode,
        }) as never,
    });
    if (!executor) throw new Error("The library gives nothing to execute with.");
    return new Graph(joined, setting, executor);
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
      const asked = this.#read(asking);
      const planned = this.#documents.plan(asked);
      const result = planned ? await this.#execute(planned, asked, parts, signal) : {};
      if (isStream(result)) throw new Error("An answer comes in one piece.");
      return replyOf(this.#completed(asked, parts, result), parts.cost, this.setting.answerBytes);
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
      const asked = this.#read(asking);
      const planned = this.#documents.plan(asked) as Planned;
      const results = await this.#execute(planned, asked, parts, signal);
      if (!isStream(results)) throw parts.refusal ?? new Error("A subscription gives events.");
      let said = 0;
      for await (const { data, errors = [] } of results) {
        // The library keeps what went wrong with all events before.
        const completion = this.#completed(asked, parts, { data: data ?? {}, errors: errors.slice(said) });
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

  #read(asking: Asking): Read {
    const asked = this.#documents.read(asking);
    this.#checkMeta(asked);
    return asked;
  }

  async #execute(
    { document, variables }: Planned,
    { operation: { operation, name } }: Read,
    parts: Operation,
    signal: AbortSignal,
  ): Promise<Result | AsyncIterable<Result>> {
    return await this.execute({
      document,
      variables,
      operationType: operation,
      ...(name && { operationName: name.value }),
      context: { [PARTS]: parts },
      // It is the planner's alone: parts have limits of their own.
      signal: AbortSignal.any([signal, AbortSignal.timeout(PLANNING_MS)]),
    });
  }

  #completed(asked: Read, parts: Operation, { data, errors = [] }: Result): Completed {
    if (parts.refusal) throw parts.refusal;
    const { schema } = this.joined;
    const { failed } = parts;
    const faults = errors.map(placed);
    return completed({ schema, owners: this.#owners, asked, data: data ?? {}, faults, failed });
  }

  /** Holds what is asked of the schema's own description to its limit. */
  #checkMeta({ document, operation, variables }: Read): void {
    const { schema } = this.joined;
    const selection = new Selection(schema, fragmentsOf(document), variables, new Written(() => {}));
    const meta = new Meta(schema, selection, (values) => checkIntrospection(this.setting.limits, values));
    const root = schema.getRootType(operation.operation) as GraphQLObjectType;
    for (const { name, nodes } of selection.rootFields(root, operation.selectionSet))
      if (isMeta(name)) meta.count(name, nodes);
  }
}

/** Where an operation stands among what the library passes on of it. */
const PARTS = Symbol("parts");

const partsIn = (context: unknown): Operation => (context as { [PARTS]: Operation })[PARTS];

/** An error as the library has placed it. */
const placed = ({ message, path, extensions: { code, ...more } }: GraphQLError): Fault => ({
  message,
  path,
  extensions: { code: typeof code === "string" ? code : "INTERNAL_SERVER_ERROR", ...more },
});
