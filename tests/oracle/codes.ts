import type { Model } from "../../resolvers/model/model.js";
import type { By } from "./asks.js";
import { type Order, wayOf } from "./compare.js";
import type { Conditions } from "./conditions.js";
import { Refusal } from "./refusal.js";
import type { Row, Rows } from "./rows.js";
import { composed } from "./text.js";

/** What has codes: the types of the rows that they are codes of. */
type Kind = "Indicator" | "Unit" | "Dimension" | "DimensionMember";

/** The columns that hold codes, as the reference lists them. */
const CODES: Record<string, Kind> = {
  "Indicator.code": "Indicator",
  "Indicator.notAdditiveOver": "Dimension",
  "Unit.code": "Unit",
  "Dimension.code": "Dimension",
  "DimensionMember.code": "DimensionMember",
  "Observation.unit": "Unit",
  "Observation.breakdown": "Dimension",
  "Coordinate.dimension": "Dimension",
  "Coordinate.member": "DimensionMember",
};
const WHOLE = ["eq", "ne", "in", "notIn"];

const unknown = (kind: Kind): Refusal =>
  new Refusal(new RegExp(`There is no ${kind === "DimensionMember" ? "member" : kind.toLowerCase()}`));

/** The codes in a `where` that nothing has. */
export function* unknownCodes(rows: Rows, model: Model, where: Conditions): Iterable<Refusal> {
  const given = Object.entries(where).filter(([, value]) => value !== null && value !== undefined);
  for (const [name, value] of given) {
    if (name === "and" || name === "or")
      for (const inner of value as Conditions[]) yield* unknownCodes(rows, model, inner);
    else if (name === "not") yield* unknownCodes(rows, model, value as Conditions);
    else if (name !== "isNull") yield* unknownBelow(rows, model, name, value as Conditions, where);
  }
}

function* unknownBelow(rows: Rows, model: Model, name: string, value: Conditions, where: Conditions) {
  const relation = model.relations[name];
  if (relation?.shape === "one") yield* unknownCodes(rows, relation.target, value);
  else if (relation) {
    for (const inner of Object.values(value))
      if (inner) yield* unknownCodes(rows, relation.target, inner as Conditions);
  } else {
    const kind = CODES[`${model.name}.${name}`];
    const named = Object.entries(value).flatMap(([operator, one]) =>
      WHOLE.includes(operator) ? ([one].flat() as string[]) : [],
    );
    const codes =
      name === "breakdown" ? named.flatMap((one) => String(one).split(",").filter(Boolean)) : named;
    for (const code of codes)
      if (kind && code !== null && !isKnown(rows, kind, code, beside(where))) yield unknown(kind);
  }
}

/** The dimension that is chosen beside a member. */
function beside({ dimension }: Conditions): string | undefined {
  const { eq, code } = (dimension ?? {}) as { eq?: string; code?: { eq?: string } | null };
  return eq ?? code?.eq ?? undefined;
}

function isKnown(rows: Rows, kind: Kind, code: string, dimension: string | undefined): boolean {
  const all = (name: Kind) => {
    const model = Array.from(rows.catalogue.models).find((one) => one.name === name);
    return model ? rows.all(model).filter((row) => row.code !== null) : [];
  };
  const within = all("Dimension").find((row) => row.code === composed(dimension ?? ""));
  const inside = (row: Row) => kind !== "DimensionMember" || !within || row.dimensionId === within.id;
  const some = all(kind).filter(inside);
  return some.length === 0 || some.some((row) => row.code === composed(code));
}

/** The dimensions in an item of `by` that are none. */
export function* unknownDimensions(rows: Rows, model: Model, by: By): Iterable<Refusal> {
  for (const [name, inner] of Object.entries(by)) {
    const target = model.relations[name]?.target;
    if (target && typeof inner === "object") yield* unknownDimensions(rows, target, inner);
    if (
      name === "dimension" &&
      !model.columns.has(name) &&
      typeof inner === "string" &&
      !isKnown(rows, "Dimension", inner, undefined)
    )
      yield unknown("Dimension");
  }
}

/** The dimension in an item of an order, if it is none. */
export function* unknownInOrder(rows: Rows, item: Order): Iterable<Refusal> {
  const { dimension } = wayOf(item);
  if (dimension !== undefined && !isKnown(rows, "Dimension", dimension, undefined))
    yield unknown("Dimension");
}
