import type { Config } from "../config.js";
import { wholeSlice } from "../federation/slice.js";
import { createApi, printed } from "../schema.js";
import { Generation, type Host, Unfit } from "./generation.js";
import type { JoinedPartner } from "./messages.js";
import type { PartnerSet } from "./settings.js";
import { activeOf, graphOf } from "./wanted.js";

/** There are no data to ask of a graph that nobody will ask. */
const NO_DATA: Host = { own: async () => ({ errors: [], cost: 0 }), called() {} };

/** Joins the partners of a set, without data and for nobody; returns why they cannot be joined. */
export async function tryPartners(
  set: PartnerSet,
  { partners: { environment }, limits, maxAnswerBytes: answerBytes }: Config,
): Promise<readonly string[]> {
  const reasons: string[] = [];
  const partners: JoinedPartner[] = [];
  for (const options of activeOf(set, environment))
    try {
      partners.push({ ...options, sdl: await graphOf(options) });
    } catch (error) {
      reasons.push(`[${options.name}] ${(error as Error).message}`);
    }
  if (reasons.length > 0 || partners.length === 0) return reasons;
  const api = createApi();
  const own = { sdl: wholeSlice(api).sdl, schema: printed(api.schema) };
  try {
    const options = { own, partners, leavesOut: false, limits, answerBytes };
    const { generation } = await Generation.start(options, NO_DATA);
    await generation.end();
    return [];
  } catch (error) {
    if (error instanceof Unfit) return error.reasons;
    throw error;
  }
}
