import type { RTCSession } from 'jssip/lib/RTCSession';
import { z } from 'zod';
import { normaliseNumber, sipUser } from './normalise-number.ts';
import { createPhoneCall, type PhoneCall, type SoftphoneMedia } from './phone-call.ts';
import { createSipLine, type SipLine } from './sip-line.ts';
import type { Registration, Softphone, SoftphoneState } from './softphone-state.ts';

export interface SoftphoneOptions {
  readonly media: SoftphoneMedia;
  /** Monotonic milliseconds. */
  readonly now: () => number;
}

const BUSY = 486;
const NOT_AVAILABLE = 480;

/** RFC 3515: where the other side sends us. JsSIP has this as `any`. */
const referSchema = z.object({
  request: z.object({ refer_to: z.object({ uri: z.object({ user: z.string().max(64), host: z.string().max(253) }) }) }),
  accept: z.custom<(onSession: (session: RTCSession) => void, options: object) => void>(
    (value) => typeof value === 'function',
  ),
  reject: z.custom<() => void>((value) => typeof value === 'function'),
});

/** The phone: one line, one call at a time. JsSIP stays behind this. */
export function createSoftphone({ media, now }: SoftphoneOptions): Softphone {
  const listeners = new Set<() => void>();
  let registration: Registration = { state: 'off' };
  let line: SipLine | null = null;
  let call: PhoneCall | null = null;
  /** Whether new calls may start: false while a call is being finished. */
  let isOpen = false;
  let state: SoftphoneState = { registration, call: null };

  function changed(): void {
    state = { registration, call: call?.state ?? null };
    // The call that was waited for is over: nothing keeps the connection now.
    if (!isOpen && line !== null && !isInCall()) {
      line.stop();
      line = null;
    }
    for (const listener of listeners) listener();
  }

  const isInCall = (): boolean => call?.isLive() ?? false;
  const rtcConfig = (): RTCConfiguration => ({
    iceServers: (line?.credential.iceServers ?? []).map(({ urls, username, credential }) => ({
      urls,
      ...(username === undefined ? {} : { username }),
      ...(credential === undefined ? {} : { credential }),
    })),
  });
  const addressOf = (number: string): string => `sip:${sipUser(number)}@${line?.credential.domain ?? 'invalid'}`;

  function startCall(direction: 'incoming' | 'outgoing', number: string): PhoneCall {
    const started = createPhoneCall(direction, number, {
      media,
      now,
      // A call that was followed elsewhere may end after the next one began.
      onChange: () => {
        if (call === started) changed();
      },
      onTransferTo: (event) => follow(started, event),
    });
    call = started;
    return started;
  }

  function onIncoming(session: RTCSession): void {
    if (!isOpen || isInCall()) {
      session.terminate({ status_code: isOpen ? BUSY : NOT_AVAILABLE });
      return;
    }
    // Only the number: the name beside it is whatever the caller wrote there.
    const number = normaliseNumber(decodeURIComponent(session.remote_identity.uri.user)) ?? '';
    startCall('incoming', number).attach(session);
    changed();
  }

  /** The other side transfers us: the same thing as hanging up and dialling the number that they name. */
  function follow(before: PhoneCall, event: unknown): void {
    const refer = referSchema.safeParse(event);
    if (!refer.success || line === null) return;
    const { uri } = refer.data.request.refer_to;
    const number = normaliseNumber(decodeURIComponent(uri.user));
    if (number === null || uri.host !== line.credential.domain || !isOpen || call !== before) {
      refer.data.reject();
      return;
    }
    void (async () => {
      const next = startCall('outgoing', number);
      changed();
      const mediaStream = await next.microphone();
      if (mediaStream === null) {
        refer.data.reject();
        return;
      }
      refer.data.accept((session) => next.attach(session), { mediaStream, pcConfig: rtcConfig() });
    })();
  }

  async function dial(started: PhoneCall, number: string): Promise<void> {
    const mediaStream = await started.microphone();
    if (mediaStream === null || line === null) return;
    started.attach(line.ua.call(addressOf(number), { mediaStream, pcConfig: rtcConfig() }));
  }

  async function pickUp(ringing: PhoneCall): Promise<void> {
    const mediaStream = await ringing.microphone();
    if (mediaStream !== null) ringing.answer(mediaStream, rtcConfig());
  }

  function close(how: 'finish-call' | 'cut'): void {
    isOpen = false;
    registration = { state: 'off' };
    if (call !== null && call.isLive() && (how === 'cut' || !call.isAnswered()))
      call.hangUp({ endedBy: 'system', cause: 'phone-closed' });
    if (isInCall()) line?.unregister();
    changed();
  }

  return {
    get state() {
      return state;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    open(credential) {
      // Another engine or another extension: nothing can be carried over.
      if (line !== null && !line.accepts(credential)) close('cut');
      isOpen = true;
      if (line !== null) {
        line.renew(credential);
        return;
      }
      line = createSipLine(credential, now, {
        onRegistration: (next) => {
          registration = next;
          changed();
        },
        onIncoming,
        onBack: () => call?.repair(),
      });
    },
    close,
    call(text) {
      const number = normaliseNumber(text);
      if (number === null || !isOpen || registration.state !== 'registered' || isInCall()) return false;
      const started = startCall('outgoing', number);
      changed();
      void dial(started, number);
      return true;
    },
    answer() {
      const answered = call;
      if (answered?.state.direction !== 'incoming' || answered.state.phase !== 'ringing') return false;
      void pickUp(answered);
      return true;
    },
    hangUp() {
      if (!isInCall()) return false;
      call?.hangUp();
      return true;
    },
    setMuted: (muted) => call?.setMuted(muted) ?? false,
    setHeld: (held) => call?.setHeld(held) ?? false,
    sendDigit: (digit) => call?.sendDigit(digit) ?? false,
    transfer(text) {
      const number = normaliseNumber(text);
      return number !== null && isOpen && (call?.transfer(addressOf(number)) ?? false);
    },
    dismiss() {
      if (isInCall()) return;
      call = null;
      changed();
    },
    destroy() {
      close('cut');
      listeners.clear();
    },
  };
}
