import type { Entity } from "./columns.js";
import type { Argument, Expression, Model, RelationDeclaration } from "./model.js";

/** A list that is ordered by how well its rows fit what its arguments ask for; `Ranking` is what the SQL makes of them. */
export interface RankedList<Ranking = unknown> {
  description: string;
  /** What one may ask of it, from the arguments on. */
  example: string;
  arguments: Record<string, Argument>;
  /** How many rows a page holds unless the request says so. */
  first: number;
  rank(args: Record<string, unknown>): Ranking;
}

/** What a domain says of one of its entities. */
export interface CollectionOptions {
  /** What the entity is, Vietnamese term first: the description of its root fields. Without one it has none. */
  term?: string;
  /** What one may ask of its list, from the arguments on; the description of the root field shows it. */
  example?: string;
  relations?: Record<string, RelationDeclaration>;
  expressions?: Record<string, Expression>;
  current?: string;
  view?: true;
  /** The entity whose columns are filtered and ordered by, where that is another one. */
  columns?: Entity;
  /** The properties whose values may be added; every Decimal unless said otherwise. */
  measures?: string[];
  guard?: Model["guard"];
  unit?: string;
  /** Lists at the root that are ordered by how well their rows fit. */
  ranked?: Record<string, RankedList>;
}

/** An entity as its domain declares it. */
export interface Declaration {
  entity: Entity;
  domain: string;
  options: CollectionOptions;
  /** Whether it is an interface, whose relations every type that implements it has, and not a model of its own. */
  isInterface?: true;
}
