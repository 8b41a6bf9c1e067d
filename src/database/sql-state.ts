/** The driver's words for a connection that it has lost, or could not have in time. */
const LOST =
  /^(Connection terminated|Client (was closed|has encountered a connection error)|timeout exceeded when trying to connect)/;

/** The code of a failed statement, or of the connection that it could not have; undefined for any other failure. */
export function sqlStateOf(thrown: unknown): string | undefined {
  const { driverError = thrown } = (thrown ?? {}) as { driverError?: unknown };
  const { code, message } = (driverError ?? {}) as { code?: unknown; message?: unknown };
  if (typeof code === "string") return code;
  return LOST.test(String(message)) ? "08006" : undefined;
}
