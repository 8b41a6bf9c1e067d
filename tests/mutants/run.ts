import { parseArgs } from "node:util";
import { type Mutant, readMutants, staleOf } from "./mutant.js";
import { Scratch } from "./scratch.js";

const HELP = `Breaks the code in small ways, one at a time and in a copy, and sees whether a test turns red.

  npm run mutants                    every mutant; its own tests first, then all others
  npm run mutants -- --named-only    its own tests alone
  npm run mutants -- --only cursor   those in whose name or file the words stand; may come again
`;

/** The share of mutants that must die. */
const LEAST = 0.85;

const { values } = parseArgs({
  options: {
    only: { type: "string", multiple: true },
    "named-only": { type: "boolean" },
    help: { type: "boolean", short: "h" },
  },
});

/** How a mutant ended. */
type End = "killed" | "SURVIVED" | "WRONG";

/** Breaks the code, and returns how that ended and why. */
async function tried(scratch: Scratch, mutant: Mutant): Promise<[End, why?: string]> {
  return scratch.with(mutant, async () => {
    const mistake = await scratch.build();
    if (mistake !== undefined) return ["WRONG", `It does not compile: ${mistake}`];
    const named = await scratch.test("these", mutant.tests);
    if (named !== undefined) return ["killed", named];
    const other = values["named-only"] ? undefined : await scratch.test("others", mutant.tests);
    return other === undefined ? ["SURVIVED"] : ["killed", other];
  });
}

/** Where the copy is red without any mutant, every one would seem to be killed. */
async function checkGreen(scratch: Scratch, mutants: Mutant[]): Promise<void> {
  const tests = Array.from(new Set(mutants.flatMap((mutant) => mutant.tests)));
  const red = (await scratch.build()) ?? (await scratch.test("these", tests));
  if (red !== undefined) throw new Error(`The project is red without any mutant: ${red}`);
}

async function run(): Promise<number> {
  const { only = [""] } = values;
  const mutants = readMutants().filter(({ name, file }) =>
    only.some((words) => `${name} ${file}`.includes(words)),
  );
  const stale = staleOf(mutants);
  if (stale.length > 0) {
    console.error(`The list of mutants is stale:\n${stale.join("\n")}`);
    return 1;
  }
  if (mutants.length === 0) {
    console.error("No mutant has those words in its name or file.");
    return 1;
  }
  const scratch = new Scratch();
  const living: Mutant[] = [];
  let wrong = 0;
  try {
    await checkGreen(scratch, mutants);
    for (const mutant of mutants) {
      const [end, why] = await tried(scratch, mutant);
      console.log(`${end.padEnd(10)}${mutant.name}${why === undefined ? "" : `\n${" ".repeat(10)}${why}`}`);
      if (end !== "killed") living.push(mutant);
      if (end === "WRONG") wrong += 1;
    }
  } finally {
    scratch.remove();
  }
  const killed = mutants.length - living.length;
  const share = killed / mutants.length;
  console.log(`\n${killed} of ${mutants.length} mutants were killed: ${(100 * share).toFixed(1)} %.`);
  for (const { name, must } of living) console.log(`lives: ${name}${must ? " (which must not be)" : ""}`);
  return share < LEAST || wrong > 0 || living.some(({ must }) => must) ? 1 : 0;
}

if (values.help) console.log(HELP);
else process.exitCode = await run();
