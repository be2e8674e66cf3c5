/** Time, passed in. */
export interface PostureClock {
  /** Milliseconds that never go back and don't care about the wall clock. */
  monotonicMs(): number;
  /** ISO 8601, in UTC: for people, and for the day of end-of-life dates. */
  wallIso(): string;
  /** Calls `fire` once after `delayMs`. Returns its cancel. */
  setTimer(fire: () => void, delayMs: number): () => void;
}
