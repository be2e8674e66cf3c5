import type { FactKey } from '../../core/facts/catalogue.ts';
import type { PostureClock } from './clock.ts';
import { createWakeLimit } from './limit.ts';
import type { Measurement } from './measured.ts';
import { eventGapMs, nextDelayMs } from './schedule.ts';
import type { AnySource } from './sources/source.ts';

export interface GroupDeps {
  readonly clock: PostureClock;
  /** Measures all of them, and gives up when the signal says so. `fresh`: even what can't have changed. */
  measure(sources: readonly AnySource[], fresh: boolean, signal: AbortSignal): Promise<readonly Measurement[]>;
  onMeasured(measurements: readonly Measurement[]): void;
  isCovered(source: AnySource): boolean;
}

/** Sources that only make sense together are run and taken over together: addresses with routes from before would mislead. */
export interface Group {
  readonly fact: FactKey;
  readonly sources: readonly AnySource[];
  start(): void;
  /** Kills whatever runs; nothing of it is taken over. */
  stop(): void;
  /** Now, or right after the run in hand: never two at once of the same. Resolves when that run is over. */
  run(fresh: boolean): Promise<void>;
  /** Something may have changed. */
  wake(): void;
  /** On the monotonic clock; null while it runs or rests. */
  dueAtMs(): number | null;
}

export function groupsOf(sources: readonly AnySource[]): readonly (readonly AnySource[])[] {
  const isTogether = (source: AnySource): boolean => source.pace === 'vpn' && source.fact === 'vpn';
  const together = sources.filter(isTogether);
  const alone = sources.filter((source) => !isTogether(source)).map((source) => [source]);
  return [...alone, ...(together.length > 0 ? [together] : [])];
}

export function createGroup(fact: FactKey, sources: readonly AnySource[], deps: GroupDeps): Group {
  const { clock } = deps;
  const failures = new Map<string, number>();
  const wakes = createWakeLimit(Math.min(...sources.map(({ pace }) => eventGapMs(pace))));
  let abort: AbortController | null = null;
  let running: Promise<void> | null = null;
  let again = false;
  let isFreshAsked = false;
  let due: number | null = null;
  /** When a wake that came too soon after others has its turn. */
  let wakeAtMs: number | null = null;
  let cancelTimer = (): void => undefined;

  const timer = (wantedMs: number): void => {
    const delayMs = Math.max(0, wantedMs);
    cancelTimer();
    due = clock.monotonicMs() + delayMs;
    cancelTimer = clock.setTimer(() => void run(false), delayMs);
  };

  const schedule = (done: readonly Measurement[]): void => {
    const delays = done.map(({ source, result, durationMs }) => {
      const { reason } = result.reading;
      const isFailure = reason === 'timed-out' || reason === 'unreadable';
      const count = isFailure ? (failures.get(source.id) ?? 0) + 1 : 0;
      failures.set(source.id, count);
      return nextDelayMs(source.pace, { durationMs, reason, failures: count, isCovered: deps.isCovered(source) });
    });
    // A group is as lively as its liveliest member.
    timer(Math.min(...delays, wakeAtMs === null ? Number.POSITIVE_INFINITY : wakeAtMs - clock.monotonicMs()));
  };

  const rounds = async ({ signal }: AbortController): Promise<void> => {
    let done: readonly Measurement[] = [];
    do {
      again = false;
      const fresh = isFreshAsked;
      isFreshAsked = false;
      done = await deps.measure(sources, fresh, signal);
      if (signal.aborted) return;
      deps.onMeasured(done);
    } while (isAgain(signal));
    running = null;
    schedule(done);
  };
  const isAgain = (signal: AbortSignal): boolean => again && !signal.aborted;

  const run = (fresh: boolean): Promise<void> => {
    if (abort === null) return Promise.resolve();
    isFreshAsked ||= fresh;
    if (running !== null) {
      again = true;
      return running;
    }
    cancelTimer();
    due = null;
    // The wake that waited for it takes its place only now.
    if (wakeAtMs !== null) wakes.takeMs(clock.monotonicMs());
    wakeAtMs = null;
    running = rounds(abort);
    return running;
  };

  return {
    fact,
    sources,
    run,
    start: () => {
      if (abort !== null) return;
      abort = new AbortController();
      void run(false);
    },
    stop: () => {
      abort?.abort();
      abort = null;
      running = null;
      again = false;
      isFreshAsked = false;
      due = null;
      wakeAtMs = null;
      failures.clear();
      cancelTimer();
    },
    wake: () => {
      if (abort === null || again || wakeAtMs !== null) return;
      const now = clock.monotonicMs();
      const waitMs = wakes.takeMs(now);
      if (waitMs === 0) {
        void run(false);
        return;
      }
      wakeAtMs = now + waitMs;
      if (due !== null && due > wakeAtMs) timer(waitMs);
    },
    dueAtMs: () => due,
  };
}
