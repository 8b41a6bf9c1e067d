import { validateHeaderValue } from "node:http";

/** The longest that credentials may be, which is about as much as they could be in a header. */
const LONGEST = 8192;

/**
 * What a client says in place of the header Authorization when it connects, since in a browser it can set none; null where that
 * could not be sent as one.
 */
export function authorizationIn(connectionParams: Record<string, unknown>): string | undefined | null {
  const names = Object.keys(connectionParams);
  const value = connectionParams[names.find((name) => name.toLowerCase() === "authorization") ?? ""];
  if (typeof value !== "string") return undefined;
  return value.length <= LONGEST && isHeaderValue(value) ? value : null;
}

function isHeaderValue(text: string): boolean {
  try {
    validateHeaderValue("authorization", text);
    return true;
  } catch {
    return false;
  }
}
