import type { PrivacyView } from '../../core/ipc/client-view.ts';
import type { Result } from './run-source.ts';
import type { AnySource } from './sources/source.ts';

/** The last run of one source. */
export interface Measurement {
  readonly source: AnySource;
  readonly result: Result;
  readonly what: string;
  /** On the monotonic clock, when the run began: a fact is as old as its oldest question. */
  readonly atMs: number;
  readonly at: string;
  readonly durationMs: number;
}

/** For the privacy page, in the order of the catalogue. */
export function measuredEntries(measurements: readonly Measurement[]): PrivacyView['measured'] {
  return measurements.map(({ source, result, what, at, durationMs }) => ({
    source: source.id,
    what: what.slice(0, 500),
    fact: source.fact,
    at,
    durationMs: Math.max(0, Math.round(durationMs * 10) / 10),
    result: JSON.stringify(result.reading).slice(0, 4000),
  }));
}
