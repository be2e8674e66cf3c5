import { createLimit } from './limit.ts';
import { isFast } from './schedule.ts';
import type { AnySource } from './sources/source.ts';

/** More at once only make each other slower on a laptop. */
const MOST_AT_ONCE = 4;

/** Bounded, in two lanes: four slow sources that hang must not keep the VPN from being looked at. */
export function createLanes(): <T>(source: AnySource, task: () => Promise<T>) => Promise<T> {
  const fast = createLimit(MOST_AT_ONCE);
  const slow = createLimit(MOST_AT_ONCE);
  return (source, task) => (isFast(source.pace) ? fast : slow)(task);
}
