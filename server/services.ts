import type { Bus } from './push.ts';
import type { Clock } from './clock.ts';
import type { Contacts } from './device/contacts.ts';
import type { Effects } from './device/effects.ts';
import type { FactHistory } from './device/fact-history.ts';
import type { KnownKeys } from './device/known-keys.ts';
import type { LineKeeper } from './device/line-keeper.ts';
import type { Nonces } from './device/nonces.ts';
import type { Presence } from './device/presence.ts';
import type { PushSessions } from './device/push-sessions.ts';
import type { SigningKey } from './keys.ts';
import type { WebLists } from './lists/web-lists.ts';
import type { Log } from './log.ts';
import type { Origins } from './origins.ts';
import type { ReadPolicies } from './policy/current-policy.ts';
import type { RandomBytes } from './random.ts';
import type { RolloutKeeper } from './rollout/rollout-keeper.ts';
import type { Store } from './store/store.ts';
import type { Telephony } from './telephony/telephony.ts';

/** The organisation's private keys as far as they are on this machine. */
export interface ServerKeys {
  /** null when the organisation keeps it elsewhere; then policies can't be published from here. */
  readonly policy: SigningKey | null;
  readonly lease: SigningKey;
}

/** What every route is made from. Composed once, in app.ts. */
export interface Services {
  readonly store: Store;
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
  readonly keys: ServerKeys;
  readonly telephony: Telephony;
  readonly bus: Bus;
  /** Read at each use, since the port may be known only after listening. */
  readonly origins: () => Origins;
  readonly log: Log;
  /** Which version of the policy holds for whom. */
  readonly policies: ReadPolicies;
  readonly rollouts: RolloutKeeper;
  readonly presence: Presence;
  readonly effects: Effects;
  readonly keeper: LineKeeper;
  readonly webLists: WebLists;
  readonly contacts: Contacts;
  readonly pushSessions: PushSessions;
  readonly history: FactHistory;
  readonly nonces: Nonces;
  readonly knownKeys: KnownKeys;
}
