import type { ClientView, PrivacyView } from '../../core/ipc/client-view.ts';
import type { Erased } from '../../core/ipc/problems.ts';
import type { PolicyDocument } from '../../core/policy/schema.ts';
import type { PhoneStatus } from '../../core/wire/device.ts';
import type { SupportBundle } from '../posture/support-bundle.ts';
import type { AskedHelp } from './ask-help.ts';
import type { PhoneOrder } from './gate-keeper.ts';

/** The client without its windows. */
export interface Client {
  /** Reads what the last start left; to be awaited before anything else. */
  load(): Promise<void>;
  view(): ClientView;
  /** Called after each change with the whole view. Gives back how to stop listening. */
  onView(listener: (view: ClientView) => void): () => void;
  onPhoneOrder(listener: (order: PhoneOrder) => void): () => void;
  /** A link that came from outside: shown, never used before the agent agrees. Throws AppError INVALID_INPUT. */
  offer(link: string): void;
  /** With null the offered link is taken. Throws AppError. */
  join(link: string | null): Promise<void>;
  leave(): Promise<Erased[]>;
  setShift(on: boolean): Promise<void>;
  /** Resolves when there is an answer to show, within about a second; what is slow follows. Throws AppError OFF_SHIFT. */
  recheck(): Promise<void>;
  /**
   * What was asked of this laptop under this policy and what it answered, redacted: to be read by the agent and then sent to IT, if they
   * want to. Nothing is sent or stored here. Throws AppError OFF_SHIFT.
   */
  makeSupportBundle(): Promise<SupportBundle>;
  /** Something happened that may have changed the laptop: it was unlocked, or got another display. */
  lookAgain(): void;
  privacy(): PrivacyView;
  reportPhone(status: Omit<PhoneStatus, 'gate'>): void;
  phone(): PhoneStatus;
  /** The page has begun to listen: an open phone's credential is pushed again. */
  pageReady(): void;
  suspend(): void;
  resume(): void;
  askAccess(host: string, reason: string): Promise<void>;
  /** “I can’t fix this”: sends just this to IT. Throws AppError. */
  askHelp(asked: AskedHelp): Promise<void>;
  /** A code from a supervisor or IT opens the phone for a moment. Throws AppError. */
  breakGlass(code: string): Promise<void>;
  /** What the work browser has to keep to; null when it must be closed. */
  workPolicy(): PolicyDocument | null;
}
