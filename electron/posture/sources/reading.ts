import type { UnknownReason } from '../../../core/facts/fact.ts';

/** Why a field is null; null when nothing needs explaining. */
type Reason = UnknownReason | null;

export interface OsReading {
  readonly id: string | null;
  readonly name: string | null;
  readonly version: string | null;
  readonly build: string | null;
  readonly eol: boolean | null;
  readonly reason: Reason;
}

export type EncryptionState = 'on' | 'off' | 'encrypting' | 'decrypting' | 'suspended' | 'locked' | 'partial';

export interface EncryptionReading {
  /** The volume that holds the running system: fully, with an active protector. */
  readonly encrypted: boolean | null;
  readonly state: EncryptionState | null;
  readonly percent: number | null;
  readonly reason: Reason;
}

export interface FirewallReading {
  /** Unsolicited inbound is blocked, as far as this source can say. */
  readonly enabled: boolean | null;
  /** By profile, zone or chain, where the source has such a thing. */
  readonly profiles: Readonly<Record<string, boolean | null>> | null;
  readonly stealth: boolean | null;
  readonly reason: Reason;
}

export interface Tunnel {
  readonly name: string;
  readonly kind: string;
}

export interface VpnReading {
  /** A tunnel that is up, carries traffic and has a routable address. */
  readonly connected: boolean | null;
  /** Names of the tunnels that are connected. */
  readonly interfaces: readonly string[];
  readonly tunnels: readonly Tunnel[];
  readonly fullTunnel: boolean | null;
  /** Interfaces that everything goes through which has no route of its own; only routing tables know. */
  readonly carriers?: readonly string[];
  readonly reason: Reason;
}

export interface UpdatesReading {
  readonly pending: number | null;
  readonly securityPending: number | null;
  readonly restartRequired: boolean | null;
  /** Days since the system last looked; null when this source does not say. */
  readonly checkedDaysAgo: number | null;
  readonly reason: Reason;
}

export interface RebootReading {
  readonly rebootPending: boolean | null;
  readonly reason: Reason;
}

export interface HardwareReading {
  readonly manufacturer: string | null;
  readonly model: string | null;
  readonly virtual: boolean | null;
  readonly reason: Reason;
}

/** What a source of each family reads. */
export interface Readings {
  readonly os: OsReading;
  readonly encryption: EncryptionReading;
  readonly firewall: FirewallReading;
  readonly vpn: VpnReading;
  readonly updates: UpdatesReading;
  readonly reboot: RebootReading;
  readonly hardware: HardwareReading;
}
export type Family = keyof Readings;

/** The reading of each family that says nothing, and why. */
export const unknownReading: { readonly [F in Family]: (reason: UnknownReason) => Readings[F] } = {
  os: (reason) => ({ id: null, name: null, version: null, build: null, eol: null, reason }),
  encryption: (reason) => ({ encrypted: null, state: null, percent: null, reason }),
  firewall: (reason) => ({ enabled: null, profiles: null, stealth: null, reason }),
  vpn: (reason) => ({ connected: null, interfaces: [], tunnels: [], fullTunnel: null, reason }),
  updates: (reason) => ({ pending: null, securityPending: null, restartRequired: null, checkedDaysAgo: null, reason }),
  reboot: (reason) => ({ rebootPending: null, reason }),
  hardware: (reason) => ({ manufacturer: null, model: null, virtual: null, reason }),
};
