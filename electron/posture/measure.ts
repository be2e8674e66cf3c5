import type { Facts } from '../../core/facts/catalogue.ts';
import { FACT_KEYS, noFacts, type FactKey } from '../../core/facts/catalogue.ts';
import type { PrivacyView } from '../../core/ipc/client-view.ts';
import type { Platform } from '../../core/ids.ts';
import type { PostureClock } from './clock.ts';
import { combineFacts } from './combine/facts.ts';
import type { PostureIo } from './io/posture-io.ts';
import { createLanes } from './lanes.ts';
import { measuredEntries, type Measurement } from './measured.ts';
import { runSource } from './run-source.ts';
import { runnableSources } from './sources/catalogue.ts';
import type { AnySource } from './sources/source.ts';

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

export interface Wanted {
  readonly keys: ReadonlySet<FactKey>;
  /** Those that tell of them. */
  readonly sources: readonly AnySource[];
}

/** Facts as of now. A fact of which some source has not answered yet is not known: half of the answers can mislead. Nor is one that nobody wants. */
export function factsOf(
  measurements: readonly Measurement[],
  wanted: Wanted,
  platform: Platform,
  nowMs: number,
): Facts {
  const combined = combineFacts(
    measurements.map(({ result, atMs }) => ({ ...result, ageMs: Math.max(0, nowMs - atMs) })),
    platform,
  );
  const answered = new Set(measurements.map(({ source }) => source.id));
  const open = new Set(wanted.sources.filter((source) => !answered.has(source.id)).map((source) => source.fact));
  const none = noFacts();
  const pick = <K extends FactKey>(key: K): Facts[K] =>
    open.has(key) || !wanted.keys.has(key) ? none[key] : combined[key];
  return Object.fromEntries(FACT_KEYS.map((key) => [key, pick(key)])) as unknown as Facts;
}

export interface OneScan {
  readonly facts: Facts;
  readonly measured: PrivacyView['measured'];
}

export interface OneScanOptions {
  /** Facts that are wanted; default: all. Nothing is run for any other. */
  readonly wanted?: Iterable<FactKey>;
  readonly signal?: AbortSignal;
}

/** Every source once, in parallel, and then nothing more. */
export async function measureOnce(
  io: PostureIo,
  platform: Platform,
  clock: PostureClock,
  { wanted = FACT_KEYS, signal = new AbortController().signal }: OneScanOptions = {},
): Promise<OneScan> {
  const keys = new Set(wanted);
  const sources = runnableSources(platform).filter((source) => keys.has(source.fact));
  const lanes = createLanes();
  try {
    const measurements = await Promise.all(
      slowestFirst(sources).map((source) => lanes(source, () => measure(source, io, clock, signal))),
    );
    return {
      facts: factsOf(measurements, { keys, sources }, platform, clock.monotonicMs()),
      measured: measuredEntries(inOrder(measurements, sources)),
    };
  } finally {
    io.release();
  }
}

/** What takes longest begins first, so that a scan takes hardly longer than its slowest source. */
export function slowestFirst(sources: readonly AnySource[]): readonly AnySource[] {
  const order: Readonly<Record<AnySource['pace'], number>> = {
    updates: 0,
    hourly: 1,
    disk: 2,
    settings: 3,
    devices: 4,
    firewall: 5,
    programs: 6,
    vpn: 7,
  };
  return [...sources].sort((a, b) => order[a.pace] - order[b.pace]);
}

export function inOrder(measurements: readonly Measurement[], sources: readonly AnySource[]): readonly Measurement[] {
  return sources.flatMap((source) => measurements.find((measurement) => measurement.source === source) ?? []);
}
