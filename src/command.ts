import { once } from "node:events";
import { parseArgs } from "node:util";
import type { DataSource } from "typeorm";
import { logState } from "./changes/trim.js";
import { type Config, ConfigError, readConfig } from "./config.js";
import { onConnection } from "./database/connection.js";
import { migrate, type OpenDatabase, openDatabase } from "./database/index.js";
import { StartError } from "./errors.js";
import { type Server, startServer } from "./http/server.js";
import { type Loaded, loadFolder, loadMissing } from "./load/index.js";
import { createLog } from "./log.js";
import { createApi, printed } from "./schema.js";
import { signalToStop } from "./signals.js";

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

/** What a person needs to know of a failure; a stack only where the failure is ours. */
function sayingOf(error: unknown): string {
  const { message, stack, code } = error as NodeJS.ErrnoException;
  if (error instanceof StartError || error instanceof ConfigError) return message;
  if (code === "EADDRINUSE" || code === "EACCES" || code === "EADDRNOTAVAIL")
    return `Cannot listen: ${message}`;
  if (code?.startsWith("ERR_PARSE_ARGS")) return `${message} See cuulong --help.`;
  return stack ?? message;
}

async function withDatabase(config: Config, work: (database: OpenDatabase) => Promise<void>): Promise<void> {
  const database = await openDatabase(config);
  await closing(database, () => work(database));
}

/** Closes the database after a piece of work. What went wrong in it is said at once: on a full disk, closing takes a while. */
async function closing(database: OpenDatabase, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    toOperator(sayingOf(error));
    await database.abandon();
    process.exit(1);
  }
  await database.close();
}

async function runMigrations({ dataSource }: OpenDatabase): Promise<void> {
  const ran = await migrate(dataSource);
  toOutput(ran.length > 0 ? `Ran ${ran.join(", ")}.` : "The tables are up to date.");
}

async function showLog({ dataSource }: OpenDatabase): Promise<void> {
  await migrate(dataSource);
  const { changes, bytes, oldest, newest, readers } = await onConnection(dataSource, logState);
  toOutput(`Changes   ${changes}, in ${Math.ceil(bytes / 1024)} KiB`);
  if (oldest && newest) toOutput(`From      ${oldest.toISOString()}\nTo        ${newest.toISOString()}`);
  for (const { process: id, idle } of readers)
    toOutput(`Reader    PostgreSQL's process ${id}, which last looked ${idle.toFixed(3)} s ago`);
  if (readers.length === 0) toOutput("Readers   none");
}

const load =
  (folder: string) =>
  async ({ dataSource }: OpenDatabase): Promise<void> => {
    await migrate(dataSource);
    sayLoaded(await loadFolder(dataSource, folder), toOutput);
  };

function sayLoaded({ reportId, written, kept, unlinked }: Loaded, say: Say): void {
  const counts = Object.entries(written).filter(([, { added, changed }]) => added + changed > 0);
  const words = counts.map(
    ([name, { added, changed }]) => `${name} +${added}${changed > 0 ? ` ~${changed}` : ""}`,
  );
  say(`Loaded ${reportId}: ${words.join(", ") || "nothing to add or change"}.`);
  if (kept.length > 0) say(`In the database but no longer in the folder, and kept: ${kept.join(", ")}.`);
  if (unlinked.length > 0)
    say(`Links that the folder no longer names, and taken away: ${unlinked.join(", ")}.`);
}

type Say = (line: string) => void;

/** What a command is run for. */
const toOutput: Say = (line) => {
  process.stdout.write(`${line}\n`);
};

/** What a person reads beside a server's log, which has standard output to itself. */
const toOperator: Say = (line) => {
  process.stderr.write(`${line}\n`);
};

/** Serves until a signal comes; a later signal, or a stop that takes too long, ends the process at once. */
async function serve(config: Config): Promise<void> {
  // The signals are heard from the first moment, so that a stop during the start is a stop too.
  const stop = signalToStop();
  stop.addEventListener("abort", () => toOperator("Stopping."));
  const stopped = once(stop, "abort");
  const database = await openDatabase(config, stop).catch((error) => {
    if (!stop.aborted) throw error;
  });
  if (database === undefined) return;
  await closing(database, async () => {
    const server = await Promise.race([beginToServe(database.dataSource, config), stopped]);
    if (!("close" in server)) {
      // What the start was at is left undone, and the next one does it; nothing of it is waited for.
      await database.abandon();
      process.exit(0);
    }
    await stopped;
    const impatience = setTimeout(() => process.exit(1), config.shutdownSeconds * 1000);
    await server.close();
    clearTimeout(impatience);
  });
}

async function beginToServe(dataSource: DataSource, config: Config): Promise<Server> {
  await migrate(dataSource);
  for (const loaded of await loadMissing(dataSource, config.reportsDir)) sayLoaded(loaded, toOperator);
  const server = await startServer(dataSource, config, createLog(config.logLevel));
  toOperator(
    `GraphQL   ${server.address}/graphql\nGraphiQL  ${server.address}/graphiql\nHealth    ${server.address}/healthz, /readyz`,
  );
  return server;
}
