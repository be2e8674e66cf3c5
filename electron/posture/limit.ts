/** Runs at most `most` tasks at once; the others wait their turn. */
export function createLimit(most: number): <T>(task: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (task) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    running += 1;
    try {
      return await task();
    } finally {
      running -= 1;
      waiting.shift()?.();
    }
  };
}

/** A few wakes at once, then one each `gapMs`; the last one is never lost, only late. */
export interface WakeLimit {
  /** How long this wake has to wait, in ms; 0 takes a place. */
  takeMs(nowMs: number): number;
}

const MOST_AT_A_TIME = 6;

export function createWakeLimit(gapMs: number): WakeLimit {
  let left = MOST_AT_A_TIME;
  let sinceMs = 0;
  return {
    takeMs: (nowMs) => {
      const refilled = Math.floor((nowMs - sinceMs) / gapMs);
      if (refilled > 0) {
        left = Math.min(MOST_AT_A_TIME, left + refilled);
        sinceMs += refilled * gapMs;
      }
      if (left === 0) return sinceMs + gapMs - nowMs;
      if (left === MOST_AT_A_TIME) sinceMs = nowMs;
      left -= 1;
      return 0;
    },
  };
}
