import type { FactKey } from '../../core/facts/catalogue.ts';
import type { Platform } from '../../core/ids.ts';
import type { PostureClock } from './clock.ts';
import type { PostureIo } from './io/posture-io.ts';
import { recordIo } from './io/record.ts';
import { createRedactor } from './io/redact.ts';
import { reviewOf, type BundleReview } from './io/review.ts';
import { measureOnce } from './measure.ts';

export interface SupportBundle {
  /** The file as it would be sent: JSON, redacted, to be replayed with `offhook check --replay`. */
  readonly bundle: string;
  readonly summary: BundleReview;
}

export interface SupportBundleOptions {
  readonly io: PostureIo;
  readonly platform: Platform;
  readonly clock: PostureClock;
  /** The user's and the machine's own names, to be taken out. */
  readonly names: readonly string[];
  /** Nothing is asked for any other fact. */
  readonly wanted: Iterable<FactKey>;
  readonly signal?: AbortSignal;
}

/** Asks everything once, with its answers kept. Sends nothing and writes nothing. */
export async function makeSupportBundle(options: SupportBundleOptions): Promise<SupportBundle> {
  const { io, platform, clock, names, wanted, signal } = options;
  const recorder = recordIo(io, { platform, recordedAt: clock.wallIso() }, createRedactor(names));
  await measureOnce(recorder.io, platform, clock, { wanted, ...(signal === undefined ? {} : { signal }) });
  const bundle = recorder.bundle();
  return { bundle: `${JSON.stringify(bundle, null, 2)}\n`, summary: reviewOf(bundle) };
}
