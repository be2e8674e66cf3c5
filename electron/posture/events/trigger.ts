import type { PostureClock } from '../clock.ts';
import type { PostureIo } from '../io/posture-io.ts';
import type { AnySource } from '../sources/source.ts';

export interface TriggerListener {
  /** Something has changed, or may have. */
  onEvent(): void;
  /** Whether it can be relied on from now on. */
  onLive(isLive: boolean): void;
}

/** Something that tells when it is worth looking again, so that looking from time to time can be rare. */
export interface Trigger {
  readonly id: string;
  /** These are looked at again when it tells. */
  wakes(source: AnySource): boolean;
  /** While it lives, no change of what these read escapes it. */
  covers(source: AnySource): boolean;
  start(io: PostureIo, clock: PostureClock, listener: TriggerListener): () => void;
}
