import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../core/canonical-json.ts';
import type { SignedPolicy } from '../../../core/policy/schema.ts';
import { policySigningBytes } from '../../../core/policy/signed-policy.ts';
import { generateEd25519, readEd25519Pem, signEd25519 } from '../../../server/keys.ts';
import { policy, vpnDown } from '../support/facts.ts';
import { createWorld } from '../support/world.ts';
import { begin, replyOf, startRealClient, type RealClient } from './real-client.ts';

/** The server says what it wants, with everything that it holds but the organisation's policy key. */
function serve(real: RealClient, signed: SignedPolicy): void {
  real.between.answer = (path, body) =>
    path === '/api/device/report' ? { ...replyOf(body), policy: signed, lease: replyOf(body).lease } : body;
}

function looser(release: string, changes: object = {}): string {
  const parsed = JSON.parse(release) as Record<string, unknown>;
  return canonicalJson({ ...parsed, version: 9, document: policy({ checks: {} }), ...changes });
}

describe('a policy that a server or whoever is in between makes up', () => {
  it.each([
    ['unsigned', (release: string) => ({ release: looser(release), signature: '' })],
    ['with the old signature', (release: string, signature: string) => ({ release: looser(release), signature })],
    [
      'signed by another key',
      (release: string) => {
        const text = looser(release);
        return { release: text, signature: signEd25519(generateEd25519(), policySigningBytes(text)) };
      },
    ],
  ])('%s is refused by the client, which says so and keeps what it has', async (_name, forge) => {
    const world = await createWorld();
    const real = await startRealClient(world);
    await begin(real);
    expect(real.gate()).toBe('opening');
    const newest = await world.store.read((tx) => tx.policies.newest());
    serve(real, forge(newest?.release ?? '', newest?.signature ?? ''));
    await real.pass(31_000);
    expect(real.client.view().problem).toBe('problem.policy-refused');
    expect(real.client.workPolicy()?.checks).toHaveProperty('vpn');
    real.measure(vpnDown());
    await real.pass(1000);
    expect(real.gate()).toBe('closed');
  });

  it('cannot be made with the server’s own lease key, which is no policy key', async () => {
    const world = await createWorld();
    const real = await startRealClient(world);
    await begin(real);
    const newest = await world.store.read((tx) => tx.policies.newest());
    const enrolled = real.answers.find(({ path }) => path === '/api/device/enrol')?.body as {
      readonly organisation: { readonly policyKey: string; readonly leaseKey: string };
    };
    expect(enrolled.organisation.policyKey).not.toBe(enrolled.organisation.leaseKey);
    const leaseKey = readEd25519Pem(readFileSync(`${world.folder}/keys/lease.pem`, 'utf8'), 'the lease key');
    const text = looser(newest?.release ?? '');
    serve(real, { release: text, signature: signEd25519(leaseKey, policySigningBytes(text)) });
    await real.pass(31_000);
    expect(real.client.view().problem).toBe('problem.policy-refused');
  });

  it('of an older version is refused although it was signed once, also after a new start', async () => {
    const world = await createWorld({ document: policy({ checks: {} }) });
    const first = await world.store.read((tx) => tx.policies.newest());
    await world.publish(policy());
    const real = await startRealClient(world);
    await begin(real);
    expect(real.client.view().policy?.version).toBe(2);
    const old = { release: first?.release ?? '', signature: first?.signature ?? '' };
    serve(real, old);
    await real.pass(31_000);
    expect(real.client.view().problem).toBe('problem.policy-refused');
    const again = await startRealClient(world, real.secrets);
    serve(again, old);
    await begin(again);
    expect(again.client.view().problem).toBe('problem.policy-refused');
    expect(again.gate()).toBe('closed');
  });

  it('changes nothing when the database was edited: a server without the key opens no phone under it', async () => {
    const world = await createWorld();
    const device = await world.enrol();
    const newest = await world.store.read((tx) => tx.policies.newest());
    const release = looser(newest?.release ?? '', {
      version: 2,
      previous: createHash('sha256')
        .update(newest?.release ?? '')
        .digest('hex'),
    });
    await world.store.write((tx) =>
      tx.policies.insert({
        version: 2,
        release,
        signature: signEd25519(generateEd25519(), policySigningBytes(release)),
        publishedAt: world.clock.nowMs(),
        publishedBy: 'nobody',
        note: '',
      }),
    );
    const response = await device.tryReport();
    expect(response.statusCode).toBe(503);
    expect(response.json()).toMatchObject({ code: 'UNAVAILABLE' });
  });
});
