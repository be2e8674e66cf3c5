import type { CheckId } from '../../core/checks/catalogue.ts';
import type { Facts } from '../../core/facts/catalogue.ts';
import type { DeviceId, OrganisationId, PersonId, Platform } from '../../core/ids.ts';
import type { FailingSince } from '../../core/verdict/failing-since.ts';
import type { Finding, Verdict } from '../../core/verdict/schema.ts';
import type { PolicyDocument } from '../../core/policy/schema.ts';
import type { AlertKind } from '../../core/wire/alerts.ts';
import type { DeviceRow, Role } from '../../core/wire/console.ts';
import type { RolloutStage } from '../../core/wire/policy-acts.ts';
import type { HaltReason } from '../../core/wire/policy-acts.ts';
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
  /** The team, by which a policy may differ; null: none. */
  readonly group: string | null;
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

/** How far a version that is published in steps has come. A version without one is for everybody at once. */
export interface RolloutRecord {
  readonly version: number;
  readonly stages: readonly RolloutStage[];
  /** Index of the stage that is in force, and since when. */
  readonly stage: number;
  readonly stageAt: number;
  /** `halted` and `superseded`: who has it keeps it, nobody else gets it. */
  readonly state: 'running' | 'halted' | 'complete' | 'superseded';
  /** For each stage: how many laptops in it the preview said would be blocked by this version. */
  readonly expected: readonly number[];
  /** More than that many were blocked when somebody let it go on all the same. */
  readonly accepted: number;
  /** Why it halted, for people. */
  readonly why: HaltReason | null;
}

/** Which versions may be in force for somebody: from the newest down to the one that everybody has, at least. */
export interface VersionReach {
  readonly version: number;
  readonly signature: string;
  /** Null: everybody has it. */
  readonly rollout: { readonly state: 'running' | 'halted' | 'superseded'; readonly reach: number } | null;
}

/** A policy that is being written, with who writes it. */
export interface DraftRecord {
  readonly id: string;
  readonly authorId: PersonId;
  readonly authorEmail: string;
  readonly authorName: string;
  readonly basedOn: number;
  readonly note: string;
  readonly document: PolicyDocument;
  readonly stages: readonly RolloutStage[] | null;
  /** Rises with each save, so that nobody approves what they did not see. */
  readonly revision: number;
  readonly savedAt: number;
}

/** Something that somebody should look at. */
export interface AlertRecord {
  readonly id: string;
  readonly kind: AlertKind;
  /** What it is about: a device’s id, or a version. */
  readonly subject: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly at: number;
  readonly state: 'open' | 'closed';
}

/** The one live code that may open a laptop’s phone for a moment. */
export interface BreakGlassRecord {
  readonly deviceId: DeviceId;
  readonly codeHash: string;
  readonly reason: string;
  readonly issuedBy: PersonId;
  readonly issuedByName: string;
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** Wrong codes so far. */
  readonly tries: number;
}

/** What the preview of a policy reads of a laptop. */
export interface FactsRow {
  readonly id: DeviceId;
  readonly personId: PersonId;
  readonly platform: Platform;
  readonly group: string | null;
  /** Read only when it is called: most of the work. */
  readonly facts: () => Facts | null;
  readonly reportedAt: number | null;
  readonly failing: FailingSince;
}

/** An exception for one check, asked for and decided on. It holds from when it was approved until `endsAt`, at most. */
export interface WaiverRecord {
  readonly id: string;
  readonly kind: 'waiver' | 'break-glass';
  readonly check: CheckId;
  /** One laptop or one team; never both, never neither. */
  readonly scope: { readonly deviceId: DeviceId } | { readonly group: string };
  readonly reason: string;
  readonly askedBy: PersonId;
  readonly askedByName: string;
  readonly askedAt: number;
  readonly decidedBy: PersonId | null;
  readonly decidedByName: string | null;
  readonly state: 'asked' | 'approved' | 'refused' | 'ended';
  /** Forced: nothing is excepted for good. */
  readonly endsAt: number;
}

/** “I can’t fix this”: what an agent sent, with all that they were shown of it. */
export interface HelpRequestRecord {
  readonly id: string;
  readonly deviceId: DeviceId;
  readonly check: CheckId;
  readonly message: string;
  readonly evidence: Finding;
  readonly hasBundle: boolean;
  readonly askedAt: number;
  readonly state: 'open' | 'closed';
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
