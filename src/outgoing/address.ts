import { type LookupAddress, lookup } from "node:dns";
import type { LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";

/** Whether requests may go to private addresses besides those of the Internet. */
export interface Reach {
  privateAddresses: boolean;
}

/** Asks for the addresses of a name, as node:dns does. */
export type Resolve = (
  name: string,
  options: { all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** Says that a host leads to no address that may be connected to. */
export type Refuse = (host: string, addresses: readonly string[]) => Error;

/** Those that a province's own network has. Others that are not of the Internet, link-local ones of clouds among them, stay closed. */
const PRIVATE = ["private", "loopback", "uniqueLocal", "carrierGradeNat"];

/** Whether a request may be sent to an address, in whatever way that is written. */
export function mayReach(address: string, { privateAddresses }: Reach): boolean {
  const range = ipaddr.process(address).range();
  return range === "unicast" || (privateAddresses && PRIVATE.includes(range));
}

/**
 * Looks names up for a connection, and gives it only addresses that a request may be sent to. The connection goes to one of
 * them and the name is not asked for again, so what it leads to a moment later changes nothing. Where the host is an address,
 * node asks for no look-up; whoever read the URL has looked at it.
 */
export const guardedLookup =
  (reach: Reach, refuse: Refuse, resolve: Resolve = lookup): LookupFunction =>
  (name, options, callback) =>
    resolve(name, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, []);
      const open = found.filter(({ address }) => mayReach(address, reach));
      const [first] = open;
      if (!first) {
        const addresses = found.map(({ address }) => address);
        return callback(refuse(name, addresses), []);
      }
      if (options.all) callback(null, open);
      else callback(null, first.address, first.family);
    });

/** The host of a URL; an address of IPv6 has brackets there. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, "$1");
