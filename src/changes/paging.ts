import { CHANGES_LOOKED_AT } from "../../schema/change.js";
import { type Change, changesSince, type Client } from "./log.js";
import type { Position } from "./position.js";

/** What is made of a change: it stands where the change stands. */
interface Made {
  seq: bigint;
  position: Position;
}

/** A page of what is made of changes. */
export interface Paged<Item> {
  items: Item[];
  /** Where the next page begins. */
  position: Position;
  /** Whether the log may hold more by now. */
  hasMore: boolean;
}

/**
 * A page of what is made of the changes that a position has not had. It ends with a whole transaction: only one that is larger than a
 * page is cut. Whatever is read is read by the client as of one snapshot.
 */
export async function pageSince<Item extends Made>(
  client: Client,
  since: Position,
  first: number,
  make: (changes: readonly Change[]) => Promise<Item[]>,
): Promise<Paged<Item>> {
  const whole: Item[] = [];
  let begun: Item[] = [];
  let position = since;
  let looked = 0;
  const pages = changesSince(client, since);
  for (let next = await pages.next(); ; next = await pages.next()) {
    if (next.done) return { items: whole, position: next.value, hasMore: false };
    const { changes } = next.value;
    const made = new Map((await make(changes)).map((item) => [item.seq, item]));
    for (const change of changes) {
      const item = made.get(change.seq);
      if (item) begun.push(item);
      if (whole.length + begun.length > first) {
        if (whole.length > 0) return { items: whole, position, hasMore: true };
        const items = begun.slice(0, first);
        return { items, position: items.at(-1)?.position ?? position, hasMore: true };
      }
      if (change.position.part) continue;
      whole.push(...begun);
      begun = [];
      ({ position } = change);
    }
    looked += changes.length;
    if (looked < CHANGES_LOOKED_AT) continue;
    // Within a transaction that has nothing before it, what was looked at counts as well.
    if (whole.length === 0) return { items: begun, position: next.value.position, hasMore: true };
    return { items: whole, position, hasMore: true };
  }
}
