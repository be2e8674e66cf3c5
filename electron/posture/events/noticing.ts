import type { Platform } from '../../../core/ids.ts';
import type { PostureClock } from '../clock.ts';
import type { PostureIo } from '../io/posture-io.ts';
import type { AnySource } from '../sources/source.ts';
import { fileTrigger } from './file-trigger.ts';
import type { Trigger } from './trigger.ts';
import { TRIGGERS } from './triggers.ts';

export interface NoticingOptions {
  readonly io: PostureIo;
  readonly clock: PostureClock;
  readonly platform: Platform;
  /** Those that are measured; nothing is watched for any other. */
  readonly sources: readonly AnySource[];
  /** Look at these again. */
  readonly wake: (sources: readonly AnySource[]) => void;
}

export interface Noticing {
  /** Whether something tells at once when what this source reads changes. */
  isCovered(source: AnySource): boolean;
  stop(): void;
}

/** Everything that tells of changes while a shift lasts. */
export function notice({ io, clock, platform, sources, wake }: NoticingOptions): Noticing {
  const live = new Set<Trigger>();
  const files = sources.flatMap((source) => fileTrigger(source) ?? []);
  const stops = [...TRIGGERS[platform], ...files].flatMap((trigger) => {
    const woken = sources.filter((source) => trigger.wakes(source));
    if (woken.length === 0) return [];
    const stop = trigger.start(io, clock, {
      onEvent: () => wake(woken),
      onLive: (isLive) => {
        if (isLive) {
          live.add(trigger);
          return;
        }
        live.delete(trigger);
        // What changed since it last told is not known, and from now on looking has to be frequent again.
        wake(sources.filter((source) => trigger.covers(source)));
      },
    });
    return [stop];
  });
  return {
    isCovered: (source) => [...live].some((trigger) => trigger.covers(source)),
    stop: () => {
      for (const stop of stops) stop();
    },
  };
}
