import { readFileSync } from "node:fs";
import { validateHeaderValue } from "node:http";
import { StartError } from "../errors.js";
import type { PartnerSettings } from "./settings.js";

/** Gives the value of an environment variable. */
export type Environment = (name: string) => string | undefined;

/**
 * The headers that a partner is sent, with their secrets. Throws a StartError that names where a secret should be, and never
 * what was found there.
 */
export function headersOf(
  name: string,
  { headers }: Pick<PartnerSettings, "headers">,
  environment: Environment,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([header, source]) => {
      const place = "env" in source ? `the variable ${source.env}` : `the file ${source.file}`;
      const wrong = (why: string) =>
        new StartError(`partners.${name}: its header ${header} is in ${place}, ${why}`);
      const value = "env" in source ? environment(source.env) : contentOf(source.file, wrong);
      if (!value) throw wrong("which is not set");
      try {
        validateHeaderValue(header, value);
      } catch {
        throw wrong("whose value cannot be sent in a header");
      }
      return [header.toLowerCase(), value];
    }),
  );
}

function contentOf(file: string, wrong: (why: string) => StartError): string {
  try {
    return readFileSync(file, "utf8").trim();
  } catch (error) {
    throw wrong(`which cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

/** Shorter ones are words that stand anywhere. */
const SHORTEST = 4;

/** A text without secrets: a partner may repeat what it was sent. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  let safe = text;
  for (const secret of secrets)
    for (const part of [secret, secret.replace(/^\w+ /, "")])
      if (part.length >= SHORTEST) safe = safe.replaceAll(part, "…");
  return safe;
}
