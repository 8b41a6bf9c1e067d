import { type FieldNode, type GraphQLCompositeType, isUnionType } from "graphql";
import type { Kinds, ObjectKinds } from "./kinds.js";

/** A field as it is met: of which objects it is asked, and the type for which it is written. */
export interface Found {
  kinds: Kinds;
  type: GraphQLCompositeType;
  node: FieldNode;
}

/** A field where it is written anew: on which type, if not on all objects; and whatever asks for it under its key. */
export interface Place {
  on: GraphQLCompositeType | undefined;
  found: readonly Found[];
}

/** What asks for one key of the same objects, and the place among all that was met where it does so first. */
interface Slot {
  first: number;
  kinds: Kinds;
  found: Found[];
}

/** Where each field is written, so that its key stands there once and keys come in the order in which they were asked for. */
export function arrange(all: readonly Found[], type: GraphQLCompositeType, kinds: ObjectKinds): Place[] {
  const keys = new Map<string, Map<Found, number>>();
  for (const [index, found] of all.entries()) {
    const key = found.node.alias?.value ?? found.node.name.value;
    const known = keys.get(key) ?? new Map();
    keys.set(key, known.set(found, index));
  }
  return Array.from(keys.values(), (found) => slotsOf(found, kinds))
    .flat()
    .sort((a, b) => a.first - b.first)
    .flatMap((slot) => placesOf(slot, type, kinds));
}

/** What is asked of the same objects becomes one; where that would change the order of keys, each kind of object has its own. */
function slotsOf(all: ReadonlyMap<Found, number>, kinds: ObjectKinds): Slot[] {
  const slots: Slot[] = [];
  for (const [found, first] of all) {
    const same = slots.findIndex((slot) => slot.kinds === found.kinds);
    const meets = (slot: Slot) => kinds.both(slot.kinds, found.kinds).size > 0;
    if (same >= 0) {
      if (found.node.selectionSet && slots.slice(same + 1).some(meets)) return slotsOfEach(all, kinds);
      slots[same]?.found.push(found);
      continue;
    }
    const asked = slots.reduce((sum, slot) => kinds.either(sum, slot.kinds), kinds.none);
    // A value is the same however often it is asked for.
    if (!found.node.selectionSet && kinds.both(asked, found.kinds) === found.kinds) continue;
    slots.push({ first, kinds: found.kinds, found: [found] });
  }
  return slots;
}

function slotsOfEach(all: ReadonlyMap<Found, number>, kinds: ObjectKinds): Slot[] {
  const slots = new Map<Kinds, Slot>();
  for (const [found, first] of all)
    for (const one of found.kinds) {
      const own = kinds.of(one);
      const slot = slots.get(own) ?? { first, kinds: own, found: [] };
      slot.found.push(found);
      slots.set(own, slot);
    }
  return Array.from(slots.values());
}

/** On which types a field is written, so that just these objects are meant. */
function placesOf({ kinds: own, found }: Slot, type: GraphQLCompositeType, kinds: ObjectKinds): Place[] {
  const all = kinds.of(type);
  if (own === all && found.some((one) => isOf(type, one))) return [{ on: undefined, found }];
  const fitting = found.find((one) => kinds.both(kinds.of(one.type), all) === own);
  if (fitting) return [{ on: fitting.type, found }];
  return Array.from(own, (on) => ({ on, found }));
}

/** Whether a type has the field as well as the type for which it is written: it is the same, or one of its kind. */
function isOf(type: GraphQLCompositeType, { type: written, node }: Found): boolean {
  if (type === written || node.name.value === "__typename") return true;
  return !isUnionType(type) && type.getInterfaces().some((one) => one === written);
}
