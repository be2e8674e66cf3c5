import type { DeviceId, PersonId, Platform } from '../../core/ids.ts';
import type { WebList } from '../../core/wire/lists.ts';
import type {
  AccessRequestRecord,
  AlertRecord,
  AuditEntry,
  AuditRecord,
  BlockedSiteCount,
  BreakGlassRecord,
  DevicePatch,
  DeviceRecord,
  DraftRecord,
  EnrolmentCodeRecord,
  FactsRow,
  FailingSince,
  HelpRequestRecord,
  LineRecord,
  OrganisationRecord,
  PersonRecord,
  PolicyRecord,
  RolloutRecord,
  SessionRecord,
  VersionReach,
  WaiverRecord,
} from './records.ts';

export interface PeopleTable {
  insert(person: PersonRecord): Promise<void>;
  byId(id: PersonId): Promise<PersonRecord | null>;
  byEmail(email: string): Promise<PersonRecord | null>;
  all(): Promise<readonly PersonRecord[]>;
  setPassword(id: PersonId, passwordHash: string, mustChange: boolean): Promise<void>;
  setGroup(id: PersonId, group: string | null): Promise<void>;
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
  /** Just its public key, for whoever speaks before it is believed. */
  keyOf(id: DeviceId): Promise<string | null>;
  all(): Promise<readonly DeviceRecord[]>;
  ofPerson(personId: PersonId): Promise<readonly DeviceRecord[]>;
  /** The next `limit` by id after `after`, with just what a policy is judged by. Empty at the end. */
  factsAfter(after: DeviceId | null, limit: number): Promise<readonly FactsRow[]>;
  update(id: DeviceId, patch: DevicePatch): Promise<void>;
  remove(id: DeviceId): Promise<void>;
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
  byVersion(version: number): Promise<PolicyRecord | null>;
  /** Newest first, down to the first that everybody has. */
  reaching(): Promise<readonly VersionReach[]>;
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

export interface HelpRequestTable {
  /** Takes the place of an open one of the same laptop about the same check. `bundle` is gzip in base64url. */
  put(request: Omit<HelpRequestRecord, 'hasBundle'>, bundle: string | null): Promise<void>;
  /** Newest first, of laptops that are still there. */
  newest(limit: number): Promise<readonly HelpRequestRecord[]>;
  byId(id: string): Promise<HelpRequestRecord | null>;
  openOf(deviceId: DeviceId): Promise<number>;
  bundleOf(id: string): Promise<string | null>;
  /** Also forgets the bundle: it has served. False when there is no such open request. */
  close(id: string): Promise<boolean>;
}

export interface WaiverTable {
  insert(waiver: WaiverRecord): Promise<void>;
  byId(id: string): Promise<WaiverRecord | null>;
  /** Newest first. */
  newest(limit: number): Promise<readonly WaiverRecord[]>;
  /** Approved, and not at their end yet. */
  live(now: number): Promise<readonly WaiverRecord[]>;
  update(
    id: string,
    patch: Partial<Pick<WaiverRecord, 'state' | 'decidedBy' | 'decidedByName' | 'endsAt'>>,
  ): Promise<void>;
}

export interface RolloutTable {
  insert(rollout: RolloutRecord): Promise<void>;
  of(version: number): Promise<RolloutRecord | null>;
  newest(): Promise<RolloutRecord | null>;
  update(version: number, patch: Partial<Omit<RolloutRecord, 'version' | 'stages' | 'expected'>>): Promise<void>;
  /** Whether this laptop was given this version already, and is blocked by it; null when it was not. */
  given(version: number, deviceId: DeviceId): Promise<{ readonly blocked: boolean } | null>;
  give(version: number, device: Pick<DeviceRecord, 'id' | 'personId'>, blocked: boolean): Promise<void>;
  /** What any laptop of a person was ever given, a newly enrolled one of theirs is given too: it may be the same, and must not get an older one. */
  inherit(device: Pick<DeviceRecord, 'id' | 'personId'>): Promise<void>;
  /** Of the laptops that are still there. */
  count(version: number): Promise<{ readonly has: number; readonly blocked: number }>;
}

export interface DraftTable {
  /** Takes the place of the draft with the same id. */
  put(draft: DraftRecord): Promise<void>;
  byId(id: string): Promise<DraftRecord | null>;
  /** Last saved first. */
  all(): Promise<readonly DraftRecord[]>;
  remove(id: string): Promise<boolean>;
}

export interface WebListTable {
  /** By name. */
  all(): Promise<readonly WebList[]>;
  /** New, or in place of the one with its id. */
  put(list: WebList): Promise<void>;
  remove(id: string): Promise<boolean>;
}

export interface AlertTable {
  insert(alert: AlertRecord): Promise<void>;
  /** An open one of that kind about that subject. */
  isOpen(kind: AlertRecord['kind'], subject: string): Promise<boolean>;
  newest(limit: number): Promise<readonly AlertRecord[]>;
  /** False when there is no such open alert. */
  close(id: string): Promise<boolean>;
}

export interface BreakGlassTable {
  /** Takes the place of the laptop’s code before: one is live at a time. */
  put(code: BreakGlassRecord): Promise<void>;
  of(deviceId: DeviceId): Promise<BreakGlassRecord | null>;
  countTry(deviceId: DeviceId): Promise<void>;
  remove(deviceId: DeviceId): Promise<void>;
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
  readonly failing: FailingTable;
  readonly lines: LineTable;
  readonly policies: PolicyTable;
  readonly accessRequests: AccessRequestTable;
  readonly helpRequests: HelpRequestTable;
  readonly waivers: WaiverTable;
  readonly rollouts: RolloutTable;
  readonly drafts: DraftTable;
  readonly alerts: AlertTable;
  readonly webLists: WebListTable;
  readonly breakGlass: BreakGlassTable;
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
