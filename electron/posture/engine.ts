import { FACT_KEYS, noFacts, type FactKey, type Facts } from '../../core/facts/catalogue.ts';
import type { PrivacyView } from '../../core/ipc/client-view.ts';
import type { Platform } from '../../core/ids.ts';
import type { PostureClock } from './clock.ts';
import { notice, type Noticing } from './events/noticing.ts';
import { valuesOf } from './fact-values.ts';
import { createGroup, groupsOf, type Group } from './group.ts';
import type { PostureIo } from './io/posture-io.ts';
import { createLanes } from './lanes.ts';
import { factsOf, inOrder, slowestFirst, type Wanted } from './measure.ts';
import { measuredEntries, type Measurement } from './measured.ts';
import { createSettled } from './settled.ts';
import { runnableSources } from './sources/catalogue.ts';
import type { AnySource } from './sources/source.ts';

export interface PostureEngine {
  /**
   * Begins to measure. `onChange` is called whenever a fact's value changes, from the first one that comes in; and once when
   * the first scan is complete, from when on `isComplete` is true, until more is wanted.
   */
  start(onChange: (facts: Facts, isComplete: boolean) => void): void;
  /** Kills whatever runs and forgets what was measured. Nothing runs afterwards. */
  stop(): void;
  /**
   * Only these are measured, from now on; what is new among them at once, and what is no longer among them is forgotten. True when
   * something is new that has to be measured.
   */
  setWanted(keys: Iterable<FactKey>): boolean;
  /**
   * Everything that is wanted, now. Resolves when all of it has answered. `onSoon` is called once before that, when the slow ones
   * take longer than an agent wants to wait. While stopped it measures nothing.
   */
  recheck(onSoon?: (facts: Facts) => void): Promise<Facts>;
  /** Something happened that may have changed anything: looks again, but for what can't have changed. */
  lookAgain(): void;
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
  /** What is measured before `setWanted` says otherwise. Default: everything. */
  readonly wanted?: Iterable<FactKey>;
}

/** An answer to “check again” that takes longer feels like none. Milliseconds. */
const SOON_MS = 800;

/** One shift: everything in it ends with it. */
interface Shift {
  readonly onChange: (facts: Facts, isComplete: boolean) => void;
  readonly measurements: Map<string, Measurement>;
  noticing: Noticing;
  /** The values that `onChange` was last told, and whether the scan was complete then. */
  told: { readonly values: string; readonly isComplete: boolean };
}

export function createPostureEngine(options: PostureEngineOptions): PostureEngine {
  const { io, platform, clock, sources = runnableSources(platform) } = options;
  const lanes = createLanes();
  const settled = createSettled(io, clock);
  let shift: Shift | null = null;
  let wanted = wantedOf(options.wanted ?? FACT_KEYS, sources);

  const groups: readonly Group[] = groupsOf(slowestFirst(sources)).flatMap((members) => {
    const [first] = members;
    if (first === undefined) return [];
    return createGroup(first.fact, members, {
      clock,
      measure: (asked, fresh, signal) =>
        Promise.all(asked.map((source) => lanes(source, () => settled.measure(source, fresh, signal)))),
      onMeasured: (done) => {
        for (const measurement of done) shift?.measurements.set(measurement.source.id, measurement);
        tell();
      },
      isCovered: (source) => shift?.noticing.isCovered(source) ?? false,
    });
  });
  const wantedGroups = (): readonly Group[] => groups.filter(({ fact }) => wanted.keys.has(fact));

  const facts = (): Facts => factsOf([...(shift?.measurements.values() ?? [])], wanted, platform, clock.monotonicMs());

  const tell = (): void => {
    if (shift === null) return;
    const { measurements, told } = shift;
    // The maker's name may take seconds and decides nothing: nobody waits for it.
    const isComplete = wanted.sources.every(({ fact, id }) => fact === 'hardware' || measurements.has(id));
    const now = facts();
    const values = valuesOf(now);
    if (values === told.values && isComplete === told.isComplete) return;
    shift.told = { values, isComplete };
    shift.onChange(now, isComplete);
  };

  const watch = (): Noticing =>
    notice({
      io,
      clock,
      platform,
      sources: wanted.sources,
      wake: (woken) => {
        for (const group of groups) if (group.sources.some((source) => woken.includes(source))) group.wake();
      },
    });

  return {
    start: (onChange) => {
      if (shift !== null) return;
      const told = { values: valuesOf(noFacts()), isComplete: false };
      shift = { onChange, measurements: new Map(), noticing: watch(), told };
      for (const group of wantedGroups()) group.start();
    },
    stop: () => {
      if (shift === null) return;
      shift.noticing.stop();
      shift = null;
      for (const group of groups) group.stop();
      settled.forget();
      io.release();
    },
    setWanted: (keys) => {
      const before = wanted;
      wanted = wantedOf(keys, sources);
      const isMore = wanted.sources.some((source) => !before.keys.has(source.fact));
      const isSame = wanted.keys.size === before.keys.size && [...wanted.keys].every((key) => before.keys.has(key));
      if (isSame || shift === null) return isMore;
      shift.noticing.stop();
      shift.noticing = watch();
      for (const group of groups) {
        if (wanted.keys.has(group.fact)) {
          group.start();
          continue;
        }
        group.stop();
        for (const { id } of group.sources) shift.measurements.delete(id);
      }
      tell();
      return isMore;
    },
    recheck: async (onSoon) => {
      if (shift === null) return facts();
      const cancelSoon = onSoon === undefined ? null : clock.setTimer(() => onSoon(facts()), SOON_MS);
      await Promise.all(wantedGroups().map((group) => group.run(true)));
      cancelSoon?.();
      return facts();
    },
    lookAgain: () => {
      for (const group of wantedGroups()) group.wake();
    },
    nextRunInMs: (keys) => {
      const due = groups.flatMap((group) => (keys.includes(group.fact) ? (group.dueAtMs() ?? []) : []));
      return due.length === 0 ? null : Math.max(0, Math.min(...due) - clock.monotonicMs());
    },
    snapshot: facts,
    measured: () => (shift === null ? [] : measuredEntries(inOrder([...shift.measurements.values()], sources))),
  };
}

function wantedOf(keys: Iterable<FactKey>, sources: readonly AnySource[]): Wanted {
  const set = new Set(keys);
  return { keys: set, sources: sources.filter((source) => set.has(source.fact)) };
}
