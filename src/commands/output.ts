import { ConfigError } from "../config.js";
import { StartError } from "../errors.js";

/** Writes a line for whoever it is meant for. */
export type Say = (line: string) => void;

/** What a command is run for. */
export const toOutput: Say = (line) => {
  process.stdout.write(`${line}\n`);
};

/** What a person reads beside a server's log, which has standard output to itself. */
export const toOperator: Say = (line) => {
  process.stderr.write(`${line}\n`);
};

/** What a person needs to know of a failure; a stack only where the failure is ours. */
export function sayingOf(error: unknown): string {
  const { message, stack, code } = error as NodeJS.ErrnoException;
  if (error instanceof StartError || error instanceof ConfigError) return message;
  if (code === "EADDRINUSE" || code === "EACCES" || code === "EADDRNOTAVAIL")
    return `Cannot listen: ${message}`;
  if (code?.startsWith("ERR_PARSE_ARGS")) return `${message} See cuulong --help.`;
  return stack ?? message;
}
