import type { PostureClock } from '../../../electron/posture/clock.ts';
import type { PostureIo } from '../../../electron/posture/io/posture-io.ts';
import { createSystemIo } from '../../../electron/posture/io/system-io.ts';

export function systemIo(): PostureIo {
  return createSystemIo({
    windows: process.platform === 'win32',
    env: process.env,
    monotonicMs: () => performance.now(),
    wallMs: () => Date.now(),
  });
}

export const systemClock: PostureClock = {
  monotonicMs: () => performance.now(),
  wallIso: () => new Date().toISOString(),
  setTimer: (fire, delayMs) => {
    const timer = setTimeout(fire, delayMs);
    return () => clearTimeout(timer);
  },
};

/** The value below which this share of them lies, to a tenth. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = share * (sorted.length - 1);
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  const high = sorted[Math.ceil(at)] ?? Number.NaN;
  return Math.round((low + (high - low) * (at - Math.floor(at))) * 10) / 10;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}
