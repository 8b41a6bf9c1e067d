import type { GraphQLSchema } from "graphql";
import { completed as completedBy } from "../../planning/completion.js";
import { originalKey } from "../../planning/keys.js";
import type { Shapes } from "../../planning/shape.js";
import type { Fault } from "../messages.js";
import { absenceOf } from "./answers.js";
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
  shapes: Shapes;
  data: Record<string, unknown>;
  /** What went wrong at a place; keys are marked there, as in the data. */
  faults: readonly Fault[];
  failed: readonly Failed[];
}

/** An answer, and what went wrong. */
export interface Completed {
  data: Record<string, unknown> | null;
  errors: readonly Fault[];
}

/** How many fields say that a call failed of which they were a part. */
const MOST_OF_ONE = 20;

/** Completes an answer, and says whatever went wrong at the field that has no value for it. */
export function completed({ schema, owners, shapes, data, faults, failed }: Raw): Completed {
  const completion = completedBy<Fault>(data, shapes, {
    schema,
    errors: faults.map(unmarked),
    absent: (path, [field]) => absent(path, field, owners),
    missing:
      failed.length === 0
        ? undefined
        : (path, asked) => {
            const fault = failed.find(({ fields }) => asked.some((field) => fields.has(field)))?.fault;
            return fault && { ...fault, path };
          },
  });
  return { data: completion.data, errors: atMost(completion.errors) };
}

const unmarked = ({ path, ...others }: Fault): Fault => ({
  ...others,
  ...(path && { path: path.map((key) => (typeof key === "string" ? originalKey(key) : key)) }),
});

function absent(path: readonly (string | number)[], field: string, owners: Owners): Fault {
  const [type = "", name = ""] = field.split(".");
  const partner = owners.partner(type, name);
  const message = absenceOf(field);
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
