import type { Clock } from '../clock.ts';
import type { LineRecord } from '../store/records.ts';

/** Remembers when something must happen to an extension, and makes it happen even if no device ever speaks again. */
export interface LineKeeper {
  /** To be told of every line that was written. */
  note(line: LineRecord): void;
  close(): void;
}

/** `due` is called when a line's time has come; it reads the line again, and notes what it makes of it. */
export function createLineKeeper(clock: Clock, due: (extension: string) => void): LineKeeper {
  const timers = new Map<string, () => void>();
  return {
    note({ extension, revokeAt, endCallsAt }) {
      timers.get(extension)?.();
      timers.delete(extension);
      const at = Math.min(revokeAt ?? Infinity, endCallsAt ?? Infinity);
      if (at === Infinity) return;
      const cancel = clock.later(at - clock.nowMs(), () => {
        timers.delete(extension);
        due(extension);
      });
      timers.set(extension, cancel);
    },
    close() {
      for (const cancel of timers.values()) cancel();
      timers.clear();
    },
  };
}
