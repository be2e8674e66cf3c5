import type { PostureClock } from './clock.ts';
import type { PostureIo, Watch } from './io/posture-io.ts';
import { linuxTool } from './sources/source.ts';

/** A tunnel that comes up brings a burst of events; they are one change. Milliseconds. */
const SETTLE_MS = 25;
/** A watcher that ended after it had worked is started again after this. Milliseconds. */
const RESTART_MS = 5000;

/** Calls `onChange` soon after links, addresses or routes changed (netlink, by `ip monitor`). Without `ip` it does nothing: polling goes on. */
export function watchNetwork(io: PostureIo, clock: PostureClock, onChange: () => void): () => void {
  let stopped = false;
  let watch: Watch | null = null;
  let cancelSettle: (() => void) | null = null;
  let cancelRestart = (): void => undefined;

  const onLine = (): void => {
    if (stopped || cancelSettle !== null) return;
    cancelSettle = clock.setTimer(() => {
      cancelSettle = null;
      onChange();
    }, SETTLE_MS);
  };
  const startAt = (index: number): void => {
    const tool = linuxTool('ip')[index];
    if (tool === undefined || stopped) return;
    const startedMs = clock.monotonicMs();
    watch = io.watch([tool, 'monitor', 'link', 'address', 'route'], onLine, () => {
      if (stopped) return;
      // One that ended at once is not there, or not this tool.
      if (clock.monotonicMs() - startedMs < 1000) startAt(index + 1);
      else cancelRestart = clock.setTimer(() => startAt(index), RESTART_MS);
    });
  };

  startAt(0);
  return () => {
    stopped = true;
    cancelSettle?.();
    cancelRestart();
    watch?.stop();
  };
}
