import type { RTCSession } from 'jssip/lib/RTCSession';

/** How long candidates may take before a call starts with those that are there. */
const GATHERING_MAX_MS = 500;
/** A path that is gone this long is looked for anew. */
const LOST_AFTER_MS = 2500;
/** The called side leaves the first try to the other: two offers that cross would end the call (RFC 3261 §14.1). */
const CALLEE_WAITS_MS = 3000;
/** And one that is not found in this time is given up. */
const GIVE_UP_AFTER_MS = 15_000;
const REOFFER_RETRY_MS = 300;

export interface MediaPathEvents {
  readonly onRemoteStream: (stream: MediaStream) => void;
  readonly onGone: () => void;
}

export interface MediaPath {
  /** Offers new addresses to the other side, as soon as the call is free to. */
  restart(): void;
  rows(): Promise<Iterable<unknown>>;
  stop(): void;
}

/** Watches how a call's sound gets through: bounds the gathering of candidates, repairs what breaks. */
export function watchMediaPath(session: RTCSession, events: MediaPathEvents): MediaPath {
  let connection: RTCPeerConnection | null = null;
  let stopped = false;
  let gatheringTimer: ReturnType<typeof setTimeout> | undefined;
  let lostTimer: ReturnType<typeof setTimeout> | undefined;
  let giveUpTimer: ReturnType<typeof setTimeout> | undefined;
  let reofferTimer: ReturnType<typeof setTimeout> | undefined;

  const direction: string = session.direction;
  const isCallee = direction === 'incoming';

  function restart(): void {
    clearTimeout(reofferTimer);
    if (stopped || !session.isEstablished()) return;
    const sent = session.isReadyToReOffer() && session.renegotiate({ rtcOfferConstraints: { iceRestart: true } });
    if (!sent) reofferTimer = setTimeout(restart, REOFFER_RETRY_MS);
  }

  function onPathChange(state: RTCIceConnectionState): void {
    if (stopped) return;
    switch (state) {
      case 'disconnected':
      case 'failed':
        clearTimeout(lostTimer);
        lostTimer = setTimeout(restart, (state === 'failed' ? 0 : LOST_AFTER_MS) + (isCallee ? CALLEE_WAITS_MS : 0));
        giveUpTimer ??= setTimeout(events.onGone, GIVE_UP_AFTER_MS);
        return;
      case 'connected':
      case 'completed':
        clearTimeout(lostTimer);
        clearTimeout(giveUpTimer);
        giveUpTimer = undefined;
        return;
      case 'new':
      case 'checking':
      case 'closed':
    }
  }

  function bind(found: RTCPeerConnection): void {
    if (connection !== null) return;
    connection = found;
    found.addEventListener('track', (event) => {
      if (!stopped) events.onRemoteStream(event.streams[0] ?? new MediaStream([event.track]));
    });
    found.addEventListener('iceconnectionstatechange', () => onPathChange(found.iceConnectionState));
  }

  session.on('peerconnection', (event) => bind(event.peerconnection));
  // JsSIP makes it before anybody could listen when the call is ours.
  const early = session.connection as RTCPeerConnection | null | undefined;
  if (early !== null && early !== undefined) bind(early);

  // JsSIP waits for the last candidate, which takes 10 to 40 s on some networks (its issue 432).
  session.on('icecandidate', ({ candidate, ready }) => {
    clearTimeout(gatheringTimer);
    if (candidate.type === 'srflx' || candidate.type === 'relay') ready();
    else gatheringTimer = setTimeout(ready, GATHERING_MAX_MS);
  });

  return {
    restart,
    rows: async () => (connection === null ? [] : (await connection.getStats()).values()),
    stop() {
      stopped = true;
      for (const timer of [gatheringTimer, lostTimer, giveUpTimer, reofferTimer]) clearTimeout(timer);
    },
  };
}
