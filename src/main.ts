#!/usr/bin/env -S node --max-semi-space-size=8
import { runCommand } from "./command.js";

// Whoever reads what is written may leave before its end, as head does; that is no failure of the command.
for (const stream of [process.stdout, process.stderr])
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });

process.exitCode = await runCommand(process.argv.slice(2), process.env);
