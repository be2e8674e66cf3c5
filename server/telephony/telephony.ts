import type { PhoneEngine, SipCredential } from '../../core/wire/device.ts';

/** Every credential of `extension` that expires at or before `throughUnix` (Unix seconds) is refused. */
export interface Revocation {
  readonly extension: string;
  readonly throughUnix: number;
}

/** The phone engine as the control plane sees it. Whatever it can't do it says by throwing AppError UNAVAILABLE. */
export interface Telephony {
  /** As of the last look, at most about a second old. Never blocks. */
  engine(): PhoneEngine;

  /**
   * Makes a credential; nothing has to be told to the engine. Its expiry must lie above every `throughUnix` that was
   * revoked for the extension, or the engine refuses it. Throws AppError when there is no engine.
   */
  issue(input: { readonly extension: string; readonly expiresAtUnix: number; readonly nowUnix: number }): SipCredential;

  /**
   * Removes the registration and refuses the credentials. `cut` ends every call of the extension, ringing ones
   * included; `leave` lets an answered call go on while nothing new is possible. Resolves when the engine has done it.
   * When it rejects, the engine was out of reach: the revocation is pushed again as soon as it answers, because it must
   * by then be among `liveRevocations`.
   */
  revoke(input: Revocation & { readonly calls: 'cut' | 'leave' }): Promise<void>;

  /** Ends every call of the extension, ringing ones included. */
  endCalls(extension: string): Promise<void>;

  /** Called after each change of `engine()`. Returns the way to stop. */
  onEngineChange(listener: () => void): () => void;

  /**
   * Where to read the revocations that still matter (`throughUnix` in the future). Pushed whenever the engine starts,
   * restarts or answers again, before `engine()` says `ready`.
   */
  liveRevocations(provider: () => Promise<readonly Revocation[]>): void;

  /** Stops looking at the engine. Leaves it running. */
  close(): Promise<void>;
}
