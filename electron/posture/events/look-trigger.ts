import type { LookAt } from '../io/posture-io.ts';
import type { Trigger } from './trigger.ts';

export interface LookTrigger extends Pick<Trigger, 'id' | 'wakes' | 'covers'> {
  readonly at: LookAt;
  readonly everyMs: number;
}

/** For what no event tells without rights: a look that costs next to nothing, in place of a program that tells more. */
export function lookTrigger({ at, everyMs, ...rest }: LookTrigger): Trigger {
  return {
    ...rest,
    start: (io, clock, listener) => {
      let stopped = false;
      let cancel = (): void => undefined;
      let before: string | null = null;
      const look = async (): Promise<void> => {
        const now = await io.look(at);
        if (stopped) return;
        // What can't be looked at here won't be in a second either.
        if (now === null && before === null) return;
        if ((now === null) !== (before === null)) listener.onLive(now !== null);
        else if (now !== before) listener.onEvent();
        before = now;
        if (now !== null) cancel = clock.setTimer(() => void look(), everyMs);
      };
      void look();
      return () => {
        stopped = true;
        cancel();
      };
    },
  };
}
