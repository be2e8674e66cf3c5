import { AppError } from '../../core/errors.ts';
import type { PolicyRelease, SignedPolicy } from '../../core/policy/schema.ts';
import { openSignedPolicy } from '../../core/policy/signed-policy.ts';
import { verifyEd25519 } from '../keys.ts';
import { isReached } from '../rollout/reach.ts';
import type { DeviceRecord, OrganisationRecord, PolicyRecord, VersionReach } from '../store/records.ts';
import type { StoreTx } from '../store/store.ts';

export interface CurrentPolicy {
  readonly record: PolicyRecord;
  readonly release: PolicyRelease;
  readonly signed: SignedPolicy;
}

/** Which version holds for whom. Good for one transaction. */
export interface PoliciesInForce {
  readonly newest: CurrentPolicy;
  /** Newest first: every version that may still hold for somebody. */
  all(): Promise<readonly CurrentPolicy[]>;
  /** The newest version that has reached this laptop. `below` leaves that version and what is newer out. */
  of(device: Pick<DeviceRecord, 'id'>, below?: number): Promise<CurrentPolicy>;
  /** How far that version has come; null when everybody has it. */
  rolloutOf(version: number): VersionReach['rollout'];
}

/** Reads what is in force inside the caller's transaction; only checking and parsing a version is remembered. */
export type ReadPolicies = (tx: StoreTx) => Promise<PoliciesInForce>;

/** More than ever hold at once; what is beyond is read again. */
const MAX_REMEMBERED = 16;

/**
 * Throws AppError UNAVAILABLE as long as no policy was ever published, and when a stored one is not what the organisation
 * signed: whoever can write to the database must not be able to loosen it. `policyKey` is the public half of the key in the
 * data folder; without one there, the organisation's row is what is left to go by.
 */
export function createPolicies(policyKey: string | null): ReadPolicies {
  // By signature, not version: a publication that was rolled back leaves its number to another.
  const opened = new Map<string, CurrentPolicy>();

  async function open(tx: StoreTx, { version, signature }: VersionReach): Promise<CurrentPolicy> {
    const before = opened.get(signature);
    if (before?.release.version === version) return before;
    const [record, organisation] = [await tx.policies.byVersion(version), await tx.organisation()];
    if (record === null || organisation === null) throw noPolicy();
    const signed = { release: record.release, signature: record.signature };
    const policy = { record, release: openStored(record, signed, organisation, policyKey), signed };
    for (const oldest of opened.keys()) {
      if (opened.size < MAX_REMEMBERED) break;
      opened.delete(oldest);
    }
    opened.set(signature, policy);
    return policy;
  }

  return async (tx) => {
    const reaching = await tx.policies.reaching();
    const [first] = reaching;
    if (first === undefined) throw noPolicy();
    const last = reaching.at(-1) ?? first;
    return {
      newest: await open(tx, first),
      async all() {
        const policies: CurrentPolicy[] = [];
        for (const one of reaching) policies.push(await open(tx, one));
        return policies;
      },
      async of({ id }, below = Infinity) {
        for (const one of reaching) if (one.version < below && (await isReached(tx, one, id))) return open(tx, one);
        return open(tx, last);
      },
      rolloutOf: (version) => reaching.find((one) => one.version === version)?.rollout ?? null,
    };
  };
}

function noPolicy(): AppError {
  return new AppError('UNAVAILABLE', 'There is no policy yet. Publish one first.');
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
