import type { DeviceId, PersonId, Platform } from '../../core/ids.ts';
import type {
  AccessRequestRecord,
  AuditEntry,
  AuditRecord,
  BlockedSiteCount,
  DevicePatch,
  DeviceRecord,
  EnrolmentCodeRecord,
  FailingSince,
  LineRecord,
  OrganisationRecord,
  PersonRecord,
  PolicyRecord,
  SessionRecord,
} from './records.ts';

export interface PeopleTable {
  insert(person: PersonRecord): Promise<void>;
  byId(id: PersonId): Promise<PersonRecord | null>;
  byEmail(email: string): Promise<PersonRecord | null>;
  all(): Promise<readonly PersonRecord[]>;
  setPassword(id: PersonId, passwordHash: string, mustChange: boolean): Promise<void>;
  signedIn(id: PersonId, at: number): Promise<void>;
}

export interface SessionTable {
  insert(session: SessionRecord): Promise<void>;
  byHash(tokenHash: string): Promise<SessionRecord | null>;
  touch(tokenHash: string, at: number): Promise<void>;
  remove(tokenHash: string): Promise<void>;
  /** Returns the hashes of what went. */
  removeOthers(personId: PersonId, exceptHash: string): Promise<readonly string[]>;
  removeBefore(createdBefore: number, seenBefore: number): Promise<void>;
}

export interface EnrolmentCodeTable {
  insert(code: EnrolmentCodeRecord): Promise<void>;
  /** Spends it: exactly one caller ever gets the person, everybody else null. */
  claim(codeHash: string, now: number): Promise<PersonId | null>;
  removeExpired(now: number): Promise<void>;
}

export interface DeviceTable {
  /** Throws AppError CONFLICT when the key is already enrolled. */
  insert(device: DeviceRecord): Promise<void>;
  byId(id: DeviceId): Promise<DeviceRecord | null>;
  all(): Promise<readonly DeviceRecord[]>;
  ofPerson(personId: PersonId): Promise<readonly DeviceRecord[]>;
  update(id: DeviceId, patch: DevicePatch): Promise<void>;
  remove(id: DeviceId): Promise<void>;
}

export interface NonceTable {
  /** Keeps at most `keep` live ones for a device, the newest. */
  insert(nonceHash: string, deviceId: DeviceId, expiresAt: number, keep: number): Promise<void>;
  /** True exactly once for a live nonce of this very device. */
  spend(nonceHash: string, deviceId: DeviceId, now: number): Promise<boolean>;
  /** What this device was given so far is worth nothing any more. */
  removeOf(deviceId: DeviceId): Promise<void>;
  removeExpired(now: number): Promise<void>;
}

/** What fails since when: by device, and what a removed device left behind for its person's next one. */
export interface FailingTable {
  of(deviceId: DeviceId): Promise<FailingSince>;
  set(deviceId: DeviceId, since: FailingSince): Promise<void>;
  /** Adds to what was left for this person and system; of two clocks of one check, the older stays. */
  leave(personId: PersonId, platform: Platform, since: FailingSince, now: number): Promise<void>;
  /** Takes it away; what was left before `leftAfter` is gone with the rest, and not given. */
  takeLeft(personId: PersonId, platform: Platform, leftAfter: number): Promise<FailingSince>;
}

export interface LineTable {
  /** An extension that nobody ever used reads as zeros. */
  of(extension: string): Promise<LineRecord>;
  all(): Promise<readonly LineRecord[]>;
  set(line: LineRecord): Promise<void>;
}

export interface PolicyTable {
  newest(): Promise<PolicyRecord | null>;
  /** What tells the newest release from any other, without reading it; null before the first. */
  newestSignature(): Promise<string | null>;
  /** Newest first. */
  all(): Promise<readonly PolicyRecord[]>;
  /** Immutable once in. Throws AppError CONFLICT when the version is taken. */
  insert(policy: PolicyRecord): Promise<void>;
}

export interface AccessRequestTable {
  insert(request: AccessRequestRecord): Promise<void>;
  newest(limit: number): Promise<readonly AccessRequestRecord[]>;
  openOf(personId: PersonId): Promise<readonly AccessRequestRecord[]>;
  /** False when there is no such open request. */
  close(id: string): Promise<boolean>;
}

export interface AuditTable {
  /** Chains the entry to the one before. Durable when the transaction is. */
  append(entry: AuditEntry): Promise<AuditRecord>;
  /** Newest first; only those before `before`, when given. */
  page(before: number | null, limit: number): Promise<readonly AuditRecord[]>;
  /** Oldest first, from `sequence` on. */
  from(sequence: number, limit: number): Promise<readonly AuditRecord[]>;
}

export interface BlockedSiteTable {
  add(count: BlockedSiteCount): Promise<void>;
  since(day: string): Promise<readonly BlockedSiteCount[]>;
}

export interface StoreTx {
  organisation(): Promise<OrganisationRecord | null>;
  createOrganisation(organisation: OrganisationRecord): Promise<void>;
  readonly people: PeopleTable;
  readonly sessions: SessionTable;
  readonly codes: EnrolmentCodeTable;
  readonly devices: DeviceTable;
  readonly nonces: NonceTable;
  readonly failing: FailingTable;
  readonly lines: LineTable;
  readonly policies: PolicyTable;
  readonly accessRequests: AccessRequestTable;
  readonly audit: AuditTable;
  readonly blockedSites: BlockedSiteTable;
}

/** Where everything lasting is. Engine-neutral; test/server/store/contract.ts is what an engine must pass. */
export interface Store {
  /**
   * One serialisable write transaction: sees all that was committed before, and is durable when the promise resolves.
   * A throw rolls all of it back. Never call the store itself from inside; use `tx`.
   */
  write<T>(work: (tx: StoreTx) => Promise<T>): Promise<T>;
  /** A consistent look; writing in it is a bug. */
  read<T>(work: (tx: StoreTx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}
