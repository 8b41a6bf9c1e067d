/** How things of one kind stand below one another by one key, such as parent. */
export interface Chain {
  key: string;
  /** The table and the column that hold it; absent where it never leads out of the folder. */
  stored: { table: string; column: string } | undefined;
  /** What each item of the folder stands below. */
  above: Map<string, string>;
}

/**
 * The circles that the steps of a folder close, each from its first item in the folder; what the folder does not say
 * is as it is stored.
 */
export function circlesIn(
  above: ReadonlyMap<string, string>,
  stored: ReadonlyMap<string, string>,
): string[][] {
  const done = new Set<string>();
  const circles: string[][] = [];
  for (const start of above.keys()) {
    const path: string[] = [];
    let id: string | undefined = start;
    while (id !== undefined && !done.has(id)) {
      done.add(id);
      path.push(id);
      id = above.get(id) ?? stored.get(id);
    }
    const closing = id === undefined ? -1 : path.indexOf(id);
    const circle = closing < 0 ? [] : path.slice(closing);
    const first = circle.findIndex((member) => above.has(member));
    if (first >= 0) circles.push([...circle.slice(first), ...circle.slice(0, first)]);
  }
  return circles;
}
