import type { Clock } from '../../../electron/client/clock.ts';

interface Timer {
  readonly atMs: number;
  readonly run: () => void;
}

export interface FakeClock extends Clock {
  /** Runs what is due in order, letting promises settle in between. */
  advance(ms: number): Promise<void>;
  /** Moves the wall clock alone. */
  setWall(date: Date): void;
  readonly pending: number;
}

/** Lets promises that wait for nothing but each other settle. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

export function createFakeClock(): FakeClock {
  let nowMs = 1_000;
  let wallOffsetMs = Date.parse('2026-11-22T08:00:00Z') - nowMs;
  const timers = new Set<Timer>();
  return {
    nowMs: () => nowMs,
    wall: () => new Date(nowMs + wallOffsetMs),
    after(delayMs, run) {
      const timer = { atMs: nowMs + Math.max(0, delayMs), run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    async advance(ms) {
      const untilMs = nowMs + ms;
      await settle();
      for (;;) {
        const next = [...timers].sort((a, b) => a.atMs - b.atMs)[0];
        if (next === undefined || next.atMs > untilMs) break;
        timers.delete(next);
        nowMs = Math.max(nowMs, next.atMs);
        next.run();
        await settle();
      }
      nowMs = untilMs;
    },
    setWall(date) {
      wallOffsetMs = date.getTime() - nowMs;
    },
    get pending() {
      return timers.size;
    },
  };
}
