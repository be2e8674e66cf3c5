import type { Facts } from '../../core/facts/catalogue.ts';
import type { PolicyRelease } from '../../core/policy/schema.ts';
import { openSignedPolicy } from '../../core/policy/signed-policy.ts';
import {
  reportSigningText,
  WIRE_VERSION,
  type PhoneStatus,
  type Report,
  type ReportReply,
  type SignedReport,
} from '../../core/wire/device.ts';
import type { Clock } from './clock.ts';
import type { DeviceApi } from './device-api.ts';
import type { DeviceStore, Identity } from './device-store.ts';
import { openLease, type OpenedLease } from './held-lease.ts';
import type { VerifyEd25519 } from './organisation-keys.ts';

export interface ExchangeDeps {
  readonly api: DeviceApi;
  readonly store: DeviceStore;
  readonly identity: Identity;
  readonly verifyPolicy: VerifyEd25519;
  readonly verifyLease: VerifyEd25519;
  readonly clock: Clock;
  readonly appVersion: string;
  readonly bootId: string;
  /** The exact body of the report, as it leaves. */
  readonly onSent: (to: string, body: string) => void;
}

/** What the client says in one report. */
export interface ExchangeInput {
  readonly facts: Facts;
  readonly phone: PhoneStatus;
  readonly policy: PolicyRelease | null;
  readonly minimumEpoch: () => number;
}

/** An answer, with everything in it already checked. What did not hold is null and named in `refused`. */
export interface Exchanged {
  readonly reply: ReportReply;
  /** The newer policy, verified; null when the client's own is current. */
  readonly policy: PolicyRelease | null;
  readonly lease: OpenedLease | null;
  readonly refused: { readonly policy: unknown; readonly lease: unknown };
  readonly askedAtMs: number;
}

/** One challenge and one signed report. Throws AppError when the server can't be reached or refuses. */
export async function exchange(deps: ExchangeDeps, input: ExchangeInput, signal: AbortSignal): Promise<Exchanged> {
  const { record, key } = deps.identity;
  const askedAtMs = deps.clock.nowMs();
  const nonce = await deps.api.challenge(record.deviceId, signal);
  const report: Omit<Report, 'facts'> & { readonly facts: Facts } = {
    nonce,
    deviceId: record.deviceId,
    counter: await deps.store.nextCounter(),
    bootId: deps.bootId,
    appVersion: deps.appVersion,
    policyVersion: input.policy?.version ?? 0,
    keyStorage: deps.store.kind,
    phone: input.phone,
    facts: input.facts,
  };
  const text = JSON.stringify(report);
  const signed: SignedReport = {
    wire: WIRE_VERSION,
    deviceId: record.deviceId,
    report: text,
    signature: key.sign(reportSigningText(text)),
  };
  const body = JSON.stringify(signed);
  signal.throwIfAborted();
  deps.onSent(`${record.server}/api/device/report`, body);
  const reply = await deps.api.report(body, signal);
  const policy = await takePolicy(deps, reply);
  const held = policy.value ?? input.policy;
  const lease = takeLease(deps, reply, { nonce, askedAtMs, held, minimumEpoch: input.minimumEpoch() });
  return {
    reply,
    policy: policy.value,
    lease: lease.value,
    refused: { policy: policy.refused, lease: lease.refused },
    askedAtMs,
  };
}

interface Taken<T> {
  readonly value: T | null;
  readonly refused: unknown;
}

async function takePolicy(deps: ExchangeDeps, reply: ReportReply): Promise<Taken<PolicyRelease>> {
  if (reply.policy === null) return { value: null, refused: null };
  try {
    const organisationId = deps.identity.record.organisation.id;
    const expected = { organisationId, minimumVersion: await deps.store.highestPolicyVersion(organisationId) };
    const release = openSignedPolicy(reply.policy, expected, deps.verifyPolicy);
    // Kept before it is used: a version that was in force once must never be undercut, not even after a crash.
    await deps.store.sawPolicyVersion(organisationId, release.version);
    return { value: release, refused: null };
  } catch (error) {
    return { value: null, refused: error };
  }
}

interface LeaseContext {
  readonly nonce: string;
  readonly askedAtMs: number;
  readonly held: PolicyRelease | null;
  readonly minimumEpoch: number;
}

function takeLease(deps: ExchangeDeps, reply: ReportReply, context: LeaseContext): Taken<OpenedLease> {
  if (reply.lease === null) return { value: null, refused: null };
  const expected = {
    deviceId: deps.identity.record.deviceId,
    nonce: context.nonce,
    askedAtMs: context.askedAtMs,
    policyVersion: context.held?.version ?? 0,
    minimumEpoch: context.minimumEpoch,
  };
  try {
    return { value: openLease(reply.lease, expected, deps.verifyLease), refused: null };
  } catch (error) {
    return { value: null, refused: error };
  }
}
