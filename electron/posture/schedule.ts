import type { UnknownReason } from '../../core/facts/fact.ts';
import type { Pace } from './sources/source.ts';

interface Interval {
  readonly baseMs: number;
  /** However slow or hopeless a source is, it is asked again before its fact is too old for the checks. */
  readonly longestMs: number;
}

const INTERVALS: Readonly<Record<Pace, Interval>> = {
  vpn: { baseMs: 2000, longestMs: 28_000 },
  programs: { baseMs: 3000, longestMs: 28_000 },
  firewall: { baseMs: 5000, longestMs: 60_000 },
  devices: { baseMs: 5000, longestMs: 28_000 },
  disk: { baseMs: 60_000, longestMs: 4 * 60_000 },
  settings: { baseMs: 4 * 60_000, longestMs: 8 * 60_000 },
  updates: { baseMs: 10 * 60_000, longestMs: 20 * 60_000 },
  // The check for updates wants the system's name no older than an hour.
  hourly: { baseMs: 50 * 60_000, longestMs: 55 * 60_000 },
};

/** A source may be busy for at most a hundredth of the time. */
const IDLE_SHARE = 100;
/** What is not there or not allowed rarely changes. */
const HOPELESS_FACTOR = 6;
/** Each failure in a row doubles the wait, up to this many times. */
const MOST_DOUBLINGS = 6;

export interface LastRun {
  readonly durationMs: number;
  readonly reason: UnknownReason | null;
  /** How often in a row it hung or made no sense. */
  readonly failures: number;
  /** Something tells at once when it changes, so that looking from time to time only makes sure. */
  readonly isCovered: boolean;
}

/** How long to wait before the next run, in ms. */
export function nextDelayMs(pace: Pace, last: LastRun): number {
  const { baseMs, longestMs } = INTERVALS[pace];
  if (last.isCovered) return longestMs;
  const isHopeless = last.reason === 'not-installed' || last.reason === 'needs-rights';
  const patienceMs = isHopeless ? baseMs * HOPELESS_FACTOR : baseMs * 2 ** Math.min(last.failures, MOST_DOUBLINGS);
  return Math.min(Math.max(patienceMs, last.durationMs * IDLE_SHARE), longestMs);
}

/** Events may bring a few runs at once, and then one each so many ms: a chatty system must not keep us busy. */
export function eventGapMs(pace: Pace): number {
  return isFast(pace) ? 1000 : Math.min(INTERVALS[pace].baseMs, 30_000);
}

/** Those that an agent waits for, and that nothing slow may hold up. */
export function isFast(pace: Pace): boolean {
  return pace === 'vpn' || pace === 'programs' || pace === 'firewall' || pace === 'devices';
}
