import { isUtf8 } from "node:buffer";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { ReportError } from "../../schema/errors.js";
import { digitsOf, MOST_DIGITS } from "../../schema/scalars.js";

/** Whether a value read from JSON is an object and no list. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What a JSON text says; undefined where it is none. */
export function parsed(json: unknown): unknown {
  try {
    return JSON.parse(String(json));
  } catch {
    return undefined;
  }
}

declare module "fastify" {
  interface FastifyRequest {
    /** The text of a body in which long numbers stand, or what looks like them. */
    numbers: string | null;
  }
}

/** Has bodies read as JSON, in which a key may have any name and nothing is read as what it is not. */
export function addJson(app: FastifyInstance): void {
  app.decorateRequest("numbers", null);
  app.removeContentTypeParser("application/json");
  app.addContentTypeParser(
    "application/json",
    { parseAs: "buffer" },
    async (request: FastifyRequest, bytes: Buffer) => {
      if (!isUtf8(bytes)) throw new ReportError("BAD_REQUEST", "The body of a request must be UTF-8.");
      const text = bytes.toString().replace(/^\ufeff/, "");
      if (DIGITS.test(text)) request.numbers = text;
      try {
        return JSON.parse(text);
      } catch (error) {
        const words = text === "" ? "it is empty" : (error as Error).message;
        throw new ReportError("BAD_REQUEST", `The body of a request must be JSON: ${words}.`);
      }
    },
  );
}

/** Refuses an address whose letters are escaped in no way, or in another way than as UTF-8. */
export function checkEscapes(url: string): void {
  try {
    decodeURIComponent(url);
  } catch {
    throw new ReportError("BAD_REQUEST", "What is escaped by % in the address must be UTF-8.");
  }
}

const DIGITS = /\d[\d.]{15}/;
const WORDS = /"(?:[^"\\]+|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * Refuses numbers among variables of which JSON's reader keeps only the first digits. What the text says at the same place
 * without such numbers differs then from what it says with them.
 */
export function checkNumbers(text: unknown, variables: unknown, placeOf = (json: unknown) => json): void {
  let long: string | undefined;
  const others = String(text).replace(WORDS, (word) => {
    if (word.startsWith('"') || digitsOf(word) <= MOST_DIGITS) return word;
    long ??= word;
    return "null";
  });
  if (long === undefined || JSON.stringify(placeOf(parsed(others))) === JSON.stringify(variables)) return;
  const message = `Numbers of more than ${MOST_DIGITS} digits are rounded where JSON is read; send ${long.slice(0, 80)} as a string.`;
  throw new ReportError("BAD_USER_INPUT", message);
}
