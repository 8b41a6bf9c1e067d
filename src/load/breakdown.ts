import type { Folder } from "./folder.js";
import type { Item } from "./item.js";
import { shown } from "./mistakes.js";

/** A dimension's code has no dot: behind the first dot of a member's id its own code begins. */
const PAIR = /^([a-z0-9-]+)=([a-z0-9.-]+)$/;

/** level=3, channel=online → { level: "3", channel: "online" }; what a key of an item has. */
export function breakdownOf(
  item: Item,
  key: string,
  pairs: readonly string[],
  folder: Folder,
): Record<string, string> {
  const breakdown = new Map<string, string>();
  if (pairs.join() === "") return {};
  for (const pair of pairs) {
    const [, dimension, member] = PAIR.exec(pair) ?? [];
    if (dimension === undefined || member === undefined) {
      folder.complain(
        item,
        `${key} must look like level=3;channel=online, not ${shown(pairs.join(";"))}`,
        key,
      );
      break;
    }
    folder.need(item, `member:${dimension}.${member}`, `${key}: there is no member ${pair}`, key);
    if (breakdown.has(dimension)) folder.complain(item, `${key}: ${dimension} stands there twice`, key);
    breakdown.set(dimension, member);
  }
  return Object.fromEntries(breakdown);
}
