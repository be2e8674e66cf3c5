import { describe, expect, it } from 'vitest';
import { listsAskSigningText, webListsSchema, type ListFile, type WebList } from '../../../core/wire/lists.ts';
import { listReleaseSchema, listSigningBytes, signedListsSchema } from '../../../core/web/compiled/list-manifest.ts';
import { verifyEd25519 } from '../../../server/keys.ts';
import type { TestDevice } from '../support/device.ts';
import { policy } from '../support/facts.ts';
import { createWorld, type Visitor, type World } from '../support/world.ts';
import { listOrigin, names } from './list-origin.ts';

const HOUR_MS = 3_600_000;

async function add(it: Visitor, list: object): Promise<WebList> {
  const response = await it.send('POST', '/api/web-lists', { category: 'phishing', ...list });
  expect([response.statusCode, response.body]).toEqual([201, expect.any(String)]);
  return response.json<WebList>();
}

async function listsOf(it: Visitor) {
  return webListsSchema.parse((await it.get('/api/web-lists')).json());
}

/** Lets the hourly look that is due come to its end. */
async function hourLater(world: World): Promise<void> {
  world.clock.advance(1.2 * HOUR_MS);
  await world.restart();
}

async function ask(device: TestDevice, what: 'manifest' | ListFile, change: Record<string, string> = {}) {
  const nonce = await device.challenge();
  const headers = {
    host: '127.0.0.1:8460',
    'x-offhook-device': device.id,
    'x-offhook-nonce': nonce,
    'x-offhook-signature': device.key.sign(listsAskSigningText(nonce, what)),
    ...change,
  };
  return device.app.inject({ method: 'GET', url: `/api/device/lists/${what}`, headers });
}

describe('lists of unsafe sites', () => {
  it('are fetched, reported on, compiled and signed with the key that laptops have', async () => {
    const world = await createWorld({ allowPrivateLists: true });
    const it = await world.signIn('it');
    const origin = await listOrigin(`${names(3)}||bad.test/login^\n/(a+/\n`);
    const list = await add(it, { name: 'Feed', url: origin.url });
    expect(list).toMatchObject({ rules: 4, problem: null, isEnabled: true, report: { refused: 1 } });
    expect(list.report?.samples[0]?.text).toBe('/(a+/');

    const device = await world.enrol();
    const manifest = signedListsSchema.parse((await ask(device, 'manifest')).json());
    const { leaseKey } = device.enrolled.organisation;
    expect(verifyEd25519(leaseKey, listSigningBytes(manifest.release), manifest.signature)).toBe(true);
    const release = listReleaseSchema.parse(JSON.parse(manifest.release));
    expect(release).toMatchObject({
      names: 3,
      previous: null,
      lists: [{ name: 'Feed', category: 'phishing', names: 3 }],
    });
    expect((await ask(device, 'full.bin')).rawPayload).toHaveLength(release.full.domains.size);
    expect((await ask(device, 'delta.bin')).statusCode).toBe(404);
    expect(await world.audit()).toContain('lists.added');
  });

  it('are given only to a laptop that proves itself, each number once', async () => {
    const world = await createWorld();
    const it = await world.signIn('it');
    await add(it, { name: 'Own', text: 'evil.test' });
    const device = await world.enrol();
    const other = await world.enrol('ben@demo.example');
    expect((await ask(device, 'manifest')).statusCode).toBe(200);
    expect((await ask(device, 'manifest', { 'x-offhook-device': other.id })).statusCode).not.toBe(200);
    expect((await ask(device, 'manifest', { 'x-offhook-signature': 'AAAA' })).statusCode).not.toBe(200);
    const nonce = await device.challenge();
    const again = {
      'x-offhook-nonce': nonce,
      'x-offhook-signature': device.key.sign(listsAskSigningText(nonce, 'rest.br')),
    };
    expect((await ask(device, 'rest.br', again)).statusCode).toBe(200);
    expect((await ask(device, 'rest.br', again)).statusCode).not.toBe(200);
    expect((await ask(device, 'full.bin', again)).statusCode).not.toBe(200);
    const bare = await world.app.inject({ url: '/api/device/lists/manifest', headers: { host: '127.0.0.1:8460' } });
    expect(bare.statusCode).toBe(400);
    const inside = await ask(device, '../releases' as ListFile);
    expect(inside.statusCode).not.toBe(200);
  });

  it('are asked for every hour, and make a release only when they changed', async () => {
    const world = await createWorld({ allowPrivateLists: true });
    const it = await world.signIn('it');
    const origin = await listOrigin(names(300));
    await add(it, { name: 'Feed', url: origin.url });
    const first = (await listsOf(it)).release;
    await hourLater(world);
    expect(origin.answers).toEqual([200, 304]);
    expect((await listsOf(await world.signIn('it'))).release).toEqual(first);

    origin.text = names(310);
    await hourLater(world);
    const second = (await listsOf(await world.signIn('it'))).release;
    expect(second?.names).toBe(310);
    expect(second?.version).toBeGreaterThan(first?.version ?? Infinity);
    const device = await world.enrol();
    expect((await ask(device, 'delta.bin')).statusCode).toBe(200);
  });

  it.each([
    ['is broken', '<<<>>>\n', /no rule that can be read/],
    ['shrinks by more than half', names(140), /160 would go/],
    ['grows by more than half', names(460), /160 would come/],
    ['is replaced', names(300, 'other'), /300 would go and 300 would come/],
    ['can’t be fetched', null, /answered with 500/],
  ])(
    'stay as they were yesterday when today’s %s, until somebody says that it is meant',
    async (_, today, sentence) => {
      const world = await createWorld({ allowPrivateLists: true });
      const it = await world.signIn('it');
      const origin = await listOrigin(names(300));
      const { id } = await add(it, { name: 'Feed', url: origin.url });
      const before = (await listsOf(it)).release;
      origin.text = today;
      const held = (await it.send('POST', `/api/web-lists/${id}`, { act: 'fetch' })).json<WebList>();
      expect(held).toMatchObject({ rules: 300, problem: expect.stringMatching(sentence) });
      expect((await listsOf(it)).release).toEqual(before);
      if (today === null) return;

      const taken = (await it.send('POST', `/api/web-lists/${id}`, { act: 'fetch', takeAnyway: true })).json<WebList>();
      expect(taken.problem).toBeNull();
      expect((await listsOf(it)).release?.version).toBeGreaterThan(before?.version ?? Infinity);
    },
  );

  it('leave laptops when they are switched off or removed, and come back', async () => {
    const world = await createWorld();
    const it = await world.signIn('it');
    const { id } = await add(it, { name: 'Own', text: 'evil.test\nworse.test' });
    await add(it, { name: 'Other', category: 'social', text: 'friends.test' });
    expect((await listsOf(it)).release?.names).toBe(3);
    await it.send('POST', `/api/web-lists/${id}`, { act: 'disable' });
    expect((await listsOf(it)).release?.names).toBe(1);
    await it.send('POST', `/api/web-lists/${id}`, { act: 'enable' });
    expect((await listsOf(it)).release?.names).toBe(3);
    for (const list of (await listsOf(it)).lists)
      expect((await it.send('DELETE', `/api/web-lists/${list.id}`)).statusCode).toBe(204);
    expect(await listsOf(it)).toMatchObject({ lists: [], release: { names: 0 } });
  });

  it('can be tried with an address, and say why', async () => {
    const world = await createWorld({
      document: policy({
        web: { block: [{ host: 'own.test', category: 'other', why: 'Ours.' }], protectedNames: ['lindqvist.com'] },
      }),
    });
    const it = await world.signIn('it');
    const tried = async (url: string) => (await it.send('POST', '/api/web-lists/test', { url })).json<object>();
    expect(await tried('evil.test')).toMatchObject({ action: 'allow', rule: null });
    await add(it, { name: 'Own', text: '||evil.test^\n||good.test/login\n' });
    expect(await tried('www.evil.test')).toMatchObject({ action: 'block', list: 'Own', rule: '||evil.test^' });
    expect(await tried('https://good.test/login')).toMatchObject({ list: 'Own', rule: '||good.test/login' });
    expect(await tried('https://own.test/')).toMatchObject({ list: 'policy', rule: 'own.test', why: 'Ours.' });
    expect(await tried('lindqvst.com')).toMatchObject({ list: 'lookalike', category: 'phishing' });
    expect(await tried('javascript:alert(1)')).toMatchObject({ list: 'built-in' });
  });

  it('tell the console how much was refused, by kind alone', async () => {
    const world = await createWorld();
    const device = await world.enrol();
    const day = new Date(world.clock.nowMs()).toISOString().slice(0, 10);
    await world.store.write(async (tx) => {
      await tx.blockedSites.add({ deviceId: device.id, day, category: 'phishing', host: 'a.test', count: 2 });
      await tx.blockedSites.add({ deviceId: device.id, day, category: 'phishing', host: null, count: 3 });
      await tx.blockedSites.add({ deviceId: device.id, day: '2025-01-01', category: 'social', host: null, count: 9 });
    });
    const { refused } = await listsOf(await world.signIn('auditor'));
    expect(refused).toEqual([{ category: 'phishing', count: 5 }]);
  });

  it('have each a name of their own, come from the public internet by https, and are text or address', async () => {
    const world = await createWorld();
    const it = await world.signIn('it');
    await add(it, { name: 'Own', text: 'evil.test' });
    const status = async (list: object) =>
      (await it.send('POST', '/api/web-lists', { category: 'phishing', ...list })).statusCode;
    expect(await status({ name: 'Own', text: 'other.test' })).toBe(409);
    expect(await status({ name: 'Both', text: 'a.test', url: 'https://a.test/' })).toBe(400);
    expect(await status({ name: 'None' })).toBe(400);
    expect(await status({ name: 'File', url: 'file:///etc/passwd' })).toBe(400);
    const inside = await add(it, { name: 'Inside', url: 'https://169.254.169.254/latest' });
    expect(inside).toMatchObject({ rules: null, problem: expect.stringMatching(/not on the public internet/) });
  });
});
