import { parseArgs } from "node:util";
import { runMigrations, withDatabase } from "./commands/database.js";
import { load } from "./commands/load.js";
import { showLog } from "./commands/log.js";
import { sayingOf } from "./commands/output.js";
import { serve } from "./commands/serve.js";
import { readConfig } from "./config.js";
import { StartError } from "./errors.js";
import { createApi, printed } from "./schema.js";

const HELP = `Cửu Long: any slice of a province's ICT activity in one request.

  cuulong serve           start the server; the first start loads the reports
  cuulong migrate         bring the database's tables up to date
  cuulong load <folder>   load a report's folder, such as data/tra-vinh-2021-9m
  cuulong log             show how much the log of changes holds, and who reads it
  cuulong schema          print the GraphQL schema
  cuulong --help          print this

Settings come from environment variables: HOST, PORT, DATABASE_URL, DATA_DIR,
REPORTS_DIR, LOG_LEVEL and others; the README has a table of them.
`;

/** Runs one command of the command line; returns the exit code. */
export async function runCommand(args: string[], variables: NodeJS.ProcessEnv): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { help: { type: "boolean", short: "h" } },
    });
    const [command = "serve", ...operands] = positionals;
    if (values.help) process.stdout.write(HELP);
    else if (command === "schema" && operands.length === 0) process.stdout.write(printed(createApi().schema));
    else if (command === "serve" && operands.length === 0) await serve(readConfig(variables));
    else if (command === "migrate" && operands.length === 0)
      await withDatabase(readConfig(variables), runMigrations);
    else if (command === "log" && operands.length === 0) await withDatabase(readConfig(variables), showLog);
    else if (command === "load" && operands.length === 1)
      await withDatabase(readConfig(variables), load(operands[0] as string));
    else throw new StartError(`cuulong does not know "${args.join(" ")}"; see cuulong --help.`);
    return 0;
  } catch (error) {
    process.stderr.write(`${sayingOf(error)}\n`);
    return 1;
  }
}
