import type { AnySource } from '../sources/source.ts';
import type { Trigger } from './trigger.ts';

/** An editor or a package manager writes a file in several steps. Milliseconds. */
const SETTLE_MS = 100;
/** Where the kernel answers when it is read; nobody writes there, and nobody tells. */
const VIRTUAL = /^\/(proc|sys)\//;
/** Settings that a program has to be asked for, and the file that changes with them. */
const STORED_IN: Readonly<Record<string, readonly string[]>> = {
  'linux/gsettings': ['~/.config/dconf/user'],
};

/** The files that one source reads, or that decide what its program says. It never covers: a change can go by unseen. */
export function fileTrigger(source: AnySource): Trigger | null {
  const { gather, settledBy = [] } = source;
  const read = gather?.via === 'file' || gather?.via === 'age' ? gather.paths : [];
  const paths = [...read, ...settledBy, ...(STORED_IN[source.id] ?? [])].filter((path) => !VIRTUAL.test(path));
  if (paths.length === 0) return null;
  return {
    id: `files of ${source.id}`,
    wakes: (other) => other === source,
    covers: () => false,
    start: (io, clock, listener) => {
      let cancel: (() => void) | null = null;
      const watch = io.watchFiles(paths, () => {
        cancel ??= clock.setTimer(() => {
          cancel = null;
          listener.onEvent();
        }, SETTLE_MS);
      });
      return () => {
        watch.stop();
        cancel?.();
      };
    },
  };
}
