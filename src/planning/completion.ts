import {
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isListType,
  isNonNullType,
  isObjectType,
} from "graphql";
import { originalKey } from "./keys.js";
import type { Shape, Shapes } from "./shape.js";

type Path = (string | number)[];

/** An error of an answer, as far as it has a place. */
interface Placed {
  path?: readonly (string | number)[] | undefined;
}

/** What is known of an answer's errors. */
export interface Known<Failure extends Placed> {
  schema: GraphQLSchema;
  errors: readonly Failure[];
  /** Of a field that must have a value. */
  absent: Says<Failure>;
  /** Of one that may have none, where there is a reason. */
  missing?: Says<Failure> | undefined;
}

/** Says why a field has no value: where it is, and which it may be, as "Type.field". */
type Says<Failure> = (
  path: readonly (string | number)[],
  fields: readonly [string, ...string[]],
) => Failure | undefined;

/**
 * Data with the keys that the client gave, in which no value is null that must not be: whatever holds one is null instead, as
 * ordinary execution has it. Where no error is known of the place, one says so.
 */
export function completed<Failure extends Placed>(
  data: Record<string, unknown> | null | undefined,
  shapes: Shapes,
  known: Known<Failure>,
): { data: Record<string, unknown> | null; errors: readonly Failure[] } {
  const completion = new Completion(known);
  const made = completion.root(data ?? {}, shapes);
  return { data: made, errors: [...known.errors, ...completion.found] };
}

class Completion<Failure extends Placed> {
  readonly found: Failure[] = [];
  /** Where it is at the moment. */
  readonly #path: Path = [];

  constructor(private readonly known: Known<Failure>) {}

  /** All data: what nobody answered is null. */
  root(data: Record<string, unknown>, shapes: Shapes): Record<string, unknown> | null {
    const all = Array.from(shapes.keys(), (key) => [key, data[key] ?? null]);
    return this.#object(Object.fromEntries(all), shapes);
  }

  /** The object with its keys as they were given, or null where a field of it must not be null and is. */
  #object(value: object, shapes: Shapes): Record<string, unknown> | null {
    const entries: [string, unknown][] = [];
    const { __typename: typename } = value as { __typename?: unknown };
    for (const [marked, own] of Object.entries(value)) {
      const shape = shapes.get(marked);
      // It was added to what was asked.
      if (!shape) continue;
      const key = originalKey(marked);
      this.#path.push(key);
      const made = this.#value(own, shape.type, { shape, typename });
      this.#path.pop();
      if (made === undefined) return null;
      entries.push([key, made]);
    }
    // A key may have any name, even that of an object's prototype.
    return Object.fromEntries(entries);
  }

  /** The value; undefined where it must not be null and is. */
  #value(value: unknown, type: GraphQLOutputType, field: Field): unknown {
    // It is complete as it is.
    if (typeof value === "function") return value();
    if (isNonNullType(type)) {
      const made = this.#value(value, type.ofType, field);
      if (made !== null && made !== undefined) return made;
      this.#say(this.known.absent, field);
      return undefined;
    }
    if (value === null || value === undefined) {
      if (this.known.missing) this.#say(this.known.missing, field);
      return null;
    }
    if (isListType(type)) return this.#list(value, type.ofType, field);
    const { fields } = field.shape;
    return typeof value === "object" && fields.size > 0 ? this.#object(value, fields) : value;
  }

  #list(value: unknown, type: GraphQLOutputType, field: Field): unknown {
    if (!Array.isArray(value)) return null;
    for (const [index, item] of value.entries()) {
      this.#path.push(index);
      const made = this.#value(item, type, field);
      this.#path.pop();
      if (made === undefined) return null;
      value[index] = made;
    }
    return value;
  }

  /** Takes what is said of a field without a value, unless something is known of the place. */
  #say(say: Says<Failure>, { shape, typename }: Field): void {
    const failure = say(this.#path.slice(), coordinatesOf(this.known.schema, shape, typename));
    if (!failure) return;
    const at = this.#path.join();
    const isHere = ({ path: place = [] }: Placed) =>
      `${at},`.startsWith(`${place.join()},`) || `${place.join()},`.startsWith(`${at},`);
    if (![...this.known.errors, ...this.found].some(isHere)) this.found.push(failure);
  }
}

/** A field of an object whose type is known, or not. */
interface Field {
  shape: Shape;
  typename: unknown;
}

/** The fields that it may be, as "Type.field": of the type of its object, or of all that the object may be of. */
function coordinatesOf(schema: GraphQLSchema, { asked }: Shape, typename: unknown): [string, ...string[]] {
  const own = typeof typename === "string" ? schema.getType(typename) : undefined;
  const coordinates = asked.flatMap(({ type, name }) => {
    if (!isAbstractType(type)) return [`${type.name}.${name}`];
    if (isObjectType(own) && schema.isSubType(type, own)) return [`${own.name}.${name}`];
    return [type, ...schema.getPossibleTypes(type)].map((one) => `${one.name}.${name}`);
  });
  const exact = coordinates.filter((coordinate) => own && coordinate.startsWith(`${own.name}.`));
  return (exact.length > 0 ? exact : coordinates) as [string, ...string[]];
}
