import { describe, expect, it } from 'vitest';
import { createDeviceKey, enrolRequest, post, TestDevice } from '../support/device.ts';
import { policy, vpnDown } from '../support/facts.ts';
import { codeOf } from '../support/routes.ts';
import { createWorld } from '../support/world.ts';

describe('an enrolment code', () => {
  it('works for exactly one of a hundred laptops that use it at once', async () => {
    const world = await createWorld();
    const code = await world.code();
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => post(world.app, '/api/device/enrol', enrolRequest(code, createDeviceKey()))),
    );
    expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1);
    expect(answers.filter(({ statusCode }) => statusCode === 410)).toHaveLength(99);
    expect(await world.store.read((tx) => tx.devices.all())).toHaveLength(1);
  });

  it('ends after 24 hours and is worth nothing when made up', async () => {
    const world = await createWorld();
    const code = await world.code();
    world.clock.advance(24 * 3_600_000);
    for (const spent of [code, 'A'.repeat(22)])
      expect(codeOf(await post(world.app, '/api/device/enrol', enrolRequest(spent, createDeviceKey())))).toBe(
        'CODE_SPENT',
      );
  });

  it('is not spent by a request that is refused for another reason', async () => {
    const world = await createWorld();
    const code = await world.code();
    const key = createDeviceKey();
    const good = enrolRequest(code, key);
    const bad = [
      { request: { ...good, signature: createDeviceKey().sign('x') }, refusal: 'BAD_SIGNATURE' },
      { request: { ...good, platform: 'macos' as const }, refusal: 'BAD_SIGNATURE' },
      { request: { ...good, publicKey: 'AAAA' }, refusal: 'INVALID_INPUT' },
      { request: { ...good, extra: 1 }, refusal: 'INVALID_INPUT' },
    ];
    for (const { request, refusal } of bad)
      expect(codeOf(await post(world.app, '/api/device/enrol', request))).toBe(refusal);
    expect((await post(world.app, '/api/device/enrol', good)).statusCode).toBe(200);
  });

  it('never enrols one key twice, and says so', async () => {
    const world = await createWorld();
    const key = createDeviceKey();
    expect((await post(world.app, '/api/device/enrol', enrolRequest(await world.code(), key))).statusCode).toBe(200);
    expect(codeOf(await post(world.app, '/api/device/enrol', enrolRequest(await world.code(), key)))).toBe('CONFLICT');
  });

  it('is made by IT for anybody with a phone, and by an agent for themself only', async () => {
    const world = await createWorld();
    const [admin, agent] = [await world.signIn('it'), await world.signIn('agent')];
    const url = (email: string) => `/api/people/${world.person(email).id}/enrolment`;
    expect((await admin.send('POST', url('ben@demo.example'))).statusCode).toBe(200);
    expect((await agent.send('POST', url('ada@demo.example'))).json()).toMatchObject({
      link: expect.stringMatching(/^offhook:\/\/enrol\?server=http/) as string,
    });
    expect((await agent.send('POST', url('ben@demo.example'))).statusCode).toBe(404);
    expect(codeOf(await admin.send('POST', url('it@demo.example')))).toBe('CONFLICT');
  });
});

describe('a laptop whose key is in memory', () => {
  it('replaces its person’s earlier ones of the same system that are gone, and says so', async () => {
    const world = await createWorld({ document: policy({ checks: { vpn: { level: 'block', graceSeconds: 90 } } }) });
    const enrol = async (keyStorage: 'memory' | 'keychain', email?: string) =>
      TestDevice.enrol(world.app, await world.code(email), keyStorage);
    const kept = await enrol('keychain');
    const ofBen = await enrol('memory', 'ben@demo.example');
    const lost = await enrol('memory');
    await lost.report(vpnDown());
    world.clock.advance(30_000);
    const connected = await enrol('memory');
    await connected.report(vpnDown());
    const newest = await enrol('memory');
    const ids = (await world.store.read((tx) => tx.devices.all())).map(({ id }) => id);
    expect(new Set(ids)).toEqual(new Set([kept.id, ofBen.id, connected.id, newest.id]));
    expect((await world.audit()).filter((action) => action === 'device.replaced')).toHaveLength(1);
    await expect(lost.challenge()).rejects.toThrow('NOT_ENROLLED');
    expect((await connected.report(vpnDown())).verdict.closesInMs).toBe(60_000);
  });

  it('can be enrolled more often than a person may have laptops', async () => {
    const world = await createWorld();
    for (let nth = 0; nth < 15; nth += 1) await TestDevice.enrol(world.app, await world.code(), 'memory');
    expect(await world.store.read((tx) => tx.devices.all())).toHaveLength(1);
  });
});

describe('a laptop that was removed', () => {
  it('is worth nothing from then on, and its phone is closed', async () => {
    const world = await createWorld();
    const device = await world.enrol();
    await device.report();
    const admin = await world.signIn('it');
    expect((await admin.send('DELETE', `/api/devices/${device.id}`)).statusCode).toBe(204);
    expect(world.telephony.calls.at(-1)).toMatchObject({ act: 'revoke', calls: 'cut' });
    await expect(device.challenge()).rejects.toThrow('NOT_ENROLLED');
    expect(codeOf(await post(world.app, '/api/device/report', device.body('x')))).toBe('NOT_ENROLLED');
    expect(device).toBeInstanceOf(TestDevice);
  });
});

describe('an access request', () => {
  it('reaches IT once, signed by the laptop, and can be closed', async () => {
    const world = await createWorld();
    const device = await world.enrol();
    expect((await device.askAccess('shop.example', 'A customer asks about it')).statusCode).toBe(204);
    expect((await device.askAccess('shop.example', 'Again')).statusCode).toBe(204);
    expect(codeOf(await device.askAccess('not a host', 'x'))).toBe('INVALID_INPUT');
    const admin = await world.signIn('it');
    const { requests } = (await admin.get('/api/access-requests')).json<{ requests: { id: string }[] }>();
    expect(requests).toMatchObject([
      { agent: 'Ada Lindqvist', host: 'shop.example', reason: 'A customer asks about it', state: 'open' },
    ]);
    const url = `/api/access-requests/${requests[0]?.id}/close`;
    expect((await admin.send('POST', url)).statusCode).toBe(204);
    expect((await admin.send('POST', url)).statusCode).toBe(404);
  });
});
