import {
  buildASTSchema,
  buildSchema,
  findBreakingChanges,
  findDangerousChanges,
  GraphQLError,
  GraphQLSchema,
  parse,
} from "graphql";
import { transformSupergraphToPublicSchema } from "@theguild/federation-composition";
import { LIVE } from "../../../schema/live.js";
import { composed } from "../../federation/compose.js";
import type { GraphOptions, JoinedPartner, Refused } from "../messages.js";
import { OWN } from "../settings.js";
import { claimsOf, refusedOf } from "./claims.js";

/** Graphs that were joined. */
export interface Joined {
  partners: readonly JoinedPartner[];
  supergraph: string;
  /** What clients may ask. */
  schema: GraphQLSchema;
  /** The fields of ours that partners answer instead of us. */
  overridden: readonly string[];
  /** Those that were left out. */
  left: readonly Refused[];
}

/** Joins partners' graphs to ours, all of them or none; or says why they do not fit, in the words of whoever finds that. */
export function join({ own, partners, leavesOut }: GraphOptions): Joined | { reasons: readonly string[] } {
  const ours = buildSchema(own.schema, { assumeValid: true });
  const all = attempt(own.sdl, ours, partners);
  if (!("reasons" in all) || !leavesOut || partners.length < 2) return all;
  for (const { name } of partners) {
    const others = attempt(
      own.sdl,
      ours,
      partners.filter((partner) => partner.name !== name),
    );
    if (!("reasons" in others)) return { ...others, left: [{ partner: name, reasons: all.reasons }] };
  }
  return all;
}

function attempt(
  sdl: string,
  ours: GraphQLSchema,
  partners: readonly JoinedPartner[],
): Joined | { reasons: readonly string[] } {
  const claims = partners.map((partner) => readClaims(partner, ours));
  const refused = claims.flatMap(({ reasons }) => reasons);
  if (refused.length > 0) return { reasons: refused };
  const subgraphs = partners.map(({ name, url, sdl: text }) => ({ name, url, sdl: text }));
  const result = composed([{ name: OWN, sdl }, ...subgraphs]);
  if ("errors" in result) return { reasons: result.errors };
  const schema = publicSchema(result.supergraph);
  const overridden = claims.flatMap(({ taken }) => taken);
  const changes = changesOf(ours, schema);
  if (changes.length > 0) return { reasons: changes };
  return { partners, supergraph: result.supergraph, schema, overridden, left: [] };
}

/** What a partner claims of ours: what it may, and why it is refused. */
function readClaims(
  { name, sdl, mayOverride }: JoinedPartner,
  ours: GraphQLSchema,
): { taken: string[]; reasons: string[] } {
  try {
    const claims = claimsOf(sdl, ours);
    const reasons = refusedOf(claims.keys(), mayOverride).map(
      (claim) =>
        `[${name}] ${claim} is answered by ${OWN}; a partner may define it too, or take it over, only where "mayOverride" names it.`,
    );
    const taken = Array.from(claims).flatMap(([claim, instead]) => (instead ? [claim] : []));
    return { taken, reasons };
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return { taken: [], reasons: [`[${name}] Its SDL cannot be read: ${error.message}`] };
  }
}

/** What clients see of a composed graph. */
function publicSchema(supergraph: string): GraphQLSchema {
  const schema = buildASTSchema(transformSupergraphToPublicSchema(parse(supergraph, { noLocation: true })), {
    assumeValid: true,
  });
  const config = schema.toConfig();
  const directives = config.directives.filter(({ name }) => name !== LIVE.name);
  return new GraphQLSchema({ ...config, directives: [...directives, LIVE], assumeValid: true });
}

/** What may be added to ours: whatever is asked and answered today stays what it is. */
const ADDED = ["IMPLEMENTED_INTERFACE_ADDED", "TYPE_ADDED_TO_UNION"];

/** Ways in which our own schema would not be what it was. */
const changesOf = (ours: GraphQLSchema, schema: GraphQLSchema): string[] =>
  [...findBreakingChanges(ours, schema), ...findDangerousChanges(ours, schema)]
    .filter(({ type }) => !ADDED.includes(type))
    .map(({ description }) => `What is ours would change: ${description}`);
