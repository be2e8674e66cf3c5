import type { PostureClock } from './clock.ts';
import type { PostureIo } from './io/posture-io.ts';
import { measure } from './measure.ts';
import type { Measurement } from './measured.ts';
import type { AnySource } from './sources/source.ts';

/** Even what can't have changed is asked again after this, in case something else does decide it. Milliseconds. */
const TRUSTED_MS = 6 * 3_600_000;

/** Runs sources, but for those of which nothing has changed that decides their answer: those still say what they said. */
export interface Settled {
  measure(source: AnySource, fresh: boolean, signal: AbortSignal): Promise<Measurement>;
  forget(): void;
}

interface Kept {
  readonly measurement: Measurement;
  readonly print: string;
}

export function createSettled(io: PostureIo, clock: PostureClock): Settled {
  let kept = new Map<string, Kept>();
  return {
    measure: async (source, fresh, signal) => {
      const { settledBy } = source;
      if (settledBy === undefined) return measure(source, io, clock, signal);
      const at = clock.wallIso();
      const atMs = clock.monotonicMs();
      // Before the run: what changes during it makes the next one run again.
      const print = await io.fingerprint(settledBy);
      const before = kept.get(source.id);
      if (!fresh && before !== undefined && before.print === print && atMs - before.measurement.atMs < TRUSTED_MS)
        return { ...before.measurement, at, atMs, durationMs: clock.monotonicMs() - atMs };
      const measurement = await measure(source, io, clock, signal);
      if (print !== null && measurement.result.reading.reason === null) kept.set(source.id, { measurement, print });
      else kept.delete(source.id);
      return measurement;
    },
    forget: () => {
      kept = new Map();
    },
  };
}
