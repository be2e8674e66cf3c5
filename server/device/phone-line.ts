import { canonicalJson } from '../../core/canonical-json.ts';
import { leaseSigningText, type DevicePush, type Lease, type ReportReply } from '../../core/wire/device.ts';
import { signEd25519 } from '../keys.ts';
import type { CurrentPolicy } from '../policy/current-policy.ts';
import type { Services } from '../services.ts';
import type { DevicePatch, DeviceRecord, LineRecord, PersonRecord } from '../store/records.ts';
import type { StoreTx } from '../store/store.ts';
import type { Effect } from './effects.ts';

export type RevokeReason = Extract<DevicePush, { type: 'revoked' }>['reason'];

/** How long a phone credential lives at most by itself; the rest up to the ceiling is for rising above what was revoked. */
const MAX_CREDENTIAL_SECONDS = 840;
/** The longest that the wire allows (sipCredentialSchema). */
const CEILING_SECONDS = 900;
/** How much longer than its lease a credential may live before the server cuts it off itself. */
const TOLERATED_MS = 1500;

/** Whether this device still holds a lease or a credential that could be used. */
export function holdsLine(line: LineRecord, device: DeviceRecord, now: number): boolean {
  if (line.holder !== device.id) return false;
  return (device.leaseEndsAt ?? 0) > now || line.issuedThrough * 1000 > now;
}

export interface OpenInput {
  readonly device: DeviceRecord;
  readonly person: PersonRecord;
  readonly policy: CurrentPolicy;
  readonly verdict: { readonly state: 'compliant' | 'grace'; readonly closesInMs: number | null };
  readonly nonce: string;
  readonly now: number;
}

export interface Opened extends Pick<ReportReply, 'lease' | 'credential' | 'noCredential'> {
  readonly leaseEndsAt: number;
  readonly line: LineRecord;
}

/**
 * Gives a lease and, when there is a phone engine, a credential for it. To be called in the transaction that read the
 * verdict's inputs. `epoch` of the lease is the device's. There is no credential while everything up to the ceiling is
 * revoked, which takes a clock that was set back; once it has caught up there is one again.
 */
export async function openLine(
  services: Pick<Services, 'keys' | 'telephony' | 'log'>,
  tx: StoreTx,
  input: OpenInput,
): Promise<Opened> {
  const { device, policy, verdict, now } = input;
  const extension = input.person.extension ?? '';
  const { phone } = policy.release.document;
  const durationMs = Math.max(1, Math.min(phone.leaseSeconds * 1000, verdict.closesInMs ?? Infinity));
  const leaseEndsAt = now + durationMs;
  const lease: Lease = {
    deviceId: device.id,
    nonce: input.nonce,
    epoch: device.epoch,
    policyVersion: policy.release.version,
    verdict: verdict.state,
    durationMs,
  };
  const text = canonicalJson(lease);
  const before = await tx.lines.of(extension);
  const hasEngine = services.telephony.engine().state === 'ready';
  const nowUnix = Math.floor(now / 1000);
  // Strictly later than all that was revoked, since a revoke names everything older by one number.
  const expiresAtUnix = Math.max(
    nowUnix + Math.min(Math.ceil(durationMs / 1000), MAX_CREDENTIAL_SECONDS),
    before.revokedThrough + 1,
  );
  const isBelowCeiling = expiresAtUnix <= nowUnix + CEILING_SECONDS;
  if (hasEngine && !isBelowCeiling)
    services.log.warn(
      { extension, revokedThroughUnix: before.revokedThrough, nowUnix },
      'no phone credential: the clock was set back, and everything up to now was revoked by its later time; the phone opens when the clock has caught up',
    );
  const issues = hasEngine && isBelowCeiling;
  const issuedThrough = issues ? Math.max(expiresAtUnix, before.issuedThrough) : before.issuedThrough;
  const finishMs = phone.inCall.mode === 'finish' ? phone.inCall.maxSeconds * 1000 : 0;
  const line: LineRecord = {
    ...before,
    holder: device.id,
    issuedThrough,
    revokeAt: issuedThrough * 1000 > leaseEndsAt + TOLERATED_MS ? leaseEndsAt : null,
    // Moved on by each renewal, so it only ever comes for a device that stopped renewing.
    endCallsAt: hasEngine ? leaseEndsAt + finishMs : null,
  };
  await tx.lines.set(line);
  return {
    lease: { lease: text, signature: signEd25519(services.keys.lease, leaseSigningText(text)) },
    credential: issues ? services.telephony.issue({ extension, expiresAtUnix, nowUnix }) : null,
    ...(hasEngine && !isBelowCeiling ? { noCredential: 'clock-set-back' as const } : {}),
    leaseEndsAt,
    line,
  };
}

/** Lets a lease that was already given, and its credential, live no longer than until `endsAt`. In a transaction. */
export async function limitLine(
  tx: StoreTx,
  { device, line, endsAt }: { readonly device: DeviceRecord; readonly line: LineRecord; readonly endsAt: number },
): Promise<{ readonly patch: DevicePatch; readonly effects: readonly Effect[] }> {
  const limited: LineRecord = { ...line, revokeAt: Math.min(line.revokeAt ?? Infinity, endsAt) };
  await tx.lines.set(limited);
  const leaseEndsAt = Math.min(device.leaseEndsAt ?? endsAt, endsAt);
  return { patch: { leaseEndsAt }, effects: [{ type: 'line', line: limited }] };
}

export interface CloseInput {
  readonly device: DeviceRecord;
  readonly person: PersonRecord;
  readonly now: number;
  /** `finish` lets a call in hand go on for so long; 0 cuts it at once. */
  readonly finishMs: number;
  /** What its push socket is told; null when the device learns it in another way. */
  readonly tell: RevokeReason | null;
}

/** Takes the phone away: raises the epoch, revokes every credential so far. To be called in a transaction. */
export async function closeLine(
  tx: StoreTx,
  { device, person, now, finishMs, tell }: CloseInput,
): Promise<{ readonly patch: DevicePatch; readonly effects: readonly Effect[] }> {
  const epoch = device.epoch + 1;
  const inCall = device.phone?.inCall ?? false;
  const effects: Effect[] = [];
  const patch: DevicePatch = {
    epoch,
    leaseEndsAt: null,
    // What the engine now enforces; the device's own word follows with its next heartbeat.
    phone:
      device.phone === null
        ? null
        : {
            gate: inCall && finishMs > 0 ? 'closing-in-call' : 'closed',
            registered: false,
            inCall: inCall && finishMs > 0,
          },
  };
  if (person.extension !== null) {
    const before = await tx.lines.of(person.extension);
    if (before.holder === device.id) {
      const throughUnix = Math.max(before.issuedThrough, before.revokedThrough);
      const line: LineRecord = {
        ...before,
        holder: null,
        revokedThrough: throughUnix,
        revokeAt: null,
        endCallsAt: finishMs > 0 ? Math.min(now + finishMs, before.endCallsAt ?? Infinity) : null,
      };
      await tx.lines.set(line);
      effects.push({ type: 'line', line });
      if (throughUnix > 0)
        effects.push({
          type: 'revoke',
          extension: person.extension,
          throughUnix,
          calls: finishMs > 0 ? 'leave' : 'cut',
        });
    }
  }
  if (tell !== null)
    effects.push({ type: 'push', deviceId: device.id, push: { type: 'revoked', epoch, reason: tell } });
  return { patch, effects };
}

export function finishMsOf(policy: CurrentPolicy): number {
  const { inCall } = policy.release.document.phone;
  return inCall.mode === 'finish' ? inCall.maxSeconds * 1000 : 0;
}
