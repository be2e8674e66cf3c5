import { createHash } from 'node:crypto';
import { canonicalJson } from '../../core/canonical-json.ts';
import { AppError } from '../../core/errors.ts';
import { lintPolicy, MAX_POLICY_LENGTH, type PolicyWarning } from '../../core/policy/lint.ts';
import type { PolicyDocument, PolicyRelease, SignedPolicy } from '../../core/policy/schema.ts';
import { openSignedPolicy, policySigningBytes } from '../../core/policy/signed-policy.ts';
import type { NextRelease } from '../../core/wire/policy-acts.ts';
import { signEd25519, verifyEd25519, type SigningKey } from '../keys.ts';
import type { PolicyRecord } from '../store/records.ts';
import type { StoreTx } from '../store/store.ts';
import type { CurrentPolicy } from './current-policy.ts';

/** Who publishes, and what they say of it. */
export interface Publication {
  readonly note: string;
  readonly actor: string;
  /** As people read it. */
  readonly actorName: string;
  /** What else the audit log should know. */
  readonly details?: Readonly<Record<string, unknown>>;
}

export interface PublishInput extends Publication {
  readonly document: PolicyDocument;
  /** The version that the author saw; 0 for the first. */
  readonly basedOn: number;
}

/** What a document has to be to be published, besides of the right form. Throws AppError INVALID_INPUT. */
export function checkDocument(document: PolicyDocument, now: number): readonly PolicyWarning[] {
  const lint = lintPolicy(document, new Date(now).toISOString().slice(0, 10));
  if (lint.ok) return lint.warnings;
  const problems = lint.problems.slice(0, 5).map(({ field, problem }) => `${field}: ${problem}`);
  throw new AppError('INVALID_INPUT', `The policy was refused: ${problems.join('; ')}`);
}

/** What the next version must say of itself. */
export async function nextRelease(tx: StoreTx): Promise<NextRelease> {
  const organisation = await tx.organisation();
  if (organisation === null) throw new AppError('UNAVAILABLE', 'The organisation is not set up yet.');
  const newest = await tx.policies.newest();
  return {
    organisationId: organisation.id,
    version: (newest?.version ?? 0) + 1,
    previous: newest === null ? null : createHash('sha256').update(newest.release).digest('hex'),
  };
}

/** Signs the next version and stores it, in the caller's transaction. Throws AppError CONFLICT when there is a newer one. */
export async function insertRelease(
  tx: StoreTx,
  key: SigningKey,
  now: number,
  input: PublishInput,
): Promise<CurrentPolicy> {
  const next = await nextRelease(tx);
  if (next.version - 1 !== input.basedOn)
    throw new AppError(
      'CONFLICT',
      `Somebody published version ${next.version - 1} meanwhile. Look at it, then publish yours again.`,
    );
  const release: PolicyRelease = { ...next, issuedAt: new Date(now).toISOString(), document: input.document };
  const text = canonicalJson(release);
  if (text.length > MAX_POLICY_LENGTH)
    throw new AppError(
      'INVALID_INPUT',
      'The policy was refused: web.block: is too long for laptops to take (2 MB in all). Shorten the reasons, or block fewer sites.',
    );
  return insertOpened(
    tx,
    now,
    { release, signed: { release: text, signature: signEd25519(key, policySigningBytes(text)) } },
    input,
  );
}

/**
 * What was signed elsewhere, as far as it may be published now. Throws AppError BAD_SIGNATURE, INVALID_INPUT, or CONFLICT
 * when it does not follow the newest version.
 */
export async function openNext(
  tx: StoreTx,
  policyKey: string,
  now: number,
  signed: SignedPolicy,
): Promise<PolicyRelease> {
  const next = await nextRelease(tx);
  const release = openSignedPolicy(
    signed,
    { organisationId: next.organisationId, minimumVersion: 0 },
    (bytes, signature) => verifyEd25519(policyKey, bytes, signature),
  );
  if (release.version !== next.version || release.previous !== next.previous)
    throw new AppError(
      'CONFLICT',
      `This is version ${release.version}, and does not follow version ${next.version - 1}, the newest here. Ask for the numbers that it must carry, and sign it again.`,
    );
  checkDocument(release.document, now);
  return release;
}

/** Stores a version as it was signed. */
export async function insertOpened(
  tx: StoreTx,
  now: number,
  { release, signed }: Pick<CurrentPolicy, 'release' | 'signed'>,
  { note, actor, actorName, details = {} }: Publication,
): Promise<CurrentPolicy> {
  const { version } = release;
  const record: PolicyRecord = { version, ...signed, publishedAt: now, publishedBy: actorName, note };
  await tx.policies.insert(record);
  await tx.audit.append({
    at: now,
    actor,
    action: 'policy.published',
    subject: `version ${version}`,
    details: { note, ...details },
  });
  return { record, release, signed };
}
