import type { Model } from "../../resolvers/model/model.js";
import type { Order } from "./compare.js";
import type { Conditions } from "./conditions.js";
import type { Row } from "./rows.js";

/** An item of `by`: a column (`VALUE`), a span of days, a dimension, or one of these of a related row. */
export interface By {
  readonly [field: string]: string | By;
}

export type Fn = "count" | "countDistinct" | "sum" | "avg" | "min" | "max";

/** One field of a group. */
export interface MeasureAsk {
  fn: Fn;
  /** Absent for `count`. */
  property?: string;
  where?: Conditions;
}

/** One term of a ratio: rows counted, or the sum of a property. */
export interface TermAsk {
  where?: Conditions;
  sum?: string;
}

/** One number of a group divided by another. */
export interface RatioAsk {
  of: TermAsk;
  to: TermAsk;
  factor?: string;
  decimals?: number;
}

/** One of a group's keys that is asked for. */
export interface KeyAsk {
  by: By;
  /** Whether a span is named as the argument `part`. */
  named: boolean;
}

/** One field `groups`. */
export interface GroupsAsk {
  by: By[];
  where?: Conditions;
  having?: Conditions;
  orderBy?: Readonly<Record<string, unknown>>[];
  first?: number;
  keys: KeyAsk[];
  measures: MeasureAsk[];
  ratios: RatioAsk[];
}

/** One list: what of its rows is asked for, and in which order. */
export interface ListAsk {
  field: string;
  model: Model;
  where?: Conditions;
  orderBy?: Order[];
  first?: number;
  after?: string;
  /** The row that `after` names; absent where it names none. */
  behind?: Row;
  /** What is asked of each node; nothing where nodes are not asked for. */
  columns?: string[];
  ones: string[];
  /** The dimensions of which each figure's member is asked for. */
  members?: string[];
  short: string[];
  inner: ListAsk[];
  edges: boolean;
  total: boolean;
  groups: GroupsAsk[];
}
