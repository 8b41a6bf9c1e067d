import { fold } from "./text.js";

/** Longer texts are looked for as they are given. */
const LONGEST = 200;

/** A part of a given text: it stands there as it is, or as another writing of the same abbreviation. */
interface Part {
  given: string;
  others: readonly string[];
}

const isWordly = (letter: string | undefined): boolean => letter !== undefined && /[a-z0-9]/.test(letter);

/** Whether from one place of a text to another there are whole words. */
const areWords = (text: string, from: number, to: number): boolean =>
  !isWordly(text[from - 1]) && !isWordly(text[to]);

const lengthOf = (text: string): number => Array.from(text).length;

/** What short forms stand for, as lists of writings that mean the same. */
export class Abbreviations {
  readonly #groups: readonly (readonly string[])[];

  constructor(groups: readonly (readonly string[])[]) {
    this.#groups = groups.map((writings) =>
      writings.map(fold).filter((writing) => writing !== "" && lengthOf(writing) <= LONGEST),
    );
  }

  /** Whether a text is found in another, anywhere or at its beginning. */
  isFound(given: string, text: string, where: "anywhere" | "first"): boolean {
    const [sought, within] = [fold(given), fold(text)];
    const parts = this.#partsOf(sought);
    const places = where === "first" ? [0] : Array.from({ length: within.length + 1 }, (_, index) => index);
    return places.some((from) => within.startsWith(sought, from) || standsAt(parts, within, from));
  }

  #partsOf(sought: string): Part[] {
    if (lengthOf(sought) > LONGEST) return [{ given: sought, others: [] }];
    const parts: Part[] = [];
    let plain = "";
    for (let from = 0; from < sought.length; ) {
      const writing = this.#longestAt(sought, from);
      if (writing === undefined) {
        plain += sought[from];
        from += 1;
        continue;
      }
      const others = this.#groups.filter((group) => group.includes(writing)).flat();
      parts.push({ given: plain, others: [] }, { given: writing, others });
      plain = "";
      from += writing.length;
    }
    return [...parts, { given: plain, others: [] }];
  }

  #longestAt(sought: string, from: number): string | undefined {
    return this.#groups
      .flat()
      .filter((writing) => sought.startsWith(writing, from) && areWords(sought, from, from + writing.length))
      .sort((a, b) => b.length - a.length)[0];
  }
}

function standsAt([part, ...rest]: Part[], text: string, from: number): boolean {
  if (!part) return true;
  const behind = (words: string) => from + words.length;
  if (text.startsWith(part.given, from) && standsAt(rest, text, behind(part.given))) return true;
  return part.others.some(
    (other) =>
      text.startsWith(other, from) &&
      areWords(text, from, behind(other)) &&
      standsAt(rest, text, behind(other)),
  );
}
