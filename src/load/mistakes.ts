import { StartError } from "../errors.js";

/** Where a mistake stands: a file, a line of it, and what the item there is called. */
export interface Place {
  file: string;
  line?: number | undefined;
  item?: string | undefined;
}

interface Mistake {
  message: string;
  place: Place | undefined;
}

/** More than these help nobody at once. */
const PRINTED = 50;

/** The mistakes of one folder: as many as can be found before any of them is mended. */
export class Mistakes {
  readonly #all: Mistake[] = [];
  /** Whether items could not be read: what refers to them is then not held to be wrong. */
  unread = false;

  add(message: string, place?: Place): void {
    this.#all.push({ message, place });
  }

  /** A mistake that keeps items from being read. */
  lose(message: string, place: Place): void {
    this.unread = true;
    this.add(message, place);
  }

  /** Throws a StartError that lists the mistakes in the order of the files, one a line; nothing where there are none. */
  refuse(folder: string): void {
    const count = this.#all.length;
    if (count === 0) return;
    const lines = this.#all.sort(byPlace).slice(0, PRINTED).map(lineOf);
    if (count > PRINTED) lines.push(`… and ${count - PRINTED} more.`);
    if (this.unread) lines.push("References were not checked, since not everything could be read.");
    const words = `${count} mistake${count > 1 ? "s" : ""}`;
    throw new StartError(`${folder} was not loaded; ${words}:\n${lines.join("\n")}`);
  }
}

function byPlace({ place: a }: Mistake, { place: b }: Mistake): number {
  const [left, right] = [a?.file ?? "", b?.file ?? ""];
  return left === right ? (a?.line ?? 0) - (b?.line ?? 0) : left < right ? -1 : 1;
}

/** As compilers write it, so that terminals and editors lead to the line. */
function lineOf({ message, place }: Mistake): string {
  if (!place) return message;
  const { file, line, item } = place;
  return `${shown(file)}${line ? `:${line}` : ""}${item ? ` (${shown(item)})` : ""}: ${message}`;
}

/** A text as a message shows it: on one line, not at length, and quoted where its ends would not be seen. */
export function shown(text: string): string {
  const short = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  if (/^[^\s\p{C}"](?:[^\p{C}\p{Zl}\p{Zp}]*[^\s\p{C}])?$/u.test(short)) return short;
  return JSON.stringify(short).replace(
    /[\p{C}\p{Zl}\p{Zp}]/gu,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
