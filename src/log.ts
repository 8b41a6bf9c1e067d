import { type DestinationStream, type Logger, pino } from "pino";
import type { Config } from "./config.js";

/** The process's log: JSON lines on standard output. A failed statement's values are left out: they are the client's. */
export function createLog(level: Config["logLevel"], destination?: DestinationStream): Logger {
  const err = ({ name, message, stack, driverError }: Error & { driverError?: { code?: string } }) => ({
    type: name,
    message,
    stack,
    sqlState: driverError?.code,
  });
  return pino({ level, serializers: { err } }, ...(destination ? [destination] : []));
}
