import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  acceptOffer,
  checkPart,
  chooseDownload,
  deltaFor,
  listSigningBytes,
  openSignedLists,
  type ListRelease,
} from '../../../../core/web/compiled/list-manifest.ts';
import { ListRefusal, type ListRefusalReason } from '../../../../core/web/compiled/list-refusal.ts';
import { policySigningBytes } from '../../../../core/policy/signed-policy.ts';

const keys = generateKeyPairSync('ed25519');
const organisationId = '5f0c6c1e-3f5e-4c1e-9d4b-0d8f6f1c2a10';
const part = { sha256: 'ab'.repeat(32), size: 100 };
const download = { domains: part, names: { ...part, unpacked: 300 } };
const offer = (more: object = {}) => ({
  format: 1,
  organisationId,
  version: 5,
  previous: 4,
  expiresAt: '2030-01-01T00:00:00Z',
  salt: { a: 1, b: 2 },
  names: 10,
  lists: [{ name: 'l', category: 'malware', names: 10 }],
  held: { domains: part, names: part },
  full: download,
  delta: download,
  rest: { ...part, unpacked: 300, unpackedSha256: part.sha256 },
  ...more,
});
const check = (bytes: Uint8Array, signature: string) =>
  verify(null, bytes, keys.publicKey, Buffer.from(signature, 'base64url'));
const signed = (body: object, bytes = listSigningBytes) => {
  const release = JSON.stringify(body);
  return { release, signature: sign(null, bytes(release), keys.privateKey).toString('base64url') };
};
const open = (body: object) => openSignedLists(signed(body), { organisationId }, check);
const nowMs = Date.parse('2029-06-01T00:00:00Z');

function reasonOf(act: () => unknown): ListRefusalReason | 'taken' {
  try {
    act();
    return 'taken';
  } catch (error) {
    if (error instanceof ListRefusal) return error.reason;
    throw error;
  }
}

describe('a signed release of lists', () => {
  it('is opened when this organisation’s key signed it', () => {
    expect(open(offer())).toMatchObject({ version: 5, previous: 4 });
  });

  it('is refused when it is unsigned, changed after signing, or signed as something else', () => {
    const good = signed(offer());
    const refuse = (lists: typeof good) => reasonOf(() => openSignedLists(lists, { organisationId }, check));
    expect(refuse({ ...good, signature: 'unsigned' })).toBe('unsigned');
    expect(refuse({ ...good, release: good.release.replace('"version":5', '"version":6') })).toBe('unsigned');
    expect(refuse(signed(offer(), policySigningBytes))).toBe('unsigned');
  });

  it('is refused when it is another organisation’s, or is not what a manifest looks like', () => {
    expect(reasonOf(() => open(offer({ organisationId: '11111111-1111-4111-8111-111111111111' })))).toBe(
      'wrong-organisation',
    );
    for (const wrong of [{ format: 2 }, { version: 0 }, { extra: 1 }, { full: null }, { expiresAt: 'soon' }])
      expect(reasonOf(() => open(offer(wrong)))).toBe('unreadable');
  });

  it('is refused when it ran out, or is not newer than what is held', () => {
    const release = open(offer());
    expect(reasonOf(() => acceptOffer(release, { version: 4 }, nowMs))).toBe('taken');
    expect(reasonOf(() => acceptOffer(release, null, nowMs))).toBe('taken');
    expect(reasonOf(() => acceptOffer(release, { version: 5 }, nowMs))).toBe('older');
    expect(reasonOf(() => acceptOffer(release, { version: 6 }, nowMs))).toBe('older');
    expect(reasonOf(() => acceptOffer(release, null, Date.parse('2030-01-01T00:00:00Z')))).toBe('expired');
  });

  it('comes as a change only to whoever holds the very release before', () => {
    const release = open(offer()) satisfies ListRelease;
    expect(chooseDownload(release, { version: 4 })).toBe('delta');
    expect(chooseDownload(release, { version: 3 })).toBe('full');
    expect(chooseDownload(release, null)).toBe('full');
    expect(chooseDownload(open(offer({ delta: null })), { version: 4 })).toBe('full');
    expect(reasonOf(() => deltaFor(release, { version: 4 }))).toBe('taken');
    expect(reasonOf(() => deltaFor(release, { version: 3 }))).toBe('wrong-previous');
    expect(reasonOf(() => deltaFor(release, null))).toBe('wrong-previous');
  });

  it('says of each part whether it was cut short or changed', () => {
    const of = (size: number, sha256: string) => reasonOf(() => checkPart('list', part, { size, sha256 }));
    expect(of(100, part.sha256)).toBe('taken');
    expect(of(99, part.sha256)).toBe('truncated');
    expect(of(101, part.sha256)).toBe('corrupt');
    expect(of(100, 'cd'.repeat(32))).toBe('corrupt');
  });
});
