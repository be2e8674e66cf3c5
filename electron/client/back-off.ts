/** Chosen so that a short outage is over quickly and a long one does not storm the server (threats: reconnect storm). */
const FIRST_MS = 250;
const MOST_MS = 30_000;
const EAGER_FOR_MS = 5_000;
const EAGER_MOST_MS = 1_000;

/**
 * Full jitter: anywhere between nothing and the growing cap, so that many clients spread out. Milliseconds.
 * In the first seconds of an outage the cap stays at one second.
 */
export function backOffMs(attempt: number, outageMs: number, random: () => number): number {
  const grown = Math.min(MOST_MS, FIRST_MS * 2 ** Math.min(attempt, 20));
  const cap = outageMs < EAGER_FOR_MS ? Math.min(grown, EAGER_MOST_MS) : grown;
  return Math.round(random() * cap);
}
