import { parseArgs } from "node:util";
import { type Mutant, readMutants, staleOf } from "./mutant.js";
import { Scratch } from "./scratch.js";

const HELP = `Breaks the code in small ways, one at a time and in a copy, and sees whether a test turns red.

  npm run mutants                    every mutant; its own tests first, then all others
  npm run mutants -- --named-only    its own tests alone
  npm run mutants -- --only cursor   those in whose name or file the words stand
`;

/** The share of mutants that must die. */
const LEAST = 0.85;

const { values } = parseArgs({
  options: {
    only: { type: "string" },
    "named-only": { type: "boolean" },
    help: { type: "boolean", short: "h" },
  },
});

/** Which test a mutant dies of; undefined where it survives. */
async function killerOf(scratch: Scratch, mutant: Mutant): Promise<string | undefined> {
  return scratch.with(mutant, async () => {
    await scratch.build();
    const named = await scratch.test("these", mutant.tests);
    if (named.killer !== undefined || values["named-only"]) return named.killer;
    return (await scratch.test("others", mutant.tests)).killer;
  });
}

async function run(): Promise<number> {
  const mutants = readMutants().filter(({ name, file }) => `${name} ${file}`.includes(values.only ?? ""));
  const stale = staleOf(mutants);
  if (stale.length > 0) {
    console.error(`The list of mutants is stale:\n${stale.join("\n")}`);
    return 1;
  }
  const scratch = new Scratch();
  const survivors: Mutant[] = [];
  try {
    await scratch.build();
    // Where a test is red anyway, every mutant would seem to die of it.
    const { killer: red } = await scratch.test(
      "these",
      mutants.flatMap(({ tests }) => tests),
    );
    if (red !== undefined) throw new Error(`A test is red without any mutant: ${red}`);
    for (const mutant of mutants) {
      const killer = await killerOf(scratch, mutant);
      if (killer === undefined) survivors.push(mutant);
      console.log(
        killer === undefined ? `SURVIVED  ${mutant.name}` : `killed    ${mutant.name}\n          ${killer}`,
      );
    }
  } finally {
    scratch.remove();
  }
  const killed = mutants.length - survivors.length;
  const share = mutants.length === 0 ? 1 : killed / mutants.length;
  console.log(`\n${killed} of ${mutants.length} mutants were killed: ${(100 * share).toFixed(1)} %.`);
  for (const { name, must } of survivors) console.log(`survived: ${name}${must ? " (it must not)" : ""}`);
  return share < LEAST || survivors.some(({ must }) => must) ? 1 : 0;
}

if (values.help) console.log(HELP);
else process.exitCode = await run();
