import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Steps } from '../../../core/web/compiled/steps.ts';

/** Longest run before timers, sockets and the window get their turn; with one step on top it stays below 10 ms. */
const SLICE_MS = 4;

/** Finishes resumable work without ever stopping the event loop for long. */
export async function runInSlices<T>(steps: Steps<T>): Promise<T> {
  let startedAt = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() - startedAt > SLICE_MS) {
      await nextTurn();
      startedAt = performance.now();
    }
  }
}

/** SHA-256 in lower-case hex, a megabyte at a time. */
export function* hashSteps(bytes: Uint8Array): Steps<string> {
  const hash = createHash('sha256');
  for (let at = 0; at < bytes.length; at += 1 << 20) {
    hash.update(bytes.subarray(at, at + (1 << 20)));
    yield;
  }
  return hash.digest('hex');
}
