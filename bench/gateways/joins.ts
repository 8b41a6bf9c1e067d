import { type Contender, STRAINED } from "../contenders/index.ts";
import { hurry } from "../cores.ts";
import { gather } from "../live/fan-out.ts";
import type { Race } from "../live/race.ts";
import type { Probed } from "../strain/probe.ts";
import { probe } from "../strain/starve.ts";
import type { Begin } from "./fleet.ts";
import { isJoined, joining, PARTNER, writePartners } from "./joined.ts";
import type { JoinsResult } from "./measured.ts";

const SUBSCRIBERS = 1000;
const JOINS_A_REPETITION = 20;
const SECONDS = 10;

/** Has a partner join and leave again and again, while many are subscribed and point reads are asked at an even pace. */
export async function measureJoins(begin: Begin, databaseUrl: string, plan: Race): Promise<JoinsResult> {
  const partner = await begin({ ...PARTNER, free: true });
  const like: Contender = { ...STRAINED, free: true, env: { ...STRAINED.env, MAX_CONNECTIONS: "20000" } };
  const server = await begin(joining(undefined, like));
  hurry(plan.postmaster);
  const audience = await gather(server, databaseUrl, { subscribers: SUBSCRIBERS, selections: 1 }, plan);
  // The first join brings in what all others use; it counts, as it would for users.
  await probe(server, SECONDS / 2);
  await server.state();
  const quiet = await probe(server, SECONDS);
  const { held: heldQuiet } = await server.state();
  const joins = JOINS_A_REPETITION * plan.repetitions;
  let going = true;
  const probed: Probed[] = [];
  const probing = (async () => {
    while (going) probed.push(await probe(server, SECONDS));
  })();
  const began = performance.now();
  for (let count = 0; count < joins; count++) {
    writePartners(partner.url);
    await isJoined(server);
    writePartners(undefined);
    await isJoined(server, false);
  }
  const seconds = (performance.now() - began) / 1000;
  going = false;
  await probing;
  const { held } = await server.state();
  // Whoever was let go would be missed here.
  const { deliveries } = await audience.tell({ batches: 1, rows: 1 });
  await audience.leave();
  for (const { stop } of [server, partner]) await stop();
  const result = { joins, subscribers: SUBSCRIBERS, seconds, deliveries, quiet, heldQuiet, probed, held };
  console.log(result);
  return result;
}
