import { AppError } from '../errors.ts';
import { parseJsonOrThrow, parseOrThrow } from '../parse.ts';
import { policyReleaseSchema, type PolicyRelease, type SignedPolicy } from './schema.ts';

/** Checks an Ed25519 signature (base64url) over bytes; passed in because core has no crypto of its own. */
export type VerifySignature = (bytes: Uint8Array, signature: string) => boolean;

/** Domain-separated, so that no other message of ours can ever be taken for a policy. */
export function policySigningBytes(release: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`offhook-policy-v1\n${release}`);
}

/**
 * A policy that may be used: signed by the pinned key, of this organisation, and never older than one seen before.
 * Throws AppError BAD_SIGNATURE, INVALID_INPUT or STALE_POLICY.
 */
export function openSignedPolicy(
  signed: SignedPolicy,
  expected: { readonly organisationId: string; readonly minimumVersion: number },
  verify: VerifySignature,
): PolicyRelease {
  // Before any parsing: bytes that nobody vouches for are not worth reading.
  if (!verify(policySigningBytes(signed.release), signed.signature))
    throw new AppError('BAD_SIGNATURE', 'The policy is not signed by your organisation’s key, so it was refused.');
  const release = parseOrThrow(policyReleaseSchema, parseJsonOrThrow(signed.release, 'policy'), 'policy');
  if (release.organisationId !== expected.organisationId)
    throw new AppError('INVALID_INPUT', 'The policy belongs to another organisation, so it was refused.');
  if (!(release.version >= expected.minimumVersion))
    throw new AppError(
      'STALE_POLICY',
      `Policy version ${release.version} is older than version ${expected.minimumVersion}, which was seen before.`,
    );
  return release;
}
