/** Time as the client knows it. Decisions use `nowMs` alone; the wall clock is for people. */
export interface Clock {
  /** Monotonic milliseconds: setting the system's clock does not move it. */
  nowMs(): number;
  /** For display only. */
  wall(): Date;
  /** Runs once after the delay; the answer cancels it. */
  after(delayMs: number, run: () => void): () => void;
}

export const systemClock: Clock = {
  nowMs: () => performance.now(),
  wall: () => new Date(),
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    return () => {
      clearTimeout(timer);
    };
  },
};
