import { type LookupAddress, lookup } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";
import { StartError } from "../errors.js";

/** Where webhooks may go besides addresses of the Internet by https. */
export interface Reach {
  plainHttp: boolean;
  privateAddresses: boolean;
}

/** Asks for the addresses of a name, as node:dns does. */
export type Resolve = (
  name: string,
  options: { all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** Those that a province's own network has. Others that are not of the Internet, link-local ones of clouds among them, stay closed. */
const PRIVATE = ["private", "loopback", "uniqueLocal", "carrierGradeNat"];

/** Whether a webhook may be sent to an address, in whatever way that is written. */
export function mayReach(address: string, { privateAddresses }: Reach): boolean {
  const range = ipaddr.process(address).range();
  return range === "unicast" || (privateAddresses && PRIVATE.includes(range));
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

/**
 * Looks names up for a connection, and gives it only addresses that a webhook may be sent to. The connection goes to one of
 * them and the name is not asked for again, so what it leads to a moment later changes nothing. Where the host is an address,
 * node asks for no look-up; readUrl has looked at it.
 */
export const guardedLookup =
  (reach: Reach, resolve: Resolve = lookup): LookupFunction =>
  (name, options, callback) =>
    resolve(name, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, []);
      const open = found.filter(({ address }) => mayReach(address, reach));
      const [first] = open;
      if (!first)
        return callback(
          refusal(
            name,
            found.map(({ address }) => address),
          ),
          [],
        );
      if (options.all) callback(null, open);
      else callback(null, first.address, first.family);
    });

/** The host of a URL; an address of IPv6 has brackets there. */
const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, "$1");

const refusal = (name: string, addresses: readonly string[]): StartError =>
  new StartError(
    `Webhooks may not be sent to ${name}${addresses[0] === name ? "" : ` (${addresses.join(", ")})`}: it is no address of the Internet. WEBHOOK_ALLOW_PRIVATE=on allows private ones.`,
  );
