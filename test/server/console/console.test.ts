import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openSignedPolicy } from '../../../core/policy/signed-policy.ts';
import {
  auditPageSchema,
  deviceDetailSchema,
  devicesSchema,
  liveEventSchema,
  peopleSchema,
  policyVersionsSchema,
  policyViewSchema,
  type LiveEvent,
} from '../../../core/wire/console.ts';
import { verifyEd25519 } from '../../../server/keys.ts';
import { OPEN } from '../support/device.ts';
import { goodFacts, policy, vpnDown } from '../support/facts.ts';
import { codeOf } from '../support/routes.ts';
import { createWorld, type Visitor, type World } from '../support/world.ts';

/** A real event stream over a real port. */
async function live(world: World, visitor: Visitor) {
  if (!world.app.server.listening) await world.app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = world.app.server.address() as AddressInfo;
  const headers = { host: '127.0.0.1:8460', cookie: visitor.cookie };
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = get({ host: '127.0.0.1', port, path: '/api/live', headers }, resolve).on('error', reject);
    onTestFinished(() => void request.destroy());
  });
  const events: LiveEvent[] = [];
  let isOver = false;
  response.setEncoding('utf8').on('data', (text: string) => {
    for (const line of text.split('\n'))
      if (line.startsWith('data: ')) events.push(liveEventSchema.parse(JSON.parse(line.slice(6))));
  });
  response.on('close', () => (isOver = true));
  return { events, response, isOver: () => isOver };
}

describe('the floor', () => {
  it('shows each laptop with who, what and since when', async () => {
    const world = await createWorld();
    const device = await world.enrol();
    const supervisor = await world.signIn('supervisor');
    const rows = async () => devicesSchema.parse((await supervisor.get('/api/devices')).json());
    expect((await rows()).devices).toMatchObject([
      { deviceId: device.id, phone: 'off-shift', verdict: null, lastSeenAt: null },
    ]);
    await device.report(goodFacts(), { phone: OPEN });
    const startedAt = new Date(world.clock.nowMs()).toISOString();
    world.clock.advance(1000);
    await device.report(goodFacts(), { phone: OPEN });
    expect(await rows()).toMatchObject({
      phoneEngine: { state: 'ready' },
      devices: [
        {
          agent: { name: 'Ada Lindqvist', extension: '1001' },
          system: 'Debian GNU/Linux 12',
          model: 'Lenovo ThinkPad T14',
          verdict: 'compliant',
          phone: 'ready',
          notPassing: [],
          sinceAt: startedAt,
          lastSeenAt: new Date(world.clock.nowMs()).toISOString(),
        },
      ],
    });
    await device.report(vpnDown(), { phone: OPEN });
    expect((await rows()).devices).toMatchObject([
      { verdict: 'blocked', phone: 'closed', notPassing: [{ check: 'vpn', status: 'fail', level: 'block' }] },
    ]);
    const detail = deviceDetailSchema.parse((await supervisor.get(`/api/devices/${device.id}`)).json());
    expect(detail.findings).toMatchObject([{ check: 'vpn', status: 'fail', effect: 'closes' }]);
    expect(detail.reportedAt).toBe(new Date(world.clock.nowMs()).toISOString());
  });

  it('tells a phone that was closed by hand from one that is closed', async () => {
    const world = await createWorld();
    const device = await world.enrol();
    await device.report(goodFacts(), { phone: OPEN });
    const supervisor = await world.signIn('supervisor');
    const held = async () => devicesSchema.parse((await supervisor.get('/api/devices')).json()).devices[0]?.held;
    expect(await held()).toBe(false);
    await supervisor.send('POST', `/api/devices/${device.id}/revoke`);
    expect(await held()).toBe(true);
    await supervisor.send('POST', `/api/devices/${device.id}/recheck`);
    expect(await held()).toBe(false);
  });

  it('shows an agent their own laptops and nobody else’s', async () => {
    const world = await createWorld();
    const [mine, other] = [await world.enrol(), await world.enrol('ben@demo.example')];
    const ada = await world.signIn('agent');
    const { devices } = devicesSchema.parse((await ada.get('/api/devices')).json());
    expect(devices.map(({ deviceId }) => deviceId)).toEqual([mine.id]);
    expect((await ada.get(`/api/devices/${mine.id}`)).statusCode).toBe(200);
    expect((await ada.get(`/api/devices/${other.id}`)).statusCode).toBe(404);
  });

  it('starts with everybody offline who was at work before', async () => {
    const world = await createWorld();
    const device = await world.enrol();
    await device.report(goodFacts(), { phone: OPEN });
    await world.app.close();
    expect((await world.store.read((tx) => tx.devices.byId(device.id)))?.display).toBe('ready');
    const again = await world.restart();
    const supervisor = await again.signIn('supervisor');
    expect(devicesSchema.parse((await supervisor.get('/api/devices')).json()).devices).toMatchObject([
      { phone: 'offline' },
    ]);
  });
});

describe('the live line', () => {
  it('brings each change of a laptop within moments, and the policy’s and the engine’s', async () => {
    const world = await createWorld();
    const device = await world.enrol();
    const line = await live(world, await world.signIn('supervisor'));
    expect(line.response.headers['content-type']).toBe('text/event-stream');
    expect(line.response.headers['content-security-policy']).toContain("default-src 'none'");
    const before = performance.now();
    await device.report(vpnDown(), { phone: OPEN });
    await expect
      .poll(() => line.events.at(-1), { interval: 2 })
      .toMatchObject({ type: 'device', device: { verdict: 'blocked' } });
    expect(performance.now() - before).toBeLessThan(1000);
    await world.publish(policy({ checks: {} }));
    await expect
      .poll(() => line.events.slice(1))
      .toMatchObject([
        { type: 'device', device: { verdict: 'compliant' } },
        { type: 'policy', version: 2 },
      ]);
    world.telephony.setEngine({ state: 'missing', reason: 'unreachable' });
    await expect
      .poll(() => line.events.at(-1))
      .toMatchObject({ type: 'phone-engine', phoneEngine: { state: 'missing' } });
    await device.askAccess('shop.example', 'why');
    await expect.poll(() => line.events.at(-1)).toEqual({ type: 'access-request' });
  });

  it('tells nobody what they may not read', async () => {
    const world = await createWorld();
    const [mine, other] = [await world.enrol(), await world.enrol('ben@demo.example')];
    const [agent, auditor] = [
      await live(world, await world.signIn('agent')),
      await live(world, await world.signIn('auditor')),
    ];
    await other.report();
    await other.askAccess('shop.example', 'why');
    await mine.report();
    await world.publish(policy({ name: 'Another' }));
    await expect.poll(() => agent.events.at(-1)).toMatchObject({ type: 'policy' });
    expect(agent.events.map((event): string => (event.type === 'device' ? event.device.deviceId : event.type))).toEqual(
      [mine.id, mine.id, 'policy'],
    );
    await expect.poll(() => auditor.events.at(-1)).toMatchObject({ type: 'policy' });
    expect(auditor.events.map(({ type }) => type)).not.toContain('access-request');
  });

  it('ends with the session, whether it is ended or runs out', async () => {
    const world = await createWorld();
    const [leaving, idle] = [await world.signIn('it'), await world.signIn('supervisor')];
    const [first, second] = [await live(world, leaving), await live(world, idle)];
    await leaving.send('DELETE', '/api/session');
    await expect.poll(first.isOver).toBe(true);
    expect(second.isOver()).toBe(false);
    world.clock.advance(3_600_000);
    await expect.poll(second.isOver).toBe(true);
  });
});

describe('the policy', () => {
  it('is published as the next signed version, chained to the one before', async () => {
    const world = await createWorld();
    const device = await world.enrol();
    const admin = await world.signIn('it');
    const before = policyViewSchema.parse((await admin.get('/api/policy')).json());
    const document = policy({ name: 'Stricter' });
    expect((await admin.send('POST', '/api/policy', { basedOn: 1, note: ' Stricter ', document })).statusCode).toBe(
      204,
    );
    const after = policyViewSchema.parse((await admin.get('/api/policy')).json());
    expect([before.version, after.version, after.note, after.publishedBy, after.document.name]).toEqual([
      1,
      2,
      'Stricter',
      'Ines Ortega',
      'Stricter',
    ]);
    const { versions } = policyVersionsSchema.parse((await admin.get('/api/policy/versions')).json());
    expect(versions.map(({ version }) => version)).toEqual([2, 1]);
    const { policy: signed } = await device.report();
    const { id, policyKey } = device.enrolled.organisation;
    const open = () =>
      openSignedPolicy(
        signed ?? { release: '', signature: '' },
        { organisationId: id, minimumVersion: 2 },
        (bytes, signature) => verifyEd25519(policyKey, bytes, signature),
      );
    expect(open()).toMatchObject({ version: 2, previous: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
  });

  it('may name five thousand sites with reasons, and reaches the laptops', async () => {
    const world = await createWorld();
    const device = await world.enrol();
    const admin = await world.signIn('it');
    const block = (why: string) =>
      Array.from({ length: 5000 }, (_, nth) => ({
        host: `site-${nth}.${'a'.repeat(45)}.example`,
        category: 'social',
        why,
      }));
    const publish = (why: string) => {
      const document = { ...policy(), web: { block: block(why) } };
      return admin.send('POST', '/api/policy', { basedOn: 1, note: 'x', document });
    };
    const tooLong = await publish('w'.repeat(300));
    expect([tooLong.statusCode, codeOf(tooLong)]).toEqual([400, 'INVALID_INPUT']);
    expect((await publish('w'.repeat(600))).statusCode).toBe(413);
    expect((await publish('Customers’ talk stays with us; see the handbook, chapter 7')).statusCode).toBe(204);
    const { policy: signed } = await device.report();
    expect(signed?.release).toContain('site-4999.aaa');
    const other = await admin.send('POST', `/api/devices/${device.id}/recheck`, { pad: 'x'.repeat(300_000) });
    expect(other.json()).toMatchObject({ message: expect.stringContaining('256 kB') as string });
  });

  it('is refused over somebody else’s change, and when a field is wrong', async () => {
    const world = await createWorld();
    const admin = await world.signIn('it');
    const ask = (body: object) => admin.send('POST', '/api/policy', body);
    const both = await Promise.all([1, 2].map((nth) => ask({ basedOn: 1, note: `${nth}`, document: policy() })));
    expect(both.map(({ statusCode }) => statusCode).sort((a, b) => a - b)).toEqual([204, 409]);
    const bad = await ask({ basedOn: 2, note: 'x', document: { ...policy(), checks: { vpn: { level: 'blok' } } } });
    expect(bad.json()).toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining('document.checks.vpn.level') as string,
    });
    expect(codeOf(await ask({ basedOn: 2, note: ' ', document: policy() }))).toBe('INVALID_INPUT');
  });
});

describe('people and the audit log', () => {
  it('lists people with their laptops', async () => {
    const world = await createWorld();
    await world.enrol();
    const admin = await world.signIn('it');
    const { people } = peopleSchema.parse((await admin.get('/api/people')).json());
    expect(people.find(({ name }) => name === 'Ada Lindqvist')).toMatchObject({
      devices: 1,
      signedInAt: null,
      extension: '1001',
    });
    expect(people.find(({ name }) => name === 'Ines Ortega')?.signedInAt).not.toBeNull();
  });

  it('pages the log newest first, a hundred at a time', async () => {
    const world = await createWorld();
    const event = { at: world.clock.nowMs(), actor: 'a', action: 'b', subject: 's', details: {} };
    await world.store.write(async (tx) => {
      for (let index = 0; index < 150; index += 1) await tx.audit.append(event);
    });
    const auditor = await world.signIn('auditor');
    const first = auditPageSchema.parse((await auditor.get('/api/audit')).json()).events;
    expect(first).toHaveLength(100);
    const last = first.at(-1)?.sequence ?? 0;
    const second = auditPageSchema.parse((await auditor.get(`/api/audit?before=${last}`)).json()).events;
    expect(second[0]?.sequence).toBe(last - 1);
    expect((await auditor.get('/api/audit?before=x')).statusCode).toBe(400);
    expect((await auditor.get('/api/audit?after=1')).statusCode).toBe(400);
  });
});

describe('the console’s files', () => {
  it('say what to do when they were never built', async () => {
    const world = await createWorld();
    const response = await world.app.inject({ method: 'GET', url: '/', headers: { host: '127.0.0.1:8460' } });
    expect(response.statusCode).toBe(503);
    expect(response.body).toContain('npm run build');
  });

  it('are served as they are, with the one page for every other address and nothing from outside the folder', async () => {
    const world = await createWorld({ console: { 'index.html': '<p>console</p>', 'assets/app-1a2b.js': 'x()' } });
    const ask = (url: string) => world.app.inject({ method: 'GET', url, headers: { host: '127.0.0.1:8460' } });
    expect((await ask('/')).body).toBe('<p>console</p>');
    expect((await ask('/floor/some-device')).body).toBe('<p>console</p>');
    expect((await ask('/')).headers['cache-control']).toBe('no-cache');
    const script = await ask('/assets/app-1a2b.js');
    expect(script.body).toBe('x()');
    expect(script.headers['cache-control']).toContain('immutable');
    for (const url of [
      '/missing.js',
      '/../offhook.db',
      '/%2e%2e/offhook.db',
      '/..%2foffhook.db',
      '/assets/..%2f..%2flock.txt',
      '/%ff.js',
      '/%00.js',
    ])
      expect([url, (await ask(url)).statusCode]).toEqual([
        url,
        expect.toSatisfy((status: number) => [400, 403, 404].includes(status)) as number,
      ]);
  });
});
