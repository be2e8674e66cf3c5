import type { PrivacyView } from '../../core/ipc/client-view.ts';

/** The most that the privacy page is given; no message of ours is longer. */
const MAX_CHARS = 64_000;

/** The exact text that last left this laptop with something about it or about the agent in it. In memory only. */
export interface LastSent {
  record(to: string, body: string): void;
  read(): PrivacyView['lastSent'];
  forget(): void;
}

export function createLastSent(wall: () => Date): LastSent {
  let last: PrivacyView['lastSent'] = null;
  return {
    record(to, body) {
      last = { at: wall().toISOString(), to: to.slice(0, 300), body: body.slice(0, MAX_CHARS) };
    },
    read: () => last,
    forget() {
      last = null;
    },
  };
}
