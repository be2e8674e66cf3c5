import type { UnknownReason } from '../../core/facts/fact.ts';
import type { Pace } from './sources/source.ts';

interface Interval {
  readonly baseMs: number;
  /** However slow or hopeless a source is, it is asked again before its fact is too old for the checks. */
  readonly longestMs: number;
}

const INTERVALS: Readonly<Record<Pace, Interval>> = {
  vpn: { baseMs: 2000, longestMs: 20_000 },
  firewall: { baseMs: 5000, longestMs: 60_000 },
  disk: { baseMs: 60_000, longestMs: 4 * 60_000 },
  updates: { baseMs: 10 * 60_000, longestMs: 20 * 60_000 },
  // The check for updates wants the system's name no older than an hour.
  hourly: { baseMs: 50 * 60_000, longestMs: 55 * 60_000 },
};

/** A source may be busy for at most a fortieth of the time. */
const IDLE_SHARE = 40;
/** What is not there or not allowed rarely changes. */
const HOPELESS_FACTOR = 6;

/** How long to wait before the next run, in ms. */
export function nextDelayMs(
  pace: Pace,
  last: { readonly durationMs: number; readonly reason: UnknownReason | null },
): number {
  const { baseMs, longestMs } = INTERVALS[pace];
  const isHopeless = last.reason === 'not-installed' || last.reason === 'needs-rights';
  const wanted = Math.max(isHopeless ? baseMs * HOPELESS_FACTOR : baseMs, last.durationMs * IDLE_SHARE);
  return Math.min(wanted, longestMs);
}
