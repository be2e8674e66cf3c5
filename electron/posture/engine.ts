import { noFacts, type FactKey, type Facts } from '../../core/facts/catalogue.ts';
import type { PrivacyView } from '../../core/ipc/client-view.ts';
import type { Platform } from '../../core/ids.ts';
import type { PostureClock } from './clock.ts';
import { valuesOf } from './fact-values.ts';
import type { PostureIo } from './io/posture-io.ts';
import { createLimit } from './limit.ts';
import { factsOf, inOrder, measure, MOST_AT_ONCE, slowestFirst } from './measure.ts';
import { measuredEntries, type Measurement } from './measured.ts';
import { watchNetwork } from './network-events.ts';
import { nextDelayMs } from './schedule.ts';
import { runnableSources } from './sources/catalogue.ts';
import type { AnySource } from './sources/source.ts';

export interface PostureEngine {
  /**
   * Begins to measure. `onChange` is called whenever a fact's value changes, from the first one that comes in; and once when
   * the first scan is complete, from when on `isComplete` is true.
   */
  start(onChange: (facts: Facts, isComplete: boolean) => void): void;
  /** Kills whatever runs and forgets what was measured. Nothing runs afterwards. */
  stop(): void;
  /** Every source now. While stopped it measures nothing. */
  recheck(): Promise<Facts>;
  /** How long until one of these is looked at again, in ms; null when none is waiting for its turn. */
  nextRunInMs(keys: readonly FactKey[]): number | null;
  /** What is known now; ages are from the monotonic clock. */
  snapshot(): Facts;
  /** What was run and what it said, for the privacy page. */
  measured(): PrivacyView['measured'];
}

export interface PostureEngineOptions {
  readonly io: PostureIo;
  readonly platform: Platform;
  readonly clock: PostureClock;
  readonly sources?: readonly AnySource[];
}

/** Sources that only make sense together are run and taken over together: addresses with routes from before would mislead. */
interface Group {
  readonly sources: readonly AnySource[];
  running: Promise<void> | null;
  again: boolean;
  /** On the monotonic clock; null while it runs. */
  dueAtMs: number | null;
  cancelTimer: () => void;
}

/** One shift: everything in it ends with it. */
interface Shift {
  readonly abort: AbortController;
  readonly groups: readonly Group[];
  readonly measurements: Map<string, Measurement>;
  readonly onChange: (facts: Facts, isComplete: boolean) => void;
  stopWatching: () => void;
  rechecking: Promise<Facts> | null;
  /** The values that `onChange` was last told, and whether the first scan was complete then. */
  told: { readonly values: string; readonly isComplete: boolean };
}

export function createPostureEngine({
  io,
  platform,
  clock,
  sources = runnableSources(platform),
}: PostureEngineOptions): PostureEngine {
  let shift: Shift | null = null;
  const limit = createLimit(MOST_AT_ONCE);

  const facts = (): Facts => factsOf([...(shift?.measurements.values() ?? [])], sources, platform, clock.monotonicMs());

  const tell = (current: Shift): void => {
    if (current !== shift) return;
    // The maker's name may take seconds and decides nothing: nobody waits for it.
    const isComplete = sources.every((source) => source.fact === 'hardware' || current.measurements.has(source.id));
    const now = facts();
    const values = valuesOf(now);
    if (values === current.told.values && isComplete === current.told.isComplete) return;
    current.told = { values, isComplete };
    current.onChange(now, isComplete);
  };

  const runOnce = async (group: Group, current: Shift): Promise<void> => {
    const { signal } = current.abort;
    const done = await Promise.all(group.sources.map((source) => limit(() => measure(source, io, clock, signal))));
    if (current !== shift) return;
    for (const measurement of done) current.measurements.set(measurement.source.id, measurement);
    tell(current);
  };

  const isDue = (group: Group, current: Shift): boolean => group.again && current === shift;

  const schedule = (group: Group, current: Shift): void => {
    const last = group.sources.flatMap((source) => current.measurements.get(source.id) ?? []);
    const delays = last.map(({ source, result, durationMs }) =>
      nextDelayMs(source.pace, { durationMs, reason: result.reading.reason }),
    );
    // A group is as lively as its liveliest member.
    const delayMs = Math.min(...delays);
    group.dueAtMs = clock.monotonicMs() + delayMs;
    group.cancelTimer = clock.setTimer(() => void run(group, current), delayMs);
  };

  /** Never two at once of the same: whoever asks while it runs gets the run after. */
  const run = (group: Group, current: Shift): Promise<void> => {
    if (group.running !== null) {
      group.again = true;
      return group.running;
    }
    group.cancelTimer();
    group.dueAtMs = null;
    group.running = (async () => {
      do {
        group.again = false;
        await runOnce(group, current);
      } while (isDue(group, current));
      group.running = null;
      if (current === shift) schedule(group, current);
    })();
    return group.running;
  };

  const recheckAll = async (current: Shift): Promise<Facts> => {
    await Promise.all(current.groups.map((group) => run(group, current)));
    current.rechecking = null;
    return facts();
  };

  return {
    start: (onChange) => {
      if (shift !== null) return;
      const current: Shift = {
        abort: new AbortController(),
        groups: groupsOf(slowestFirst(sources)),
        measurements: new Map(),
        onChange,
        stopWatching: () => undefined,
        rechecking: null,
        told: { values: valuesOf(noFacts()), isComplete: false },
      };
      shift = current;
      const vpn = current.groups.find((group) => group.sources.some((source) => source.pace === 'vpn'));
      if (platform === 'linux' && vpn !== undefined)
        current.stopWatching = watchNetwork(io, clock, () => void run(vpn, current));
      for (const group of current.groups) void run(group, current);
    },
    stop: () => {
      const current = shift;
      if (current === null) return;
      shift = null;
      current.abort.abort();
      current.stopWatching();
      for (const group of current.groups) group.cancelTimer();
    },
    recheck: () => {
      if (shift === null) return Promise.resolve(facts());
      shift.rechecking ??= recheckAll(shift);
      return shift.rechecking;
    },
    nextRunInMs: (keys) => {
      const asked = (shift?.groups ?? []).filter((group) => group.sources.some(({ fact }) => keys.includes(fact)));
      const due = asked.flatMap(({ dueAtMs }) => dueAtMs ?? []);
      return due.length === 0 ? null : Math.max(0, Math.min(...due) - clock.monotonicMs());
    },
    snapshot: facts,
    measured: () => (shift === null ? [] : measuredEntries(inOrder([...shift.measurements.values()], sources))),
  };
}

function groupsOf(sources: readonly AnySource[]): readonly Group[] {
  const together = sources.filter((source) => source.pace === 'vpn');
  const alone = sources.filter((source) => source.pace !== 'vpn').map((source) => [source]);
  return [...alone, ...(together.length > 0 ? [together] : [])].map((members) => ({
    sources: members,
    running: null,
    again: false,
    dueAtMs: null,
    cancelTimer: () => undefined,
  }));
}
