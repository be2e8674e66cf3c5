/** Time as the server sees it. Passed in, so that tests own it. */
export interface Clock {
  /** Unix milliseconds. */
  nowMs(): number;
  /** Calls back once, `ms` from now. Returns what cancels it. */
  later(ms: number, run: () => void): () => void;
}

/** The longest that setTimeout can wait; more would fire at once. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1;

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  later(ms, run) {
    const timer = setTimeout(run, Math.min(Math.max(ms, 0), MAX_TIMEOUT_MS));
    timer.unref();
    return () => clearTimeout(timer);
  },
};
