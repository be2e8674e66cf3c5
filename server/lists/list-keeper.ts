import type { Clock } from '../clock.ts';
import type { RandomBytes } from '../random.ts';
import { HOUR_MS, type WebLists } from './web-lists.ts';

/** Soon after the start, then every hour; the jitter keeps many servers from asking a list's keeper at once. Returns what stops it. */
export function keepLists(
  {
    clock,
    randomBytes,
    webLists,
  }: { readonly clock: Clock; readonly randomBytes: RandomBytes; readonly webLists: WebLists },
  inBackground: (what: string, work: Promise<void>) => void,
): () => void {
  const jitterMs = (most: number) => ((randomBytes(1)[0] ?? 0) / 256) * most;
  let cancel = clock.later(5_000 + jitterMs(25_000), look);
  function look(): void {
    inBackground('the lists of unsafe sites could not be renewed', webLists.refresh());
    cancel = clock.later(HOUR_MS + jitterMs(HOUR_MS / 6), look);
  }
  return () => cancel();
}
