import type { Facts } from '../../core/facts/catalogue.ts';
import { FACT_KEYS, noFacts, type FactKey } from '../../core/facts/catalogue.ts';
import type { PrivacyView } from '../../core/ipc/client-view.ts';
import type { Platform } from '../../core/ids.ts';
import type { PostureClock } from './clock.ts';
import { combineFacts } from './combine/facts.ts';
import type { PostureIo } from './io/posture-io.ts';
import { createLimit } from './limit.ts';
import { measuredEntries, type Measurement } from './measured.ts';
import { runSource } from './run-source.ts';
import { runnableSources } from './sources/catalogue.ts';
import type { AnySource } from './sources/source.ts';

/** More at once only make each other slower on a laptop. */
export const MOST_AT_ONCE = 6;

/** Runs one source and notes when and for how long. */
export async function measure(
  source: AnySource,
  io: PostureIo,
  clock: PostureClock,
  signal: AbortSignal,
): Promise<Measurement> {
  const at = clock.wallIso();
  const atMs = clock.monotonicMs();
  const { result, what } = await runSource(source, io, { asOf: at.slice(0, 10) }, signal);
  return { source, result, what, at, atMs, durationMs: clock.monotonicMs() - atMs };
}

/** Facts as of now. A fact of which some source has not answered yet is not known: half of the answers can mislead. */
export function factsOf(
  measurements: readonly Measurement[],
  sources: readonly AnySource[],
  platform: Platform,
  nowMs: number,
): Facts {
  const combined = combineFacts(
    measurements.map(({ result, atMs }) => ({ ...result, ageMs: Math.max(0, nowMs - atMs) })),
    platform,
  );
  const answered = new Set(measurements.map(({ source }) => source.id));
  const open = new Set<FactKey>(sources.filter((source) => !answered.has(source.id)).map((source) => source.fact));
  const none = noFacts();
  const pick = <K extends FactKey>(key: K): Facts[K] => (open.has(key) ? none[key] : combined[key]);
  return Object.fromEntries(FACT_KEYS.map((key) => [key, pick(key)])) as unknown as Facts;
}

export interface OneScan {
  readonly facts: Facts;
  readonly measured: PrivacyView['measured'];
}

/** Every source once, in parallel, and then nothing more: for the command line. */
export async function measureOnce(
  io: PostureIo,
  platform: Platform,
  clock: PostureClock,
  signal: AbortSignal = new AbortController().signal,
): Promise<OneScan> {
  const sources = runnableSources(platform);
  const limit = createLimit(MOST_AT_ONCE);
  const measurements = await Promise.all(
    slowestFirst(sources).map((source) => limit(() => measure(source, io, clock, signal))),
  );
  return {
    facts: factsOf(measurements, sources, platform, clock.monotonicMs()),
    measured: measuredEntries(inOrder(measurements, sources)),
  };
}

/** What takes longest begins first, so that a scan takes hardly longer than its slowest source. */
export function slowestFirst(sources: readonly AnySource[]): readonly AnySource[] {
  const order: Readonly<Record<AnySource['pace'], number>> = { updates: 0, hourly: 1, disk: 2, firewall: 3, vpn: 4 };
  return [...sources].sort((a, b) => order[a.pace] - order[b.pace]);
}

export function inOrder(measurements: readonly Measurement[], sources: readonly AnySource[]): readonly Measurement[] {
  return sources.flatMap((source) => measurements.find((measurement) => measurement.source === source) ?? []);
}
