import type { Facts } from '../../core/facts/catalogue.ts';
import type { DeviceId, OrganisationId, PersonId, Platform } from '../../core/ids.ts';
import type { FailingSince } from '../../core/verdict/failing-since.ts';
import type { Verdict } from '../../core/verdict/schema.ts';
import type { DeviceRow, Role } from '../../core/wire/console.ts';
import type { PhoneStatus } from '../../core/wire/device.ts';

/** What the store holds. Times are Unix milliseconds unless the name says otherwise. */
export interface OrganisationRecord {
  readonly id: OrganisationId;
  readonly name: string;
  /** SPKI, DER, base64url. The private halves are files, never rows. */
  readonly policyKey: string;
  readonly leaseKey: string;
}

export interface PersonRecord {
  readonly id: PersonId;
  readonly name: string;
  /** Lower case. */
  readonly email: string;
  readonly role: Role;
  readonly extension: string | null;
  readonly passwordHash: string;
  readonly mustChangePassword: boolean;
  readonly signedInAt: number | null;
}

export interface SessionRecord {
  readonly tokenHash: string;
  readonly personId: PersonId;
  readonly createdAt: number;
  readonly lastSeenAt: number;
}

export interface EnrolmentCodeRecord {
  readonly codeHash: string;
  readonly personId: PersonId;
  readonly expiresAt: number;
}

export type PhoneDisplay = DeviceRow['phone'];

export interface DeviceRecord {
  readonly id: DeviceId;
  readonly personId: PersonId;
  readonly publicKey: string;
  readonly platform: Platform;
  readonly keyStorage: 'keychain' | 'memory';
  readonly enrolledAt: number;
  /** Raised by each revoke; a lease of an older epoch is dead. */
  readonly epoch: number;
  readonly counter: number;
  readonly bootId: string | null;
  readonly policyVersion: number;
  readonly facts: Facts | null;
  readonly verdict: Verdict | null;
  readonly phone: PhoneStatus | null;
  readonly onShift: boolean;
  /** A supervisor closed this phone; it stays closed until somebody asks for a recheck. */
  readonly held: boolean;
  /** The boot of this device that another device took the phone over from; null when that did not happen. */
  readonly displacedBootId: string | null;
  readonly leaseEndsAt: number | null;
  readonly lastSeenAt: number | null;
  /** When the report came that brought `facts`. */
  readonly reportedAt: number | null;
  /** What the floor shows, and since when. */
  readonly display: PhoneDisplay;
  readonly sinceAt: number;
}
export type DevicePatch = Partial<Omit<DeviceRecord, 'id' | 'personId' | 'publicKey' | 'enrolledAt'>>;

/** One extension at the phone engine: the only place that knows which credentials were ever given out for it. */
export interface LineRecord {
  readonly extension: string;
  /** Unix seconds: the latest expiry of any credential ever issued. */
  readonly issuedThrough: number;
  /** Unix seconds: every credential that expires at or before it is revoked. */
  readonly revokedThrough: number;
  readonly holder: DeviceId | null;
  /** When the holder's lease ends, where its credential would outlive it. */
  readonly revokeAt: number | null;
  /** Until when a call in hand may be finished after a revoke. */
  readonly endCallsAt: number | null;
}

export interface PolicyRecord {
  readonly version: number;
  readonly release: string;
  readonly signature: string;
  readonly publishedAt: number;
  readonly publishedBy: string;
  readonly note: string;
}

export interface AccessRequestRecord {
  readonly id: string;
  readonly personId: PersonId;
  readonly host: string;
  readonly reason: string;
  readonly askedAt: number;
  readonly state: 'open' | 'closed';
}

export interface AuditEntry {
  readonly at: number;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly details: Readonly<Record<string, unknown>>;
}
export interface AuditRecord extends AuditEntry {
  readonly sequence: number;
  readonly previous: string;
  readonly hash: string;
}

export interface BlockedSiteCount {
  readonly deviceId: DeviceId;
  /** ISO 8601 date, UTC. */
  readonly day: string;
  readonly category: string;
  readonly host: string | null;
  readonly count: number;
}

export type { FailingSince };
