import { writeFileSync } from "node:fs";
import { met, table } from "../live/table.ts";
import { AUDIT } from "../paths.ts";
import { ASKED, type Suite } from "./suites.ts";

/** What the product is held to: so many questions answered rightly with partners joined. */
const LEAST = 188;

/** Writes the page of what the public audit of gateways says. */
export function writePage(suites: Suite[]): void {
  const all = suites.reduce((sum, { questions }) => sum + questions, 0);
  const passedBy = (who: (typeof ASKED)[number]) =>
    suites.reduce((sum, suite) => sum + passed(suite, who), 0);
  const joined = passedBy("partners joined");
  const worse = suites.filter((suite) => passed(suite, "partners joined") < passed(suite, "Hive as it is"));
  const whole = suites.filter((suite) => ASKED.every((who) => passed(suite, who) === suite.questions));
  const page = `# What the public audit of gateways says

Written by \`npm run bench -- --audit <url>\`; [README.md](README.md#audit) says what is asked of whom.
Asked on ${new Date().toISOString().slice(0, 10)}: ${suites.length} suites of ${all} questions.

${table(
  ["bar", "counted", ""],
  [
    [`at least ${LEAST} answered rightly with partners joined`, `${joined}`, met(joined >= LEAST)],
    [
      "no suite worse than by Hive over what the same composer makes",
      worse.length === 0 ? "none" : worse.map(({ id }) => id).join(", "),
      met(worse.length === 0),
    ],
  ],
)}

${table(
  ["suite", "questions", ...ASKED],
  [
    ["**all**", `**${all}**`, ...ASKED.map((who) => `**${passedBy(who)}**`)],
    [
      `${whole.length} suites that all answer rightly`,
      ...[whole, ...ASKED.map(() => whole)].map(questionsOf),
    ],
    ...suites
      .filter((suite) => !whole.includes(suite))
      .map((suite) => [suite.id, String(suite.questions), ...ASKED.map((who) => cell(suite, who))]),
  ],
)}

${suites.flatMap(missesOf).join("\n\n")}
`;
  writeFileSync(AUDIT, page);
  console.log(`\nThe page is ${AUDIT}.`);
}

const questionsOf = (suites: Suite[]): string =>
  String(suites.reduce((sum, { questions }) => sum + questions, 0));

function passed({ outcomes }: Suite, who: (typeof ASKED)[number]): number {
  const of = outcomes[who];
  return typeof of === "string" ? 0 : of.filter(({ passed }) => passed).length;
}

const cell = (suite: Suite, who: (typeof ASKED)[number]): string =>
  typeof suite.outcomes[who] === "string" ? "refused" : String(passed(suite, who));

/** What was not answered rightly with partners joined: why it was refused, or what came. */
function missesOf({ id, outcomes: { "partners joined": of } }: Suite): string[] {
  const said =
    typeof of === "string"
      ? [of]
      : of.flatMap(({ query, passed, received }) => (passed ? [] : [`${unindented(query)}\n\n${received}`]));
  return said.map((text) => `**${id}**\n\n\`\`\`\n${text}\n\`\`\``);
}

const unindented = (query: string): string => query.replace(/\s+/g, " ").trim();
