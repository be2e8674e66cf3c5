import type { RTCSession } from 'jssip/lib/RTCSession';
import { estimateMos, qualityOf } from './call-quality.ts';
import { readEnd } from './end-cause.ts';
import { watchMediaPath, type MediaPath } from './media-path.ts';
import { createQualityMeter } from './quality-meter.ts';
import type { Call, EndCause, EndedBy, LiveCall } from './softphone-state.ts';

const QUALITY_EVERY_MS = 2000;
const REOFFER_RETRY_MS = 50;
/** RFC 4733 leaves it open; long enough for every menu that listens. */
const DIGIT_MS = 120;

export interface SoftphoneMedia {
  /** Rejects when there is no microphone or it was refused. */
  getMicrophone(): Promise<MediaStream>;
  /** Plays the other side; null is silence. */
  playRemote(stream: MediaStream | null): void;
}

export interface PhoneCallPorts {
  readonly media: SoftphoneMedia;
  readonly now: () => number;
  readonly onChange: () => void;
  /** The other side sends us to another number. */
  readonly onTransferTo: (event: unknown) => void;
}

export interface PhoneCall {
  readonly state: Call;
  isLive(): boolean;
  isAnswered(): boolean;
  /** The microphone's stream; null when the call is over by now or there is none (the call has ended with that cause). */
  microphone(): Promise<MediaStream | null>;
  attach(session: RTCSession): void;
  answer(stream: MediaStream, config: RTCConfiguration): void;
  /** `as` overrides what the state then says. */
  hangUp(as?: { readonly endedBy: EndedBy; readonly cause: EndCause }): void;
  setMuted(muted: boolean): boolean;
  setHeld(held: boolean): boolean;
  sendDigit(digit: string): boolean;
  transfer(target: string): boolean;
  /** The phone is back after its connection was lost. */
  repair(): void;
}

const isOurs = (originator: string): boolean => originator === 'local';

/** One call, from the first ring or key to its end. Exists before its SIP session does: the microphone comes first. */
export function createPhoneCall(direction: LiveCall['direction'], number: string, ports: PhoneCallPorts): PhoneCall {
  const { media, now } = ports;
  let state: Call = {
    direction,
    number,
    name: null,
    muted: false,
    startedAtMs: null,
    quality: null,
    phase: direction === 'incoming' ? 'ringing' : 'dialing',
    transfer: null,
  };
  let session: RTCSession | null = null;
  let path: MediaPath | null = null;
  let stream: MediaStream | null = null;
  let endingAs: { readonly endedBy: EndedBy; readonly cause: EndCause } | null = null;
  let qualityTimer: ReturnType<typeof setInterval> | undefined;
  let holdTimer: ReturnType<typeof setTimeout> | undefined;

  function change(part: Partial<Omit<LiveCall, 'direction' | 'number'>>): void {
    if (state.phase === 'ended') return;
    state = { ...state, ...part };
    ports.onChange();
  }

  function end(how: { readonly endedBy: EndedBy; readonly cause: EndCause }): void {
    if (state.phase === 'ended') return;
    clearInterval(qualityTimer);
    clearTimeout(holdTimer);
    path?.stop();
    for (const track of stream?.getTracks() ?? []) track.stop();
    media.playRemote(null);
    const { phase: _phase, transfer: _transfer, ...facts } = state;
    state = { ...facts, ...(endingAs ?? how), phase: 'ended', endedAtMs: now() };
    ports.onChange();
  }

  async function measure(): Promise<void> {
    const sample = state.phase === 'active' && path !== null ? meter.sample(await path.rows()) : null;
    const quality = sample === null ? null : qualityOf(estimateMos(sample));
    if (quality !== state.quality) change({ quality });
  }
  const meter = createQualityMeter();

  function terminate(): void {
    try {
      session?.terminate(
        state.phase === 'ringing' && direction === 'incoming' ? { status_code: rejectStatus() } : byeReason(),
      );
    } catch {
      // JsSIP throws when it is over already; then its own event says so, or has.
    }
  }
  const rejectStatus = (): number => (endingAs === null || endingAs.endedBy === 'me' ? 603 : 480);
  // The far end then knows that nobody hung up on it.
  const byeReason = () => (endingAs?.cause === 'phone-closed' ? { status_code: 480 } : {});

  /** The last wish counts: one that comes while another is being negotiated waits for its end. */
  function hold(held: boolean): void {
    clearTimeout(holdTimer);
    if (session === null || state.phase !== (held ? 'active' : 'held')) return;
    const sent = session.isReadyToReOffer() && (held ? session.hold() : session.unhold());
    if (!sent) holdTimer = setTimeout(() => hold(held), REOFFER_RETRY_MS);
  }

  const isAnswered = (): boolean => state.phase === 'active' || state.phase === 'held';

  return {
    get state() {
      return state;
    },
    isLive: () => state.phase !== 'ended',
    isAnswered,
    async microphone() {
      try {
        stream ??= await media.getMicrophone();
      } catch {
        endingAs = { endedBy: 'system', cause: 'no-microphone' };
        terminate();
        end(endingAs);
        return null;
      }
      if (state.phase !== 'ended') return stream;
      for (const track of stream.getTracks()) track.stop();
      return null;
    },
    attach(attached) {
      session = attached;
      path = watchMediaPath(attached, {
        onRemoteStream: (remote) => media.playRemote(remote),
        onGone: () => {
          endingAs = { endedBy: 'system', cause: 'no-audio-path' };
          terminate();
        },
      });
      attached.on('progress', () => {
        if (state.phase === 'dialing') change({ phase: 'ringing' });
      });
      attached.on('confirmed', () => {
        if (isAnswered()) return;
        change({ phase: 'active', startedAtMs: now() });
        qualityTimer = setInterval(() => void measure(), QUALITY_EVERY_MS);
      });
      attached.on('hold', (event) => {
        if (isOurs(event.originator)) change({ phase: 'held', quality: null });
      });
      attached.on('unhold', (event) => {
        if (isOurs(event.originator)) change({ phase: 'active' });
      });
      attached.on('refer', (event) => ports.onTransferTo(event));
      attached.on('ended', (event) => end(readEnd(event)));
      attached.on('failed', (event) => end(readEnd(event)));
    },
    answer(mediaStream, pcConfig) {
      try {
        session?.answer({ mediaStream, pcConfig });
      } catch {
        // Given up by the caller in this moment; JsSIP's own event says so.
      }
    },
    hangUp(as) {
      endingAs = as ?? null;
      const before = state.phase;
      terminate();
      // Without a session there is nobody else to say so.
      if (session === null || before === 'dialing') end({ endedBy: 'me', cause: 'cancelled' });
    },
    setMuted(muted) {
      if (session === null || !isAnswered()) return false;
      if (muted) session.mute({ audio: true });
      else session.unmute({ audio: true });
      change({ muted });
      return true;
    },
    setHeld(held) {
      if (session === null || !isAnswered()) return false;
      hold(held);
      return true;
    },
    sendDigit(digit) {
      if (session === null || !isAnswered() || !/^[0-9*#]$/.test(digit)) return false;
      session.sendDTMF(digit, { duration: DIGIT_MS, transportType: 'RFC2833' as never });
      return true;
    },
    transfer(target) {
      const current = session;
      if (current === null || !isAnswered() || (state.phase !== 'ended' && state.transfer === 'asked')) return false;
      const failed = (): void => change({ transfer: 'failed' });
      change({ transfer: 'asked' });
      current.refer(target, {
        eventHandlers: {
          requestFailed: failed,
          failed,
          accepted: () => {
            endingAs = { endedBy: 'me', cause: 'transferred' };
            terminate();
          },
        },
      });
      return true;
    },
    repair() {
      path?.restart();
    },
  };
}
