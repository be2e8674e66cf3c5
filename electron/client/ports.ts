import type { SettingsPage } from '../../core/checks/check.ts';
import type { Platform } from '../../core/ids.ts';
import type { PolicyDocument } from '../../core/policy/schema.ts';
import type { Heartbeat } from '../../core/wire/device.ts';
import type { SecretStore } from '../secrets/secret-store.ts';
import type { Clock } from './clock.ts';
import type { Identity } from './device-store.ts';
import type { Logger } from './logger.ts';
import type { PostureEngine } from './posture-engine.ts';
import type { OpenPushSocket } from './push-socket.ts';

/** Sites that the work browser refused and nobody was told of yet. */
export interface BlockedSites {
  /** As much as this policy lets be told, at most 20 entries. */
  peek(mode: PolicyDocument['privacy']['reportBlockedSites']): Heartbeat['blockedSites'];
  /** These were told. */
  told(sites: Heartbeat['blockedSites']): void;
  forget(): void;
}

/** The lists of unsafe sites are kept current on shift only. */
export interface ListUpdates {
  begin(identity: Identity): void;
  /** There may be newer ones. */
  look(): void;
  end(): void;
  /** Leaves nothing of them on this laptop. False when they could not be removed. */
  erase(): Promise<boolean>;
}

/** Everything that the client reaches of the world outside it. */
export interface ClientPorts {
  readonly platform: Platform;
  readonly appVersion: string;
  /** Pages of the system's settings that can be opened here. */
  readonly settingsPages: readonly SettingsPage[];
  /** The country that the laptop is set to (ISO 3166-1 alpha-2); null when it is set to none. */
  readonly region: string | null;
  readonly clock: Clock;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  /** UUID v4. */
  readonly uuid: () => string;
  readonly secrets: SecretStore;
  readonly posture: PostureEngine;
  readonly fetch: typeof globalThis.fetch;
  readonly openSocket: OpenPushSocket;
  readonly blockedSites: BlockedSites;
  readonly lists?: ListUpdates;
  readonly log: Logger;
}
