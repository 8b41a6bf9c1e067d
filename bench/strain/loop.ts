import { monitorEventLoopDelay } from "node:perf_hooks";

/**
 * Loaded into the server's own process: says, when it is asked, how long the event loop was held up at most since it was
 * asked before, and on how many connections something waits for the client to read.
 */
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();

/** The first tick after a reset is not counted, so that it must have come before the next request does. */
const TICKS_MS = 20;

interface Socket {
  _handle?: { writeQueueSize?: number } | null;
}

/** Node has no other way to come by the connections of a server that is not ours. */
const handles = () => (process as unknown as { _getActiveHandles(): Socket[] })._getActiveHandles();

/** Whether the system takes no more for a client. */
const isUnread = ({ _handle }: Socket) => (_handle?.writeQueueSize ?? 0) > 0;

process.on("message", (question) => {
  if (question !== "loop") return;
  setTimeout(() => {
    process.send?.({ held: delay.max / 1e6, unread: handles().filter(isUnread).length });
    delay.reset();
  }, TICKS_MS);
});
// What asks is not what keeps the server running.
process.channel?.unref();
