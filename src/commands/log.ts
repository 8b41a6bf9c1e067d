import { logState } from "../changes/trim.js";
import { onConnection } from "../database/connection.js";
import { migrate, type OpenDatabase } from "../database/index.js";
import { toOutput } from "./output.js";

/** Shows how much the log of changes holds, and who reads it. */
export async function showLog({ dataSource }: OpenDatabase): Promise<void> {
  await migrate(dataSource);
  const { changes, bytes, oldest, newest, readers } = await onConnection(dataSource, logState);
  toOutput(`Changes   ${changes}, in ${Math.ceil(bytes / 1024)} KiB`);
  if (oldest && newest) toOutput(`From      ${oldest.toISOString()}\nTo        ${newest.toISOString()}`);
  for (const { process: id, idle } of readers)
    toOutput(`Reader    PostgreSQL's process ${id}, which last looked ${idle.toFixed(3)} s ago`);
  if (readers.length === 0) toOutput("Readers   none");
}
