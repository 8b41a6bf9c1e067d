const FIRST_MS = 1_000;
const LONGEST_MS = 10 * 60 * 1000;

/**
 * How long to wait after so many attempts in vain: twice as long each time, up to ten minutes, cut short at random so that
 * endpoints that failed together are not asked together. What the endpoint asks for is waited at least.
 */
export function delayAfter(attempts: number, random: () => number, retryAfterMs = 0): number {
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempts - 1));
  return Math.max(retryAfterMs, longest * (0.5 + random() / 2));
}
