import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import type { Verdict } from '../../../core/verdict/schema.ts';
import { accessSigningText, helpSigningText } from '../../../core/wire/device.ts';
import { openLease } from '../../../electron/client/held-lease.ts';
import { ed25519Verifier } from '../../../electron/client/organisation-keys.ts';
import { createDeviceKey, enrolRequest, heartbeat, OPEN, post, TestDevice } from '../support/device.ts';
import { goodFacts, policy } from '../support/facts.ts';
import { createWorld, type World } from '../support/world.ts';

async function socketTo(world: World): Promise<{ readonly socket: WebSocket; readonly closed: Promise<number> }> {
  if (!world.app.server.listening) await world.app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = world.app.server.address() as AddressInfo;
  const socket = new WebSocket(`ws://127.0.0.1:${port}/api/device/socket`, { headers: { host: '127.0.0.1:8460' } });
  onTestFinished(() => socket.terminate());
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  await once(socket, 'open');
  return { socket, closed };
}

/** A whole session, as somebody who reads along would have it. */
async function record(world: World) {
  const code = await world.code();
  const key = createDeviceKey();
  const enrol = enrolRequest(code, key);
  const enrolled = await post(world.app, '/api/device/enrol', enrol);
  const device = new TestDevice(world.app, key, enrolled.json());
  const report = device.body(await device.challenge());
  const reported = await post(world.app, '/api/device/report', report);
  const { socketTicket, sessionKey } = reported.json<{ socketTicket: string; sessionKey: string }>();
  const { socket, closed } = await socketTo(world);
  const hello = JSON.stringify({ type: 'hello', ticket: socketTicket });
  const beats = [1, 2].map((seq) => heartbeat(sessionKey, seq, { phone: OPEN }));
  for (const text of [hello, ...beats]) socket.send(text);
  const access = { deviceId: device.id, nonce: await device.challenge(), host: 'example.com', reason: 'work' };
  const asked = { ...access, signature: key.sign(accessSigningText(access)) };
  const unsigned = {
    deviceId: device.id,
    nonce: await device.challenge(),
    check: 'vpn',
    message: '',
    evidence: reported.json<{ verdict: Verdict }>().verdict.findings[0],
    bundle: null,
    signature: '',
  };
  const help = { ...unsigned, signature: key.sign(helpSigningText(unsigned as never)) };
  await post(world.app, '/api/device/access-requests', asked);
  expect((await post(world.app, '/api/device/help-requests', help)).statusCode).toBe(204);
  await expect.poll(async () => (await world.store.read((tx) => tx.devices.byId(device.id)))?.phone?.gate).toBe('open');
  return { device, enrolled, reported, enrol, report, asked, help, hello, beats, socket, closed };
}

describe('a recorded session', () => {
  it('is worth nothing when any of its requests is said again', async () => {
    const world = await createWorld();
    const session = await record(world);
    expect(session.reported.statusCode).toBe(200);
    const before = await world.store.read((tx) => tx.devices.byId(session.device.id));
    for (const [url, body, code] of [
      ['/api/device/enrol', session.enrol, 'CODE_SPENT'],
      ['/api/device/report', session.report, 'NONCE_SPENT'],
      ['/api/device/access-requests', session.asked, 'NONCE_SPENT'],
      ['/api/device/help-requests', session.help, 'NONCE_SPENT'],
    ] as const) {
      const again = await post(world.app, url, body);
      expect(again.statusCode, url).toBeGreaterThanOrEqual(400);
      expect(again.json(), url).toMatchObject({ code });
    }
    expect(await world.store.read((tx) => tx.devices.byId(session.device.id))).toEqual(before);
  });

  it('is worth nothing on the same socket: a heartbeat that is said again ends it', async () => {
    const world = await createWorld();
    const { socket, beats, closed } = await record(world);
    socket.send(beats[0] ?? '');
    expect(await closed).toBe(4400);
  });

  it('is worth nothing on another socket: neither the ticket nor a heartbeat opens anything', async () => {
    const world = await createWorld();
    const { hello, beats } = await record(world);
    const second = await socketTo(world);
    second.socket.send(hello);
    expect(await second.closed).toBe(4401);
    const third = await socketTo(world);
    third.socket.send(beats[1] ?? '');
    expect(await third.closed).toBe(4401);
  });

  it('is worth nothing for another laptop, whose key signed none of it', async () => {
    const world = await createWorld();
    const { report, device } = await record(world);
    const other = await world.enrol('ben@demo.example');
    const asOther = await post(world.app, '/api/device/report', { ...report, deviceId: other.id });
    expect(asOther.json()).toMatchObject({ code: 'BAD_SIGNATURE' });
    const stolen = other.body(await device.challenge());
    expect((await post(world.app, '/api/device/report', stolen)).json()).toMatchObject({ code: 'NONCE_SPENT' });
  });

  it('is worth nothing after the server started anew', async () => {
    const world = await createWorld();
    const { report, enrol } = await record(world);
    await world.restart();
    expect((await post(world.app, '/api/device/report', report)).statusCode).toBe(409);
    expect((await post(world.app, '/api/device/enrol', enrol)).statusCode).toBe(410);
  });
});

describe('reports that overtake each other or come twice', () => {
  it('count in the order of their counters: what is older is refused whenever it comes, and changes nothing', async () => {
    const world = await createWorld();
    const device = await world.enrol();
    const bodies = [];
    for (let index = 0; index < 4; index += 1) bodies.push(device.body(await device.challenge()));
    const order = [2, 0, 1, 3, 2];
    const codes = [];
    for (const index of order) {
      const response = await post(world.app, '/api/device/report', bodies[index] ?? {});
      codes.push(response.statusCode === 200 ? 'ok' : response.json<{ code: string }>().code);
    }
    expect(codes).toEqual(['ok', 'CONFLICT', 'CONFLICT', 'ok', 'NONCE_SPENT']);
    expect((await world.store.read((tx) => tx.devices.byId(device.id)))?.counter).toBe(4);
    // Late on its way is no sign of a copied key.
    expect(await world.audit()).not.toContain('report.implausible');
  });

  it('of a hundred copies at once exactly one counts', async () => {
    const world = await createWorld();
    const device = await world.enrol();
    const body = device.body(await device.challenge());
    const all = await Promise.all(Array.from({ length: 100 }, () => post(world.app, '/api/device/report', body)));
    expect(all.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1);
  });
});

describe('a server that starts anew between question and answer', () => {
  it('asks for a new number, and the next try works: nothing else is lost', async () => {
    const world = await createWorld();
    const device = await world.enrol();
    const nonce = await device.challenge();
    await world.restart();
    const fresh = new TestDevice(world.app, device.key, device.enrolled);
    const first = await post(world.app, '/api/device/report', fresh.body(nonce));
    expect(first.statusCode).toBe(409);
    expect(first.json()).toMatchObject({ code: 'NONCE_SPENT' });
    expect((await fresh.report(goodFacts())).lease).not.toBeNull();
  });
});

describe('a stolen lease', () => {
  it('is refused by another laptop’s client, and its credential dies with the session that it was given to', async () => {
    const world = await createWorld({ document: policy() });
    const victim = await world.enrol();
    const nonce = await victim.challenge();
    const reply = (await post(world.app, '/api/device/report', victim.body(nonce))).json<{ lease: never }>();
    const verify = ed25519Verifier(victim.enrolled.organisation.leaseKey);
    const expected = { deviceId: victim.id, nonce, askedAtMs: 0, policyVersion: 1, minimumEpoch: 0 };
    expect(openLease(reply.lease, expected, verify).durationMs).toBe(60_000);
    const thief = await world.enrol('ben@demo.example');
    for (const wrong of [{ deviceId: thief.id }, { nonce: 'AAAA' }, { policyVersion: 2 }, { minimumEpoch: 1 }])
      expect(() => openLease(reply.lease, { ...expected, ...wrong }, verify)).toThrow('refused');
  });
});
