import { getMetadataArgsStorage } from "typeorm";
import type { CodedWithin } from "../../entities/base.js";
import { THINGS, type ThingPrefix } from "../../entities/index.js";
import { snake } from "../../entities/naming.js";
import { type Column, columnsOf } from "../../resolvers/model/columns.js";

/** A kind of thing as data files write it. */
export interface Kind {
  prefix: ThingPrefix;
  table: string;
  columns: Map<string, Column>;
  /** What kind a key column refers to; a column that may name any kind is absent. */
  targets: Map<string, ThingPrefix>;
  /** The property whose texts are members of dimensions, where it has one: level=3. */
  breakdown?: string;
  /** What its codes are unique within, where they are not by themselves. */
  codedWithin?: CodedWithin;
}

const PREFIXES = Object.keys(THINGS) as ThingPrefix[];

/** Every kind by the name of its collection. */
export const KINDS: ReadonlyMap<string, Kind> = new Map(
  PREFIXES.map((prefix) => {
    const { entity, many } = THINGS[prefix];
    const kind = {
      prefix,
      table: snake(entity.name),
      columns: columnsOf(entity),
      targets: targetsOf(prefix),
    };
    return [
      many,
      {
        ...kind,
        ...("breakdown" in entity && { breakdown: entity.breakdown }),
        ...("codedWithin" in entity && { codedWithin: entity.codedWithin }),
      },
    ];
  }),
);

function targetsOf(prefix: ThingPrefix): Map<string, ThingPrefix> {
  const { entity } = THINGS[prefix];
  const targets = new Map<string, ThingPrefix>();
  for (const { target, propertyName: property, type } of getMetadataArgsStorage().foreignKeys) {
    const owner = target as { prototype: object };
    const kind = PREFIXES.find((candidate) => THINGS[candidate].entity.name === type);
    if (kind && property && (entity === target || entity.prototype instanceof (owner as never)))
      targets.set(property, kind);
  }
  return targets;
}
