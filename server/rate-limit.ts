import { AppError } from '../core/errors.ts';
import type { Clock } from './clock.ts';

export interface RateLimit {
  /** Throws AppError TOO_MANY_REQUESTS when `key` has no attempt left. Does not count one. */
  check(key: string): void;
  /** Counts an attempt. */
  count(key: string): void;
  /** Both. */
  take(key: string): void;
  /** Takes back one attempt that turned out to be no guess. */
  giveBack(key: string): void;
  forget(key: string): void;
}

/** Beyond this many keys the oldest are dropped: an attacker with many addresses must not fill the memory. */
const MAX_KEYS = 50_000;

/** At most `max` attempts in a window that begins with the first. */
export function createRateLimit(
  clock: Clock,
  { max, windowMs }: { readonly max: number; readonly windowMs: number },
): RateLimit {
  const windows = new Map<string, { count: number; readonly endsAt: number }>();
  const live = (key: string) => {
    const window = windows.get(key);
    // One that would last longer than any can was begun before the clock was set back.
    const leftMs = window === undefined ? 0 : window.endsAt - clock.nowMs();
    if (leftMs > 0 && leftMs <= windowMs) return window;
    windows.delete(key);
    return undefined;
  };
  const limit: RateLimit = {
    check(key) {
      const window = live(key);
      if (window === undefined || window.count < max) return;
      const minutes = Math.max(1, Math.ceil((window.endsAt - clock.nowMs()) / 60_000));
      throw new AppError(
        'TOO_MANY_REQUESTS',
        `That was tried too often. Try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`,
      );
    },
    count(key) {
      const window = live(key);
      if (window !== undefined) {
        window.count += 1;
        return;
      }
      for (const oldest of windows.keys()) {
        if (windows.size < MAX_KEYS) break;
        windows.delete(oldest);
      }
      windows.set(key, { count: 1, endsAt: clock.nowMs() + windowMs });
    },
    take(key) {
      limit.check(key);
      limit.count(key);
    },
    giveBack(key) {
      const window = live(key);
      if (window !== undefined) window.count -= 1;
    },
    forget: (key) => void windows.delete(key),
  };
  return limit;
}
