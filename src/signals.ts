/** For this long after a signal another one is an echo of it: npm passes on what its whole process group has had. */
const ECHO_MS = 1000;

/** Is aborted by the first SIGINT or SIGTERM; one that comes later, by someone who is tired of waiting, ends the process at once. */
export function signalToStop(): AbortSignal {
  const stop = new AbortController();
  let first: number | undefined;
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.on(signal, () => {
      first ??= performance.now();
      if (performance.now() - first > ECHO_MS) process.exit(1);
      stop.abort();
    });
  return stop.signal;
}
