import { AppError } from '../../core/errors.ts';
import type { PolicyRelease, SignedPolicy } from '../../core/policy/schema.ts';
import { openSignedPolicy } from '../../core/policy/signed-policy.ts';
import { verifyEd25519 } from '../keys.ts';
import type { OrganisationRecord, PolicyRecord } from '../store/records.ts';
import type { StoreTx } from '../store/store.ts';

export interface CurrentPolicy {
  readonly record: PolicyRecord;
  readonly release: PolicyRelease;
  readonly signed: SignedPolicy;
}

/** Reads which policy is in force inside the caller's transaction; only checking and parsing it is remembered. */
export type ReadCurrentPolicy = (tx: StoreTx) => Promise<CurrentPolicy>;

/**
 * Throws AppError UNAVAILABLE as long as no policy was ever published, and when the stored one is not what the
 * organisation signed: whoever can write to the database must not be able to loosen it. `policyKey` is the public half of
 * the key in the data folder; without one there, the organisation's row is what is left to go by.
 */
export function createCurrentPolicy(policyKey: string | null): ReadCurrentPolicy {
  let last: CurrentPolicy | null = null;
  return async (tx) => {
    const signature = await tx.policies.newestSignature();
    // By signature, not version: a publication that was rolled back leaves its number to another.
    if (last !== null && last.record.signature === signature) return last;
    const [record, organisation] = [await tx.policies.newest(), await tx.organisation()];
    if (record === null || organisation === null)
      throw new AppError('UNAVAILABLE', 'There is no policy yet. Publish one first.');
    const signed = { release: record.release, signature: record.signature };
    last = { record, release: openStored(record, signed, organisation, policyKey), signed };
    return last;
  };
}

function openStored(
  { version }: PolicyRecord,
  signed: SignedPolicy,
  organisation: OrganisationRecord,
  policyKey: string | null,
): PolicyRelease {
  const key = policyKey ?? organisation.policyKey;
  try {
    const expected = { organisationId: organisation.id, minimumVersion: version };
    const release = openSignedPolicy(signed, expected, (bytes, signature) => verifyEd25519(key, bytes, signature));
    if (release.version === version) return release;
  } catch (error) {
    throw notAsSigned(version, error);
  }
  throw notAsSigned(version);
}

function notAsSigned(version: number, cause?: unknown): AppError {
  return new AppError(
    'UNAVAILABLE',
    `Version ${version} of the policy in the database is not what your organisation signed, so no phone is opened under it. Somebody or something changed the database: find out who, then restore the data folder from a backup.`,
    { cause },
  );
}
