/**
 * How many bytes a text and an id may have in UTF-8. An entry of a B-tree holds at most 2,704 bytes, and the widest
 * index holds an id beside two texts.
 */
export const LONGEST = { text: 1000, id: 200 };

// biome-ignore lint/suspicious/noControlCharactersInRegex: PostgreSQL's texts cannot hold this one
const UNSTORABLE = /\u0000|\p{Surrogate}/u;
const ALL_UNSTORABLE = new RegExp(UNSTORABLE, "gu");

/** A text composed (NFC), so that one word is one text however its letters were typed. */
export const composed = (text: string): string => text.normalize("NFC");

/** What keeps a composed text from being stored; undefined for most. */
export function faultOf(text: string): string | undefined {
  const [unstorable] = UNSTORABLE.exec(text) ?? [];
  if (unstorable !== undefined)
    return `the character U+${unstorable.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")} cannot be stored`;
  if (!/[^\s\p{C}]/u.test(text)) return "a text must not be blank; leave the key out where there is none";
  return tooLong(text, LONGEST.text);
}

/** A complaint about a text that has more bytes than it may have. */
export function tooLong(text: string, longest: number): string | undefined {
  const bytes = Buffer.byteLength(text);
  return bytes > longest ? `at most ${longest} bytes of UTF-8 are kept, not ${bytes}` : undefined;
}

/** The text without what cannot be stored, so that a message can show it. */
export const storable = (text: string): string => text.replace(ALL_UNSTORABLE, "\uFFFD");
