import { type ParseArgsConfig, parseArgs } from "node:util";
import { runMigrations, withDatabase } from "./commands/database.js";
import { load } from "./commands/load.js";
import { showLog } from "./commands/log.js";
import { sayingOf } from "./commands/output.js";
import { type PartnerOptions, partner } from "./commands/partner.js";
import { serve } from "./commands/serve.js";
import { sliceNamed, subgraph } from "./commands/subgraph.js";
import { type WebhookOptions, webhook } from "./commands/webhook.js";
import { readConfig } from "./config.js";
import { StartError } from "./errors.js";
import { createApi, printed } from "./schema.js";

const HELP = `Cửu Long: any slice of a province's ICT activity in one request.

  cuulong serve           start the server; the first start loads the reports
  cuulong migrate         bring the database's tables up to date
  cuulong load <folder>   load a report's folder, such as data/tra-vinh-2021-9m
  cuulong log             show how much the log of changes holds, and who reads it
  cuulong schema          print the GraphQL schema
  cuulong subgraph <domain…> [--sdl]
                          serve some domains, or a group of them, as a subgraph
                          of a federation; --sdl prints its schema instead
  cuulong supergraph [<group>=<url>…] [--out <folder>]
                          print the graph of all groups, composed for a gateway
  cuulong gateway <supergraph> [<name>=<url> ...]
                          serve what subgraphs answer together
  cuulong --help          print this

Webhooks send what a subscription says to a partner's endpoint:

  cuulong webhook add <name> <url> <document> [--variables <json>] [--after <cursor>]
                          the document is a file, or its text; prints the secret
  cuulong webhook list    show the state of all: how far behind, failures, dead letters
  cuulong webhook show <name> [--bodies]
                          show one, with its dead letters
  cuulong webhook pause <name>
  cuulong webhook resume <name>
  cuulong webhook replay <name> [--after <cursor>]
                          send its dead letters again, or whatever follows a cursor
  cuulong webhook rotate <name> [--finish]
                          sign with a new secret too; to finish, with that alone
  cuulong webhook remove <name>

Partners are services whose graphs are joined to this one, by the file PARTNERS_FILE:

  cuulong partner add <name> <url>
                          [--header <name>=env:<variable> | <name>=file:<file>] …
                          [--deadline <ms>] [--bytes <n>] [--may-override <field>] …
                          [--allow-private] [--forward-authorization] [--untried]
                          asks it for its graph first, and adds only what fits
  cuulong partner update <name> [<url>] [the same options; --no-… takes one back]
  cuulong partner list    show all of the file
  cuulong partner show <name>
  cuulong partner pause <name>
  cuulong partner resume <name>
  cuulong partner remove <name>

Settings come from environment variables: HOST, PORT, DATABASE_URL, DATA_DIR,
REPORTS_DIR, LOG_LEVEL and others; the README has a table of them.
`;

const OPTIONS = { help: { type: "boolean", short: "h" } } as const satisfies ParseArgsConfig["options"];
const WEBHOOK_OPTIONS = {
  ...OPTIONS,
  variables: { type: "string" },
  after: { type: "string" },
  finish: { type: "boolean" },
  bodies: { type: "boolean" },
} as const satisfies ParseArgsConfig["options"];

const PARTNER_OPTIONS = {
  ...OPTIONS,
  header: { type: "string", multiple: true },
  deadline: { type: "string" },
  bytes: { type: "string" },
  "may-override": { type: "string", multiple: true },
  "allow-private": { type: "boolean" },
  "forward-authorization": { type: "boolean" },
  untried: { type: "boolean" },
} as const satisfies ParseArgsConfig["options"];

type Options = NonNullable<ParseArgsConfig["options"]>;

/** The options of commands that have some of their own. */
const OPTIONS_OF: Record<string, Options> = {
  webhook: WEBHOOK_OPTIONS,
  subgraph: { ...OPTIONS, sdl: { type: "boolean" } },
  supergraph: { ...OPTIONS, out: { type: "string" } },
  partner: PARTNER_OPTIONS,
};

/** Runs one command of the command line; returns the exit code. */
export async function runCommand(args: string[], variables: NodeJS.ProcessEnv): Promise<number> {
  try {
    const {
      values: { help, ...values },
      positionals,
    } = parseArgs({
      args,
      allowPositionals: true,
      allowNegative: args[0] === "partner",
      options: (OPTIONS_OF[args[0] ?? ""] ?? OPTIONS) as typeof OPTIONS & Options,
    });
    const [command = "serve", ...operands] = positionals;
    if (help) process.stdout.write(HELP);
    else if (command === "schema" && operands.length === 0) process.stdout.write(printed(createApi().schema));
    else if (command === "serve" && operands.length === 0) await serve(readConfig(variables));
    else if (command === "gateway" && operands.length > 0) {
      const config = readConfig(variables);
      // What it is made of is large, and no other command needs it.
      const { serveGateway } = await import("./commands/gateway.js");
      await serveGateway(operands, config);
    } else if (command === "migrate" && operands.length === 0)
      await withDatabase(readConfig(variables), runMigrations);
    else if (command === "log" && operands.length === 0) await withDatabase(readConfig(variables), showLog);
    else if (command === "load" && operands.length === 1)
      await withDatabase(readConfig(variables), load(operands[0] as string));
    else if (command === "subgraph") {
      if (values.sdl) process.stdout.write(sliceNamed(operands).sdl);
      else await subgraph(operands, readConfig(variables));
    } else if (command === "supergraph") {
      // Composing takes a library that no other command needs.
      const { writeSupergraph } = await import("./commands/supergraph.js");
      writeSupergraph(operands, values.out as string | undefined);
    } else if (command === "webhook") {
      const config = readConfig(variables);
      await withDatabase(config, webhook(operands, values as WebhookOptions, config));
    } else if (command === "partner")
      await partner(operands, values as PartnerOptions, readConfig(variables));
    else throw new StartError(`cuulong does not know "${args.join(" ")}"; see cuulong --help.`);
    return 0;
  } catch (error) {
    process.stderr.write(`${sayingOf(error)}\n`);
    return 1;
  }
}
