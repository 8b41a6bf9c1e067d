import type { PartnerSet, PartnerSettings } from "../partners/settings.js";
import { table } from "./table.js";

/** All partners of a file, a line each. A URL may hold a key, so only its host is among it. */
export function listedPartners(partners: PartnerSet): string {
  const rows = Object.entries(partners).map(([name, { url, paused }]) => [
    name,
    paused ? "PAUSED" : "to be joined",
    new URL(url).origin,
  ]);
  return rows.length === 0 ? "There are no partners." : table(["Name", "State", "Address"], rows).join("\n");
}

/** One partner, with where its secrets are kept. */
export function describedPartner(name: string, settings: PartnerSettings): string {
  const { url, paused, limits, headers, allowPrivate, forwardAuthorization, mayOverride } = settings;
  const lines: [word: string, value: string][] = [
    ["Name", name],
    ["URL", url],
    ["State", paused ? "PAUSED" : "to be joined"],
    ["Deadline", `${limits.deadlineMs} ms`],
    ["Answers", `up to ${limits.bytes} bytes`],
    ["Private", allowPrivate ? "private addresses are allowed" : "no private address"],
    ["Credentials", forwardAuthorization ? "those of whoever asks are passed on" : "none of whoever asks"],
    ...Object.entries(headers).map(([header, source]): [string, string] => [
      "Header",
      `${header} from ${"env" in source ? `the variable ${source.env}` : `the file ${source.file}`}`,
    ]),
    ...mayOverride.map((coordinate): [string, string] => ["May override", coordinate]),
  ];
  return lines.map(([word, value]) => `${word.padEnd(14)}${value}`).join("\n");
}
