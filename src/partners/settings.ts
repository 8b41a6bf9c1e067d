import { validateHeaderName } from "node:http";
import { isIP } from "node:net";
import { z } from "zod";
import { StartError } from "../errors.js";
import { hostOf, mayReach } from "../outgoing/address.js";

/** A name by which composition knows a subgraph, and errors and metrics a partner. */
const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
/** The subgraph that is ours. */
export const OWN = "cuulong";
/** Headers that say what the request is, which is not a setting's to say. */
const OF_THE_REQUEST =
  /^(host|content-.*|transfer-encoding|connection|keep-alive|upgrade|te|trailer|expect|accept|accept-encoding|user-agent|proxy-.*)$/i;

/** Where a secret is kept. The file of partners has none itself, so it can be shown and kept with other configuration. */
const SECRET = z.union(
  [
    z.strictObject({
      env: z.string().regex(/^PARTNER_[A-Z0-9_]+$/, "an environment variable's name begins with PARTNER_"),
    }),
    z.strictObject({ file: z.string().min(1) }),
  ],
  { error: 'is { "env": "PARTNER_…" } or { "file": "/run/secrets/…" }, and never the value itself' },
);

const whole = (least: number, most: number) =>
  z
    .number({ error: "is a number" })
    .int("is a whole number")
    .min(least, `is from ${least} to ${most}`)
    .max(most, `is from ${least} to ${most}`);

const flag = z.boolean({ error: "is true or false" }).default(false);

const SETTINGS = z.strictObject({
  url: z.string({ error: "is a URL such as https://partner.example/graphql" }),
  /** What is sent with every request. */
  headers: z
    .record(z.string().refine(isHeaderName, "is no name of a header that may be set"), SECRET)
    .default({}),
  limits: z
    .strictObject({
      /** How long a call may take, to the end of its answer and with a second attempt. */
      deadlineMs: whole(10, 60_000).default(5_000),
      /** How much an answer may hold. */
      bytes: whole(1024, 64 * 1024 * 1024).default(4 * 1024 * 1024),
    })
    .prefault({}),
  /** Whether its host may have a private address. */
  allowPrivate: flag,
  /** Whether the header Authorization of whoever asks is passed on to it. */
  forwardAuthorization: flag,
  paused: flag,
  /** Types and fields of ours that it may define too, or take over. */
  mayOverride: z
    .array(z.string().regex(/^[A-Za-z]\w*(\.[A-Za-z]\w*)?$/, 'names a type or a field, as "Agency.website"'))
    .default([]),
});

/** What is set of a partner. */
export type PartnerSettings = z.infer<typeof SETTINGS>;
/** The partners that are to be joined, by their names. */
export type PartnerSet = Readonly<Record<string, PartnerSettings>>;

const SET = z.strictObject({ partners: z.record(z.string(), SETTINGS) });

/** Reads the text of a file of partners; throws a StartError that lists every mistake. */
export function readPartnerSet(text: string): PartnerSet {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch (error) {
    throw new StartError(`It is no JSON: ${(error as Error).message}`);
  }
  const result = SET.safeParse(given);
  if (!result.success)
    throw new StartError(
      result.error.issues
        .map((issue) => `${issue.path.join(".") || "the file"}: ${wordsOf(issue)}`)
        .join("\n"),
    );
  const { partners } = result.data;
  const mistakes = Object.entries(partners).flatMap(([name, settings]) => mistakesOf(name, settings));
  if (mistakes.length > 0) throw new StartError(mistakes.join("\n"));
  return partners;
}

/** Of a key it is said within what is wrong with it. */
const wordsOf = (issue: z.core.$ZodIssue): string =>
  issue.code === "invalid_key" ? (issue.issues[0]?.message ?? issue.message) : issue.message;

/** The same of one partner, as the command line sets it. */
export function readPartner(name: string, given: unknown): PartnerSettings {
  return readPartnerSet(JSON.stringify({ partners: { [name]: given } }))[name] as PartnerSettings;
}

function mistakesOf(name: string, { url, allowPrivate }: PartnerSettings): string[] {
  const mistakes: string[] = [];
  const add = (mistake: string) => void mistakes.push(`partners.${name}: ${mistake}`);
  if (!NAME.test(name) || name.length > 60)
    add('a name is of letters from a to z and digits, in words that hyphens join, as "health-department"');
  if (name === OWN) add("this name is our own");
  const mistake = mistakeOfUrl(url, allowPrivate);
  if (mistake) add(mistake);
  return mistakes;
}

/** What is wrong with a URL, whatever its host leads to; a URL may hold a key, so it is not repeated. */
function mistakeOfUrl(text: string, allowPrivate: boolean): string | undefined {
  if (!URL.canParse(text)) return "its url is not one such as https://partner.example/graphql";
  const url = new URL(text);
  if (url.protocol !== "https:" && url.protocol !== "http:")
    return `its url begins with https:// or http://, not ${url.protocol}//`;
  if (url.username || url.password) return "its url has no user name and no password in it; set a header";
  const host = hostOf(url);
  return isIP(host) && !mayReach(host, { privateAddresses: allowPrivate }) ? closed(host, [host]) : undefined;
}

/** Says that a host leads to no address that may be connected to. */
export const closed = (host: string, addresses: readonly string[]): string =>
  `its host ${host}${addresses[0] === host ? "" : ` (${addresses.join(", ")})`} is no address of the Internet; "allowPrivate": true allows private ones`;

function isHeaderName(name: string): boolean {
  try {
    validateHeaderName(name);
    return !OF_THE_REQUEST.test(name);
  } catch {
    return false;
  }
}
