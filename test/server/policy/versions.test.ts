import { createPrivateKey } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../core/canonical-json.ts';
import type { PolicyDocument } from '../../../core/policy/schema.ts';
import { policySigningBytes } from '../../../core/policy/signed-policy.ts';
import type { NextRelease } from '../../../core/wire/policy-acts.ts';
import { generateEd25519, signEd25519, type SigningKey } from '../../../server/keys.ts';
import { policy, vpnDown } from '../support/facts.ts';
import { codeOf } from '../support/routes.ts';
import { createWorld } from '../support/world.ts';

const warns = policy({ checks: { vpn: { level: 'warn' } } });

describe('an older version that is restored', () => {
  it('is a new version with the old content, for everybody at once', async () => {
    const world = await createWorld();
    const device = await world.enrol();
    await world.publish(warns);
    expect((await device.report(vpnDown(), { policyVersion: 2 })).lease).not.toBeNull();
    const admin = await world.signIn('it');
    const restore = (version: number, basedOn: number) =>
      admin.send('POST', `/api/policy/versions/${version}/restore`, { basedOn, note: 'It was better before' });
    expect(codeOf(await restore(9, 2))).toBe('NOT_FOUND');
    expect(codeOf(await restore(2, 2))).toBe('CONFLICT');
    expect(codeOf(await restore(1, 1))).toBe('CONFLICT');
    const before = world.telephony.calls.length;
    expect((await restore(1, 2)).json()).toEqual({ version: 3 });
    // Whom the old content blocks is closed at once, without waiting for a report.
    expect(world.telephony.calls.slice(before)).toMatchObject([{ act: 'revoke' }]);
    const reply = await device.report(vpnDown(), { policyVersion: 2 });
    expect(reply.verdict).toMatchObject({ state: 'blocked', policyVersion: 3 });
    expect(reply.policy).not.toBeNull();
    const documentOf = async (version: number) =>
      (await admin.get(`/api/policy/versions/${version}`)).json<{ document: PolicyDocument }>().document;
    expect(await documentOf(3)).toEqual(await documentOf(1));
    expect(await documentOf(2)).toEqual(warns);
  });
});

describe('a policy that is signed where the key is', () => {
  async function keylessWorld() {
    const world = await createWorld();
    const file = join(world.folder, 'keys', 'policy.pem');
    const privateKey = createPrivateKey(readFileSync(file, 'utf8'));
    rmSync(file);
    const admin = await world.signIn('it');
    const next = async () => (await admin.get('/api/policy/next')).json<NextRelease>();
    return { world, admin, next, key: { privateKey, publicKey: '' } };
  }
  const signed = (key: SigningKey, next: NextRelease, document: PolicyDocument = warns) => {
    const release = canonicalJson({ ...next, issuedAt: '2026-01-05T09:00:00.000Z', document });
    return { release, signature: signEd25519(key, policySigningBytes(release)), note: 'signed at the desk' };
  };

  it('is stored as it is, and holds from then on', async () => {
    const { world, admin, next, key } = await keylessWorld();
    const device = await world.enrol();
    const sent = signed(key, await next());
    const answer = await admin.send('POST', '/api/policy/signed', sent);
    expect([answer.statusCode, answer.json()]).toEqual([201, { version: 2 }]);
    const reply = await device.report(vpnDown());
    expect(reply.policy).toEqual({ release: sent.release, signature: sent.signature });
    expect(reply.verdict).toMatchObject({ state: 'compliant', policyVersion: 2 });
    expect((await next()).version).toBe(3);
    expect(await world.audit()).toContain('policy.published');
  });

  it.each<[string, string, (next: NextRelease, key: SigningKey) => object]>([
    ['by another key', 'BAD_SIGNATURE', (next) => signed(generateEd25519(), next)],
    ['and changed after', 'BAD_SIGNATURE', (next, key) => ({ ...signed(key, next), release: '{}' })],
    [
      'for another organisation',
      'INVALID_INPUT',
      (next, key) =>
        signed(key, {
          ...next,
          organisationId: '3f1c2a9e-8f3a-4d7b-9c55-0d7a52f0c001' as NextRelease['organisationId'],
        }),
    ],
    ['with the same version again', 'CONFLICT', (next, key) => signed(key, { ...next, version: 1 })],
    ['with a version that skips one', 'CONFLICT', (next, key) => signed(key, { ...next, version: 3 })],
    ['after another release', 'CONFLICT', (next, key) => signed(key, { ...next, previous: 'ab'.repeat(32) })],
    [
      'with audiences that contradict each other',
      'INVALID_INPUT',
      (next, key) =>
        signed(
          key,
          next,
          policy({
            audiences: ['A', 'B'].map((name) => ({ name, groups: ['x'], checks: { vpn: { level: 'warn' } } })),
          }),
        ),
    ],
  ])('is refused %s', async (_what, code, make) => {
    const { admin, next, key } = await keylessWorld();
    expect(codeOf(await admin.send('POST', '/api/policy/signed', make(await next(), key)))).toBe(code);
    expect((await next()).version).toBe(2);
  });
});
