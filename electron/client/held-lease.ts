import { AppError } from '../../core/errors.ts';
import type { HeldLease } from '../../core/gate/gate.ts';
import { parseJsonOrThrow, parseOrThrow } from '../../core/parse.ts';
import { leaseSchema, leaseSigningText, type Lease, type ReportReply } from '../../core/wire/device.ts';
import type { VerifyEd25519 } from './organisation-keys.ts';

type SignedLease = NonNullable<ReportReply['lease']>;

export interface LeaseExpectation {
  readonly deviceId: string;
  /** The nonce of the very report that this lease answers. */
  readonly nonce: string;
  /** Monotonic, from before the report left: a slow answer never lengthens a lease. */
  readonly askedAtMs: number;
  /** The policy that the client holds once this answer's own is taken in. */
  readonly policyVersion: number;
  /** Leases of an epoch below this were revoked. */
  readonly minimumEpoch: number;
}

export interface OpenedLease extends HeldLease {
  readonly durationMs: Lease['durationMs'];
}

/** A lease that may be held. Throws AppError BAD_SIGNATURE or INVALID_INPUT; whoever catches it holds none. */
export function openLease(signed: SignedLease, expected: LeaseExpectation, verify: VerifyEd25519): OpenedLease {
  if (!verify(new TextEncoder().encode(leaseSigningText(signed.lease)), signed.signature))
    throw new AppError('BAD_SIGNATURE', 'The permission to use the phone is not signed by your organisation.');
  const lease = parseOrThrow(leaseSchema, parseJsonOrThrow(signed.lease, 'lease'), 'lease');
  const wrong =
    lease.deviceId !== expected.deviceId
      ? 'deviceId: it is for another device'
      : lease.nonce !== expected.nonce
        ? 'nonce: it answers another report'
        : lease.policyVersion !== expected.policyVersion
          ? 'policyVersion: it was decided under another policy'
          : lease.epoch < expected.minimumEpoch
            ? 'epoch: it was revoked'
            : null;
  if (wrong !== null) throw new AppError('INVALID_INPUT', `The lease was refused: ${wrong}`);
  return { epoch: lease.epoch, endsAtMs: expected.askedAtMs + lease.durationMs, durationMs: lease.durationMs };
}
