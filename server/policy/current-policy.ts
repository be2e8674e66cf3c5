import { AppError } from '../../core/errors.ts';
import { parseJsonOrThrow, parseOrThrow } from '../../core/parse.ts';
import { policyReleaseSchema, type PolicyRelease, type SignedPolicy } from '../../core/policy/schema.ts';
import type { PolicyRecord } from '../store/records.ts';
import type { StoreTx } from '../store/store.ts';

export interface CurrentPolicy {
  readonly record: PolicyRecord;
  readonly release: PolicyRelease;
  readonly signed: SignedPolicy;
}

/** Reads which policy is in force inside the caller's transaction; only parsing it is remembered. */
export type ReadCurrentPolicy = (tx: StoreTx) => Promise<CurrentPolicy>;

/** Throws AppError UNAVAILABLE as long as no policy was ever published. */
export function createCurrentPolicy(): ReadCurrentPolicy {
  let last: CurrentPolicy | null = null;
  return async (tx) => {
    const signature = await tx.policies.newestSignature();
    // By signature, not version: a publication that was rolled back leaves its number to another.
    if (last !== null && last.record.signature === signature) return last;
    const record = await tx.policies.newest();
    if (record === null) throw new AppError('UNAVAILABLE', 'There is no policy yet. Publish one first.');
    last = {
      record,
      release: readRelease(record.release),
      signed: { release: record.release, signature: record.signature },
    };
    return last;
  };
}

export function readRelease(text: string): PolicyRelease {
  return parseOrThrow(policyReleaseSchema, parseJsonOrThrow(text, 'policy'), 'stored policy', 'INTERNAL');
}
