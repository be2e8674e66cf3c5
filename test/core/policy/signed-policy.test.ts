import { generateKeyPairSync, sign, verify } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../core/canonical-json.ts';
import { AppError } from '../../../core/errors.ts';
import type { SignedPolicy } from '../../../core/policy/schema.ts';
import { openSignedPolicy, policySigningBytes } from '../../../core/policy/signed-policy.ts';
import { allAt } from '../sample-facts.ts';

const ours = generateKeyPairSync('ed25519');
const other = generateKeyPairSync('ed25519');
const ORGANISATION = '6f1c1b1e-6a52-4c7e-9a70-6f6f1d3a1c11';

const verifyOurs = (bytes: Uint8Array, signature: string) =>
  verify(null, bytes, ours.publicKey, Buffer.from(signature, 'base64url'));

function signText(release: string, key = ours.privateKey): SignedPolicy {
  return { release, signature: sign(null, policySigningBytes(release), key).toString('base64url') };
}

const release = (version = 3, organisationId = ORGANISATION) =>
  canonicalJson({
    organisationId,
    version,
    issuedAt: '2026-01-02T03:04:05Z',
    previous: null,
    document: allAt('block'),
  });

const open = (signed: SignedPolicy, minimumVersion = 0) =>
  openSignedPolicy(signed, { organisationId: ORGANISATION, minimumVersion }, verifyOurs);

function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
  return 'accepted';
}

describe('a signed policy', () => {
  it('opens when our key signed it, for us, and no newer one was seen', () => {
    expect(open(signText(release()), 3)).toMatchObject({ version: 3, document: allAt('block') });
  });

  it.each([
    ['another key’s signature', signText(release(), other.privateKey)],
    ['an empty signature', { release: release(), signature: '' }],
    [
      'a signature over the text without its domain',
      { release: release(), signature: sign(null, Buffer.from(release()), ours.privateKey).toString('base64url') },
    ],
    [
      'a text that was changed after signing',
      { ...signText(release()), release: release().replace('"block"', '"warn"') },
    ],
    ['white space that was added', { ...signText(release()), release: `${release()} ` }],
    ['garbage', { release: 'garbage', signature: 'garbage' }],
  ])('is refused for %s', (_what, signed) => {
    expect(codeOf(() => open(signed))).toBe('BAD_SIGNATURE');
  });

  it('is not read at all before its signature holds', () => {
    expect(codeOf(() => open({ release: '{"version":', signature: 'AAAA' }))).toBe('BAD_SIGNATURE');
  });

  it.each([
    ['what is not JSON', 'not json'],
    ['JSON that is no release', '{}'],
    ['a release with an extra key', release().replace('{', '{"extra":1,')],
    ['a document with an unknown key', release().replace('"checks":{', '"checks":{"horoscope":{"level":"warn"},')],
    ['version 0', release(0)],
    ['another organisation’s release', release(3, 'c1a40a52-1f0e-4a63-8c8e-0d8a6a9d6a22')],
  ])('is refused, though well signed, for %s', (_what, text) => {
    expect(codeOf(() => open(signText(text)))).toBe('INVALID_INPUT');
  });

  it('is refused when a newer one was seen before', () => {
    expect(codeOf(() => open(signText(release(3)), 4))).toBe('STALE_POLICY');
    expect(codeOf(() => open(signText(release(3)), Number.NaN))).toBe('STALE_POLICY');
  });

  it('is refused for any one changed character', () => {
    const signed = signText(release());
    fc.assert(
      fc.property(fc.nat({ max: signed.release.length - 1 }), fc.string({ minLength: 1, maxLength: 1 }), (at, char) => {
        fc.pre(signed.release[at] !== char);
        const changed = signed.release.slice(0, at) + char + signed.release.slice(at + 1);
        expect(codeOf(() => open({ ...signed, release: changed }))).toBe('BAD_SIGNATURE');
      }),
    );
  });
});
