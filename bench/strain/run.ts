import type { Running } from "../contenders/process.ts";
import type { Options } from "../options.ts";
import { type Blocked, block } from "./block.ts";
import { dearest, KINDS } from "./dearest.ts";
import { lines, writeStrain } from "./report.ts";
import { type Slow, slowClients } from "./slow.ts";
import { type Beside, starve } from "./starve.ts";

/** What is admitted by default, and where more is. */
const MOST_COST = { usual: 2_000_000, further: 10_000_000 };

/** Tries to take the service from others in every way that is known, and writes down what came of it. */
export async function strain(
  options: Options,
  postgres: string,
  begin: (name: string) => Promise<Running>,
): Promise<void> {
  const { seconds, repetitions, parts } = options;
  const pricing = await begin("pricing");
  const dear = [];
  for (const kind of KINDS)
    dear.push(await dearest(kind, pricing.url, kind.further ? MOST_COST.further : MOST_COST.usual));
  await pricing.stop();
  const beside: Beside[] = [];
  const shorter = { seconds: Math.min(seconds, Math.max(seconds / 7.5, 5)), repetitions };
  if (parts.includes("starve")) {
    const usual = dear.filter(({ further }) => !further);
    const running = await begin("strained");
    beside.push(
      await starve("all of these that are admitted by default, mixed", running, usual, {
        seconds,
        repetitions,
      }),
    );
    for (const one of usual) beside.push(await starve(one.name, running, [one], shorter));
    await running.stop();
    const further = await begin("strained-further");
    for (const one of dear.filter(({ further }) => further))
      beside.push(await starve(one.name, further, [one], shorter));
    await further.stop();
    for (const one of beside) console.log(lines(one));
  }
  const blocked: Blocked[] = [];
  if (parts.includes("block")) {
    const running = await begin("strained");
    const usual = dear.filter(({ further }) => !further);
    blocked.push(...(await block(running, usual)));
    await running.stop();
  }
  const slow: Slow[] = [];
  if (parts.includes("slow")) {
    const running = await begin("strained");
    // Each takes half a minute, whatever is asked for.
    slow.push(...(await slowClients(running, { seconds, repetitions: Math.ceil(repetitions / 2) })));
    await running.stop();
  }
  writeStrain({ options, postgres, beside, blocked, slow });
}
