import { isIP } from "node:net";
import { StartError } from "../errors.js";
import { hostOf, mayReach, type Reach as Addresses } from "../outgoing/address.js";

/** Where webhooks may go besides addresses of the Internet by https. */
export interface Reach extends Addresses {
  plainHttp: boolean;
}

/** Reads the URL of an endpoint; throws a StartError for one that a webhook may not have, whatever its host leads to. */
export function readUrl(text: string, reach: Reach): URL {
  if (!URL.canParse(text))
    throw new StartError(`"${text}" is not a URL such as https://partner.example/events.`);
  const url = new URL(text);
  if (url.username || url.password)
    throw new StartError("A webhook's URL has no user name and no password in it.");
  if (url.protocol !== "https:" && !(url.protocol === "http:" && reach.plainHttp))
    throw new StartError(
      `A webhook's URL begins with https://, not ${url.protocol}//; WEBHOOK_ALLOW_HTTP=on allows http:// too.`,
    );
  const host = hostOf(url);
  if (isIP(host) && !mayReach(host, reach)) throw refusal(host, [host]);
  return url;
}

/** Says that a webhook's host leads to no address that it may be sent to. */
export const refusal = (name: string, addresses: readonly string[]): StartError =>
  new StartError(
    `Webhooks may not be sent to ${name}${addresses[0] === name ? "" : ` (${addresses.join(", ")})`}: it is no address of the Internet. WEBHOOK_ALLOW_PRIVATE=on allows private ones.`,
  );
