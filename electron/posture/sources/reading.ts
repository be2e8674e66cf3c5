import type { BrowserName } from '../../../core/checks/browsers/fact.ts';
import type { RemoteService } from '../../../core/checks/remote-access/fact.ts';
import type { UnknownReason } from '../../../core/facts/fact.ts';

/** Why a field is null; null when nothing needs explaining. */
type Reason = UnknownReason | null;

export interface OsReading {
  readonly id: string | null;
  readonly name: string | null;
  readonly version: string | null;
  readonly build: string | null;
  readonly eol: boolean | null;
  /** The day for which `eol` was judged: YYYY-MM-DD. */
  readonly judgedOn: string | null;
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
  /** What it says of each kind of address; absent when it speaks of both alike. */
  readonly families?: { readonly ipv4: boolean | null; readonly ipv6: boolean | null };
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
  /** Days since the oldest update that waits came out; absent when this source never says. */
  readonly oldestPendingDays?: number | null;
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

/** Whether protection against malware is there, on and current; products are those that are switched on. */
export interface AntivirusReading {
  readonly active: boolean | null;
  readonly upToDate: boolean | null;
  readonly products: readonly string[];
  readonly reason: Reason;
}

export interface ScreenLockReading {
  /** It locks by itself when it is left alone; null when this source does not say. */
  readonly locks: boolean | null;
  readonly lockOnWake: boolean | null;
  /** Seconds until it locks, counted from the last touch as far as this source can say; null: unknown, or never. */
  readonly delaySeconds: number | null;
  /** Which desktop is running, from the one source that tells: who of the others is to be believed. */
  readonly desktop?: Desktop | null;
  /** Programs that lock the screen and are running; absent when this source does not look for them. */
  readonly lockers?: readonly string[];
  readonly reason: Reason;
}

export const DESKTOPS = ['gnome', 'cinnamon', 'mate', 'kde', 'xfce', 'sway', 'hyprland'] as const;
export type Desktop = (typeof DESKTOPS)[number];

export interface AutoLoginReading {
  readonly autoLogin: boolean | null;
  readonly reason: Reason;
}

/** One guard of the system against being changed; which one, the source's id tells. */
export interface IntegrityReading {
  readonly enabled: boolean | null;
  readonly guard: 'secure-boot' | 'sip' | 'gatekeeper';
  readonly reason: Reason;
}

export interface SecurityChipReading {
  readonly present: boolean | null;
  readonly kind: 'tpm' | 'secure-enclave' | null;
  readonly version: string | null;
  readonly reason: Reason;
}

/** Names from our own list of the programs that run; null when the list could not be read. */
export interface ProgramsReading {
  readonly remoteControl: readonly string[] | null;
  readonly screenCapture: readonly string[] | null;
  readonly reason: Reason;
}

export interface VirtualMachineReading {
  readonly vm: boolean | null;
  readonly hypervisor: string | null;
  readonly reason: Reason;
}

export interface RemovableReading {
  /** Removable drives with a mounted volume. */
  readonly mounted: number | null;
  readonly reason: Reason;
}

/** One entry a fixed, writable volume. */
export interface VolumesReading {
  readonly volumes: readonly { readonly encrypted: boolean | null }[] | null;
  readonly reason: Reason;
}

export interface AutomaticUpdatesReading {
  readonly automatic: boolean | null;
  readonly reason: Reason;
}

export interface AdminReading {
  readonly admin: boolean | null;
  readonly reason: Reason;
}

export interface GuestReading {
  readonly guestEnabled: boolean | null;
  readonly reason: Reason;
}

export interface RemoteAccessReading {
  /** Services that this source sees switched on; null when it could not tell. An empty list speaks only for what `covers` names. */
  readonly services: readonly RemoteService[] | null;
  readonly covers: readonly RemoteService[];
  readonly reason: Reason;
}

export interface ClockReading {
  readonly synced: boolean | null;
  readonly reason: Reason;
}

/** What one place (hosts file, proxy settings, resolver) says; null where it does not speak. */
export interface NetworkSettingsReading {
  /** The hosts file sends names that matter elsewhere. */
  readonly tampered: boolean | null;
  readonly names: readonly string[];
  readonly proxy: 'none' | 'manual' | 'automatic' | null;
  readonly dns: 'automatic' | 'manual' | null;
  readonly reason: Reason;
}

export interface RootCertificatesReading {
  readonly added: number | null;
  readonly interceptors: readonly string[];
  readonly reason: Reason;
}

export interface DeveloperReading {
  readonly developerMode: boolean | null;
  readonly testSigning: boolean | null;
  readonly reason: Reason;
}

export interface BrowserReading {
  readonly browsers: readonly { readonly name: BrowserName; readonly version: string }[] | null;
  readonly reason: Reason;
}

export interface DiskSpaceReading {
  readonly freeMegabytes: number | null;
  readonly totalMegabytes: number | null;
  readonly reason: Reason;
}

export interface AppIntegrityReading {
  readonly signed: boolean | null;
  readonly archiveIntact: boolean | null;
  readonly debugger: boolean | null;
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
  readonly antivirus: AntivirusReading;
  readonly screenLock: ScreenLockReading;
  readonly autoLogin: AutoLoginReading;
  readonly secureBoot: IntegrityReading;
  readonly sip: IntegrityReading;
  readonly gatekeeper: IntegrityReading;
  readonly securityChip: SecurityChipReading;
  readonly programs: ProgramsReading;
  readonly virtualMachine: VirtualMachineReading;
  readonly removable: RemovableReading;
  readonly volumes: VolumesReading;
  readonly automaticUpdates: AutomaticUpdatesReading;
  readonly admin: AdminReading;
  readonly guest: GuestReading;
  readonly remoteAccess: RemoteAccessReading;
  readonly clock: ClockReading;
  readonly networkSettings: NetworkSettingsReading;
  readonly rootCertificates: RootCertificatesReading;
  readonly developer: DeveloperReading;
  readonly browser: BrowserReading;
  readonly diskSpace: DiskSpaceReading;
  readonly appIntegrity: AppIntegrityReading;
}
export type Family = keyof Readings;

/** The reading of each family that says nothing, and why. */
export const unknownReading: { readonly [F in Family]: (reason: UnknownReason) => Readings[F] } = {
  os: (reason) => ({ id: null, name: null, version: null, build: null, eol: null, judgedOn: null, reason }),
  encryption: (reason) => ({ encrypted: null, state: null, percent: null, reason }),
  firewall: (reason) => ({ enabled: null, profiles: null, stealth: null, reason }),
  vpn: (reason) => ({ connected: null, interfaces: [], tunnels: [], fullTunnel: null, reason }),
  updates: (reason) => ({ pending: null, securityPending: null, restartRequired: null, checkedDaysAgo: null, reason }),
  reboot: (reason) => ({ rebootPending: null, reason }),
  hardware: (reason) => ({ manufacturer: null, model: null, virtual: null, reason }),
  antivirus: (reason) => ({ active: null, upToDate: null, products: [], reason }),
  screenLock: (reason) => ({ locks: null, lockOnWake: null, delaySeconds: null, reason }),
  autoLogin: (reason) => ({ autoLogin: null, reason }),
  secureBoot: (reason) => ({ enabled: null, guard: 'secure-boot', reason }),
  sip: (reason) => ({ enabled: null, guard: 'sip', reason }),
  gatekeeper: (reason) => ({ enabled: null, guard: 'gatekeeper', reason }),
  securityChip: (reason) => ({ present: null, kind: null, version: null, reason }),
  programs: (reason) => ({ remoteControl: null, screenCapture: null, reason }),
  virtualMachine: (reason) => ({ vm: null, hypervisor: null, reason }),
  removable: (reason) => ({ mounted: null, reason }),
  volumes: (reason) => ({ volumes: null, reason }),
  automaticUpdates: (reason) => ({ automatic: null, reason }),
  admin: (reason) => ({ admin: null, reason }),
  guest: (reason) => ({ guestEnabled: null, reason }),
  remoteAccess: (reason) => ({ services: null, covers: [], reason }),
  clock: (reason) => ({ synced: null, reason }),
  networkSettings: (reason) => ({ tampered: null, names: [], proxy: null, dns: null, reason }),
  rootCertificates: (reason) => ({ added: null, interceptors: [], reason }),
  developer: (reason) => ({ developerMode: null, testSigning: null, reason }),
  browser: (reason) => ({ browsers: null, reason }),
  diskSpace: (reason) => ({ freeMegabytes: null, totalMegabytes: null, reason }),
  appIntegrity: (reason) => ({ signed: null, archiveIntact: null, debugger: null, reason }),
};
