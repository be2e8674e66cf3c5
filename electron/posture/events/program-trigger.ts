import type { Watch } from '../io/posture-io.ts';
import type { Trigger } from './trigger.ts';

/** A tunnel that comes up brings a burst of lines; they are one change. Milliseconds. */
const SETTLE_MS = 25;
/** One that ended sooner is not there, not allowed, or not this tool. Milliseconds. */
const PROVEN_MS = 1000;
/** One that ended after it had worked is started again after this. Milliseconds. */
const RESTART_MS = 5000;

export interface ProgramTrigger extends Pick<Trigger, 'id' | 'wakes' | 'covers'> {
  /** Absolute paths; the first that works is used. */
  readonly tool: readonly string[];
  readonly args: readonly string[];
  /** Started only where this exists. */
  readonly onlyWith?: readonly string[];
}

/** A long-lived program that prints something at each change. Where it can't run it is as if it weren't there. */
export function programTrigger({ tool, args, onlyWith, ...rest }: ProgramTrigger): Trigger {
  return {
    ...rest,
    start: (io, clock, listener) => {
      let stopped = false;
      let watch: Watch | null = null;
      const cancels = new Map<'settle' | 'prove' | 'restart', () => void>();
      const later = (what: 'settle' | 'prove' | 'restart', delayMs: number, fire: () => void): void => {
        cancels.get(what)?.();
        cancels.set(
          what,
          clock.setTimer(() => {
            cancels.delete(what);
            fire();
          }, delayMs),
        );
      };
      const onLine = (): void => {
        if (stopped || cancels.has('settle')) return;
        later('settle', SETTLE_MS, () => listener.onEvent());
      };
      const startAt = (index: number): void => {
        const path = tool[index];
        if (path === undefined || stopped) return;
        const startedMs = clock.monotonicMs();
        later('prove', PROVEN_MS, () => listener.onLive(true));
        watch = io.watch([path, ...args], onLine, () => {
          if (stopped) return;
          cancels.get('prove')?.();
          cancels.delete('prove');
          if (clock.monotonicMs() - startedMs < PROVEN_MS) {
            startAt(index + 1);
            return;
          }
          listener.onLive(false);
          later('restart', RESTART_MS, () => startAt(index));
        });
      };
      const begin = async (): Promise<void> => {
        if (onlyWith !== undefined) {
          const found = await Promise.all(onlyWith.map((path) => io.newestAge(path)));
          if (!found.some(({ status }) => status === 'read')) return;
        }
        startAt(0);
      };
      void begin();
      return () => {
        stopped = true;
        for (const cancel of cancels.values()) cancel();
        watch?.stop();
      };
    },
  };
}
