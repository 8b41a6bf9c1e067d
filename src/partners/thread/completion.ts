import {
  type ExecutionResult,
  executeSync,
  type GraphQLError,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  responsePathAsArray,
} from "graphql";
import { originalKey, valueAt } from "../../federation/keys.js";
import type { Fault } from "../messages.js";
import type { Read } from "./documents.js";
import type { Owners } from "./owners.js";

/** Fields that have no value because a call to a partner failed. */
export interface Failed {
  /** As "Type.field". */
  fields: ReadonlySet<string>;
  fault: Fault;
}

/** What an operation came to before it was held against the schema. */
export interface Raw {
  schema: GraphQLSchema;
  owners: Owners;
  asked: Read;
  data: Record<string, unknown>;
  /** What went wrong at a place; keys are marked there, as in the data. */
  faults: readonly Fault[];
  failed: readonly Failed[];
}

/** An answer, and what went wrong. */
export interface Completed {
  data: ExecutionResult["data"];
  errors: readonly Fault[];
}

/** How many fields say that a call failed of which they were a part. */
const MOST_OF_ONE = 20;

/** An error that stands for a fault. */
class Carried extends Error {
  constructor(readonly fault: Fault) {
    super(fault.message);
  }
}

/**
 * Completes an answer as ordinary execution does: what is null and may not be makes null of what it stands in, what is not of
 * its type is null, and whatever went wrong is said at the field that has no value for it.
 */
export function completed(raw: Raw): Completed {
  const places = new Places(raw.faults);
  const result = executeSync({
    schema: raw.schema,
    document: raw.asked.document,
    variableValues: raw.asked.given,
    operationName: raw.asked.operation.name?.value ?? null,
    rootValue: raw.data,
    fieldResolver: (source, _args, _context, info) => fieldOf(source, info, raw, places),
    typeResolver: (value) => (value as { __typename?: string }).__typename,
  });
  const met = (result.errors ?? []).map((error) => faultOf(error, raw.owners));
  return { data: result.data, errors: atMost([...met, ...places.rest]) };
}

function fieldOf(
  source: Record<string, unknown>,
  info: GraphQLResolveInfo,
  raw: Raw,
  places: Places,
): unknown {
  const value = valueAt(source, String(info.path.key));
  if (value !== null && value !== undefined) return value;
  const fault = places.take(responsePathAsArray(info.path)) ?? failureOf(info, raw);
  return fault ? new Carried(fault) : null;
}

function failureOf({ parentType, fieldName }: GraphQLResolveInfo, { failed }: Raw): Fault | undefined {
  const field = `${parentType.name}.${fieldName}`;
  return failed.find(({ fields }) => fields.has(field))?.fault;
}

function faultOf(error: GraphQLError, owners: Owners): Fault {
  const { path, originalError, message } = error;
  if (originalError instanceof Carried) {
    const { fault } = originalError;
    // What went wrong further down is said where it did.
    return { ...fault, path: fault.path && fault.path.length > (path?.length ?? 0) ? fault.path : path };
  }
  const [, type = "", field = ""] = /field "?(\w+)\.(\w+)"?\.?$/.exec(message) ?? [];
  const partner = owners(type, field);
  return {
    message: partner ? `Partner ${partner}: ${message}` : message,
    path,
    extensions: { code: "PARTNER_FAILED", ...(partner && { partner }) },
  };
}

/** The first of each kind: where a call fails of which a thousand fields are a part, that is not said a thousand times. */
function atMost(faults: readonly Fault[]): Fault[] {
  const counts = new Map<string, number>();
  return faults.filter(({ message, extensions: { code } }) => {
    const count = (counts.get(`${code} ${message}`) ?? 0) + 1;
    counts.set(`${code} ${message}`, count);
    return count <= MOST_OF_ONE;
  });
}

/** Faults by the places that they are at, until they are said. */
class Places {
  readonly #faults = new Map<string, Fault[]>();

  constructor(faults: readonly Fault[]) {
    for (const { path, ...others } of faults) {
      const place = path?.map((key) => (typeof key === "string" ? originalKey(key) : key));
      const fault = place ? { ...others, path: place } : others;
      const key = (place ?? []).join("/");
      const known = this.#faults.get(key);
      if (known) known.push(fault);
      else this.#faults.set(key, [fault]);
    }
  }

  /** The fault of a place that has no value, or of one within it. */
  take(path: readonly (string | number)[]): Fault | undefined {
    if (this.#faults.size === 0) return undefined;
    const key = path.join("/");
    const places = Array.from(this.#faults.keys());
    const place = this.#faults.has(key) ? key : places.find((one) => one.startsWith(`${key}/`));
    const faults = place === undefined ? undefined : this.#faults.get(place);
    if (place !== undefined && faults?.length === 1) this.#faults.delete(place);
    return faults?.shift();
  }

  get rest(): Fault[] {
    return Array.from(this.#faults.values()).flat();
  }
}
