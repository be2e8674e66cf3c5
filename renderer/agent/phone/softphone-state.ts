import type { SipCredential } from '../../../core/wire/device.ts';

/** Why the phone engine does not have this phone. */
export type RegistrationFailure =
  /** The engine said no; `code` is its SIP status. */
  | 'refused'
  /** The engine could not be reached, or did not answer. */
  | 'unreachable'
  /** The credential ran out before a new one came. */
  | 'expired';

export type Registration =
  | { readonly state: 'off' }
  /** `again`: it was registered before and lost its connection. */
  | { readonly state: 'connecting'; readonly again: boolean }
  | { readonly state: 'registered' }
  | { readonly state: 'failed'; readonly code: number | null; readonly reason: RegistrationFailure };

export type CallQuality = 'good' | 'fair' | 'poor';

/** Who ended a call: the agent, the other side, or neither (the network, the engine or this program). */
export type EndedBy = 'me' | 'them' | 'system';

export type EndCause =
  | 'hung-up'
  /** Given up by the caller before it was answered. */
  | 'cancelled'
  | 'declined'
  | 'busy'
  | 'no-answer'
  /** The number exists, but no phone is open there (SIP 480). */
  | 'not-available'
  | 'wrong-number'
  /** The engine refused it (SIP 403): the phone may not place this call. */
  | 'refused'
  | 'transferred'
  | 'no-microphone'
  | 'no-audio-path'
  | 'connection-lost'
  /** The phone closed and the call had to end with it. */
  | 'phone-closed'
  | 'failed';

interface CallFacts {
  readonly direction: 'incoming' | 'outgoing';
  /** As dialled, or as the caller's number came in; digits with an optional leading "+". */
  readonly number: string;
  readonly name: string | null;
  readonly muted: boolean;
  /** When it was answered, in ms on the caller's `now`; null before. */
  readonly startedAtMs: number | null;
  /** Estimated, from the last seconds; null until there is enough to tell. */
  readonly quality: CallQuality | null;
}

/** `dialing`: outgoing, nothing heard yet. `ringing`: outgoing and it rings there, or incoming and it rings here. */
export type LiveCall = CallFacts & {
  readonly phase: 'dialing' | 'ringing' | 'active' | 'held';
  /** How the transfer that was asked for goes; null without one. A transfer that worked ends the call. */
  readonly transfer: 'asked' | 'failed' | null;
};
export type EndedCall = CallFacts & {
  readonly phase: 'ended';
  readonly endedBy: EndedBy;
  readonly cause: EndCause;
  readonly endedAtMs: number;
};
export type Call = LiveCall | EndedCall;

export interface SoftphoneState {
  readonly registration: Registration;
  /** The last call stays here as `ended` until the next one, or until `dismiss`. */
  readonly call: Call | null;
}

/** The phone. None of these throw: what went wrong shows in the state. Refused requests return false. */
export interface Softphone {
  readonly state: SoftphoneState;
  /** Called after each change of `state`. Returns the way to stop. */
  subscribe(listener: () => void): () => void;
  /** Registers, or renews with a new credential on the live connection. */
  open(credential: SipCredential): void;
  /** Unregisters. `cut` ends the call in hand now; `finish-call` lets it go on, starts nothing new, and unregisters at once. */
  close(how: 'finish-call' | 'cut'): void;
  /** False when the number is not one, the phone is not registered, or there is a call already. */
  call(number: string): boolean;
  answer(): boolean;
  /** Hangs up, gives up or declines, whichever fits the phase. */
  hangUp(): boolean;
  setMuted(muted: boolean): boolean;
  setHeld(held: boolean): boolean;
  /** One of 0-9, *, #. */
  sendDigit(digit: string): boolean;
  /** Blind: the other side is sent to `number`, and this call ends when that worked. */
  transfer(number: string): boolean;
  /** Clears a call that is over. */
  dismiss(): void;
  /** Cuts everything and lets go of the connection, for good. */
  destroy(): void;
}
