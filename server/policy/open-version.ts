import { AppError } from '../../core/errors.ts';
import type { PolicyRelease } from '../../core/policy/schema.ts';
import { openSignedPolicy } from '../../core/policy/signed-policy.ts';
import { verifyEd25519 } from '../keys.ts';
import type { Services } from '../services.ts';
import type { StoreTx } from '../store/store.ts';

/** What a version said, checked like one in force. Throws AppError NOT_FOUND or BAD_SIGNATURE. */
export async function openVersion(
  services: Pick<Services, 'keys'>,
  tx: StoreTx,
  version: number,
): Promise<PolicyRelease> {
  const [record, organisation] = [await tx.policies.byVersion(version), await tx.organisation()];
  if (record === null || organisation === null) throw new AppError('NOT_FOUND', 'There is no such version.');
  const key = services.keys.policy?.publicKey ?? organisation.policyKey;
  const signed = { release: record.release, signature: record.signature };
  const expected = { organisationId: organisation.id, minimumVersion: version };
  return openSignedPolicy(signed, expected, (bytes, signature) => verifyEd25519(key, bytes, signature));
}
