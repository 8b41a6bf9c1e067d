import { monitorEventLoopDelay } from "node:perf_hooks";

/**
 * Loaded into the server's own process: says, when it is asked, how long the event loop was held up at most since it was
 * asked before, and how many connections there are.
 */
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();

/** The first tick after a reset is not counted, so that it must have come before the next request does. */
const TICKS_MS = 20;

process.on("message", (question) => {
  if (question !== "loop") return;
  setTimeout(() => {
    const sockets = process.getActiveResourcesInfo().filter((name) => name === "TCPSocketWrap").length;
    process.send?.({ held: delay.max / 1e6, sockets });
    delay.reset();
  }, TICKS_MS);
});
// What asks is not what keeps the server running.
process.channel?.unref();
