import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  OperationTypeNode,
} from "graphql";
import { type Limits, limitError } from "../../limits/index.js";
import { PartnerFailure } from "../failure.js";
import type { Asking, Fault, OwnReply } from "../messages.js";
import type { Partner, PartnerAnswer } from "../partner.js";
import { OWN } from "../settings.js";
import { wrongIn } from "./answers.js";
import { askedIn } from "./asked.js";
import type { Failed } from "./completion.js";
import { RefusedOperation } from "./refusal.js";
import type { Wholes } from "./wholes.js";

/** What a call to a partner costs, and each entity that is asked of it: what the answer takes to be read and put together. */
const COST = { call: 1000, entity: 10 };

/** A part of an operation, as the planner has it. */
export interface Part {
  document: DocumentNode;
  text: string;
  variables?: Record<string, unknown> | undefined;
  operationName?: string | undefined;
  kind: OperationTypeNode;
}

/** What an operation asks others with. */
export interface Peers {
  schema: GraphQLSchema;
  partners: ReadonlyMap<string, Partner>;
  limits: Limits;
  /** Has our part answered by whoever holds our data; what they have cost so far goes with it. */
  own(asking: Asking, spent: number): Promise<OwnReply>;
  /** The same of a subscription. */
  follow(asking: Asking): AsyncIterable<ExecutionResult>;
}

/** One operation while it is answered: what its parts have cost, and which of them failed. */
export class Operation {
  failed: Failed[] = [];
  /** Why it is refused as a whole. */
  refusal: RefusedOperation | undefined;
  #partners = 0;
  #own = 0;
  #wholes: Wholes | undefined;
  #given: Record<string, unknown> = {};

  constructor(
    private readonly peers: Peers,
    private readonly authorization: string | undefined,
    private readonly signal: AbortSignal,
  ) {}

  get cost(): number {
    return this.#own + this.#partners;
  }

  /** Begins another answer to a subscription. */
  begin(): void {
    this.failed = [];
    this.#own = 0;
    this.#partners = 0;
  }

  /** Says what the planner was not shown of it, and the variables that were given. */
  leaves(wholes: Wholes | undefined, given: Record<string, unknown>): void {
    this.#wholes = wholes;
    this.#given = given;
  }

  /** Has a part of it answered. */
  async ask(graph: string, part: Part): Promise<ExecutionResult | AsyncIterable<ExecutionResult>> {
    if (this.refusal) throw this.refusal;
    if (part.kind === OperationTypeNode.SUBSCRIPTION) return this.#follow(graph, part);
    if (graph === OWN) return this.#askOwn(part);
    const partner = this.peers.partners.get(graph);
    if (!partner) throw new Error(`There is no partner ${graph}.`);
    return this.#askPartner(graph, partner, part);
  }

  #follow(graph: string, part: Part): AsyncIterable<ExecutionResult> {
    if (graph !== OWN)
      throw this.#refuse([
        {
          message: `Subscriptions of partners are not carried, and this is one of ${graph}'s.`,
          extensions: { code: "OPERATION_RESOLUTION_FAILURE", partner: graph },
        },
      ]);
    return this.#followOwn(part);
  }

  async *#followOwn(part: Part): AsyncIterable<ExecutionResult> {
    for await (const result of this.peers.follow(this.#asking(part))) {
      this.#wholes?.seal(result.data, part.document);
      yield result;
    }
  }

  async #askOwn(part: Part): Promise<ExecutionResult> {
    const { data: json, errors, cost } = await this.peers.own(this.#asking(part), this.#partners);
    this.#own += cost;
    if (!json) throw this.#refuse(errors ?? []);
    const data = JSON.parse(Buffer.from(json).toString());
    this.#wholes?.seal(data, part.document);
    return { data, ...(errors && { errors: errors.map(errorOf) }) };
  }

  /** What we are asked for a part of ours. */
  #asking({ document, text, variables, operationName }: Part): Asking {
    const whole = this.#wholes?.in(document, this.#given);
    return whole
      ? { query: whole.text, variables: { ...whole.variables, ...variables }, operationName }
      : { query: text, variables, operationName };
  }

  async #askPartner(name: string, partner: Partner, part: Part): Promise<ExecutionResult> {
    this.#charge(part);
    const { text: query, variables, operationName, kind } = part;
    const { authorization, signal } = this;
    const idempotent = kind === OperationTypeNode.QUERY;
    try {
      const call = { query, variables, operationName, idempotent, authorization, signal };
      return this.#read(name, part, await partner.ask(call));
    } catch (error) {
      if (error instanceof PartnerFailure) return this.#fail(name, part, error.code, error.message);
      throw error;
    }
  }

  /** Takes an answer, as far as it is what the schema says. */
  #read(name: string, part: Part, { data, errors }: PartnerAnswer): ExecutionResult {
    const [placeless, ...others] = errors.filter(({ path }) => !path?.length);
    if (!data) {
      const [first] = errors;
      return this.#fail(name, part, "PARTNER_FAILED", first?.message ?? "it answers nothing", first?.code);
    }
    const wrong = wrongIn(this.peers.schema, part, { data, errors });
    const placed = errors.filter(({ path }) => path?.length);
    const faults = [
      ...placed.map(({ message, path, code }) => partnerFault(name, "PARTNER_FAILED", message, path, code)),
      ...wrong.map(({ message, path }) => partnerFault(name, "PARTNER_FAILED", message, path)),
    ];
    for (const { message, code } of placeless ? [placeless, ...others] : [])
      this.#fail(name, part, "PARTNER_FAILED", message, code);
    return { data, ...(faults.length > 0 && { errors: faults.map(errorOf) }) };
  }

  /** The part has no value: whichever fields it is of say so when the answer is completed. */
  #fail(name: string, { document }: Part, code: string, message: string, own?: string): ExecutionResult {
    const fields = askedIn(this.peers.schema, document);
    this.failed.push({ fields, fault: partnerFault(name, code, message, undefined, own) });
    return { data: null };
  }

  #charge({ variables = {} }: Part): void {
    const lists = Object.values(variables).filter(Array.isArray) as unknown[][];
    const entities = lists.reduce((sum, { length }) => sum + length, 0);
    this.#partners += COST.call + COST.entity * entities;
    const { limits } = this.peers;
    if (this.cost <= limits.cost) return;
    const { message, extensions } = limitError("cost", limits.cost, this.cost);
    throw this.#refuse([{ message, extensions }]);
  }

  #refuse(faults: readonly Fault[]): RefusedOperation {
    this.refusal ??= new RefusedOperation(faults);
    return this.refusal;
  }
}

function partnerFault(
  partner: string,
  code: string,
  message: string,
  path?: readonly (string | number)[],
  partnerCode?: string,
): Fault {
  return {
    message: `Partner ${partner}: ${message}`,
    ...(path && { path }),
    extensions: { code, partner, ...(partnerCode !== undefined && { partnerCode }) },
  };
}

const errorOf = ({ message, path, extensions }: Fault): GraphQLError =>
  new GraphQLError(message, { path, extensions });
