const collator = new Intl.Collator("vi");

/** By code point, which the bytes of UTF-8 keep. */
export const byCodePoint = (left: string, right: string): number =>
  Buffer.compare(Buffer.from(left), Buffer.from(right));

/** By the Vietnamese alphabet, then by code point. */
export const byAlphabet = (left: string, right: string): number =>
  collator.compare(left, right) || byCodePoint(left, right);

/** Without case and diacritics, so that what is written without them is found. */
export const fold = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[đĐ]/g, "d")
    .toLowerCase();

/** A text that a request gives, as it is compared. */
export const composed = (text: string): string => text.normalize("NFC");
