import type { Clock } from '../clock.ts';
import type { RolloutRecord } from '../store/records.ts';
import { nextAt } from './next-at.ts';

/** Begins the stages whose time has come. One rollout is under way at a time: the newest. */
export interface RolloutKeeper {
  /** To be told of each that was written; null when a version went to everybody at once. */
  note(rollout: RolloutRecord | null): void;
  close(): void;
}

/** `due` reads the rollout again, and notes what it makes of it. */
export function createRolloutKeeper(clock: Clock, due: (version: number) => void): RolloutKeeper {
  let cancel: () => void = () => undefined;
  return {
    note(rollout) {
      cancel();
      cancel = () => undefined;
      const at = rollout === null ? null : nextAt(rollout);
      if (rollout === null || at === null) return;
      cancel = clock.later(at - clock.nowMs(), () => due(rollout.version));
    },
    close: () => cancel(),
  };
}
