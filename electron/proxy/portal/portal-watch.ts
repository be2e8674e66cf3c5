import type { PortalGrant } from './portal-pass.ts';

/** What a look at the network showed. */
export type PortalLook =
  | { readonly state: 'open' }
  | { readonly state: 'offline' }
  | ({ readonly state: 'captive' } & PortalGrant);

export interface PortalWatchOptions {
  look(): Promise<PortalLook>;
  grant(grant: PortalGrant, forMs: number): void;
  end(): void;
  /** Milliseconds on a clock that never goes back. */
  monotonicMs(): number;
  /** Returns what cancels it. */
  setTimer(fire: () => void, delayMs: number): () => void;
  onState?(state: PortalLook['state']): void;
}

export interface PortalWatch {
  /** Look now, for instance because the network changed. */
  check(): void;
  /** Look if the last look was a while ago: something smells of a portal. */
  suspect(): void;
  stop(): void;
}

/** Long enough to type a room number; renewed while the portal is still in the way. */
const GRANT_MS = 120_000;
const AGAIN_MS = 5000;
const SUSPECT_EVERY_MS = 3000;

/** Opens the way to a captive portal while one is in the way, and closes it as soon as the internet answers. */
export function createPortalWatch(options: PortalWatchOptions): PortalWatch {
  let isLooking = false;
  let isStopped = false;
  let lastMs = -Infinity;
  let cancel: () => void = () => undefined;
  const take = (found: PortalLook): void => {
    if (isStopped) return;
    if (found.state === 'open') options.end();
    if (found.state === 'captive') {
      options.grant(found, GRANT_MS);
      cancel = options.setTimer(check, AGAIN_MS);
    }
    options.onState?.(found.state);
  };
  const check = (): void => {
    if (isLooking || isStopped) return;
    cancel();
    isLooking = true;
    lastMs = options.monotonicMs();
    void options
      .look()
      .catch((): PortalLook => ({ state: 'offline' }))
      .then(take)
      .finally(() => {
        isLooking = false;
      });
  };
  return {
    check,
    suspect: () => {
      if (options.monotonicMs() - lastMs >= SUSPECT_EVERY_MS) check();
    },
    stop: () => {
      isStopped = true;
      cancel();
      options.end();
    },
  };
}
