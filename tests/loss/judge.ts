import { type Member, operationOf, type Operation, type Truth, type Written } from "./truth.js";

/** An event as a subscriber was told it. */
export interface Heard {
  operation: Operation;
  id: string;
  stamp: string;
  /** The row's name as it was when the event was sent, shortened; null where it had gone or left the set. */
  name: string | null;
}

/** What somebody heard from when they last had all rows: none, at the beginning. */
export interface Hearing {
  /** What they read then; undefined for those who were there before anything was written. */
  read?: ReadonlyMap<string, string>;
  events: readonly Heard[];
}

/** What is wrong with what somebody heard. */
export type Fault =
  | "lost"
  | "doubled"
  /** Of what was never committed, or was something else. */
  | "phantom"
  /** Before one that the row had earlier. */
  | "back"
  /** With the row as it was before the change. */
  | "stale"
  /** Of a transaction that another came in the middle of. */
  | "torn";

type Find = (fault: Fault, what: { stamp: string; id: string }) => void;

const keyOf = ({ stamp, id }: { stamp: string; id: string }) => `${stamp} ${id}`;

/** Holds what somebody heard of a set of rows against what was committed. */
export function judge(truth: Truth, { read, events }: Hearing, isMember: Member): string[] {
  const faults: string[] = [];
  const find: Find = (fault, what) => faults.push(`${fault}: ${keyOf(what)}`);
  const heard = new Map<string, Heard[]>();
  for (const event of events) heard.set(event.id, [...(heard.get(event.id) ?? []), event]);
  for (const id of new Set([...truth.ids, ...heard.keys()]))
    judgeRow(find, truth.of(id), heard.get(id) ?? [], isMember, read && (read.get(id) ?? null));
  findTorn(find, events);
  return faults;
}

function judgeRow(
  find: Find,
  changes: readonly Written[],
  heard: readonly Heard[],
  isMember: Member,
  read: string | null | undefined,
): void {
  const expected = changes.flatMap((change) => {
    const operation = operationOf(change, isMember);
    return operation ? [{ ...change, operation }] : [];
  });
  const places = placesOf(expected.map(keyOf));
  const [versions, named] = [placesOf(changes.map(keyOf)), placesOf(changes.map(({ after }) => after))];
  const had = new Set<number>();
  let last = -1;
  for (const event of heard) {
    const place = places.get(keyOf(event));
    if (place === undefined || expected[place]?.operation !== event.operation) find("phantom", event);
    else if (had.has(place)) find("doubled", event);
    else {
      if (place < last) find("back", event);
      had.add(place);
      last = Math.max(last, place);
    }
    if (event.name === null) continue;
    const version = named.get(event.name);
    if (version === undefined || !isMember(event.id, event.name)) find("phantom", event);
    else if (version < (versions.get(keyOf(event)) ?? -1)) find("stale", event);
  }
  // Whoever reads all rows after having begun to listen hears some of what was read once more.
  const first = Math.min(read === undefined ? 0 : 1 + versionRead(expected, isMember, read), ...had);
  for (const [place, change] of expected.entries())
    if (place >= first && !had.has(place)) find("lost", change);
}

const placesOf = <Key>(keys: readonly Key[]): ReadonlyMap<Key, number> =>
  new Map(keys.map((key, place) => [key, place]));

/** Which change had made a row what was read of it; of several, the last one. */
function versionRead(expected: readonly Written[], isMember: Member, read: string | null): number {
  return expected
    .map(({ id, after }) => (after !== null && isMember(id, after) ? after : null))
    .lastIndexOf(read);
}

function findTorn(find: Find, events: readonly Heard[]): void {
  const over = new Set<string>();
  let current = "";
  for (const event of events) {
    const transaction = event.stamp.slice(0, event.stamp.lastIndexOf("."));
    if (transaction === current) continue;
    over.add(current);
    current = transaction;
    if (over.has(transaction)) find("torn", event);
  }
}
