import type { Clock } from '../../../server/clock.ts';

export interface FakeClock extends Clock {
  /** Moves time on, and runs what falls due on the way, in order. */
  advance(ms: number): void;
  /** As an administrator or NTP does: what was to run in some time still runs after that time. */
  setBack(ms: number): void;
}

export function createFakeClock(startMs = Date.UTC(2026, 0, 5, 9)): FakeClock {
  let nowMs = startMs;
  const due = new Set<{ at: number; readonly run: () => void }>();
  return {
    nowMs: () => nowMs,
    later(ms, run) {
      const entry = { at: nowMs + Math.max(0, ms), run };
      due.add(entry);
      return () => due.delete(entry);
    },
    advance(ms) {
      const end = nowMs + ms;
      for (;;) {
        const next = [...due].filter((entry) => entry.at <= end).sort((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        due.delete(next);
        nowMs = Math.max(nowMs, next.at);
        next.run();
      }
      nowMs = end;
    },
    setBack(ms) {
      nowMs -= ms;
      for (const entry of due) entry.at -= ms;
    },
  };
}
