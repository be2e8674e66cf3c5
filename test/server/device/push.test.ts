import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import type { AddressInfo } from 'node:net';
import { devicePushSchema, type DevicePush } from '../../../core/wire/device.ts';
import { heartbeat, IN_CALL, OPEN, post } from '../support/device.ts';
import { goodFacts, policy, vpnDown } from '../support/facts.ts';
import { createWorld, type World } from '../support/world.ts';

interface Line {
  readonly socket: WebSocket;
  readonly pushes: DevicePush[];
  readonly closed: Promise<number>;
  send(text: string): void;
}

async function portOf(world: World): Promise<number> {
  if (!world.app.server.listening) await world.app.listen({ host: '127.0.0.1', port: 0 });
  return (world.app.server.address() as AddressInfo).port;
}

/** A real socket to the real server; the Host header is the one that the server is known by. */
async function connect(world: World, ticket: string, headers: Record<string, string> = {}): Promise<Line> {
  const socket = new WebSocket(`ws://127.0.0.1:${await portOf(world)}/api/device/socket`, {
    headers: { host: '127.0.0.1:8460', ...headers },
  });
  onTestFinished(() => socket.terminate());
  const pushes: DevicePush[] = [];
  socket.on('message', (data: Buffer) => pushes.push(devicePushSchema.parse(JSON.parse(data.toString('utf8')))));
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'hello', ticket }));
  return { socket, pushes, closed, send: (text) => socket.send(text) };
}

const displayOf = async (world: World, id: string) =>
  (await world.store.read((tx) => tx.devices.byId(id as never)))?.display;

describe('the push socket', () => {
  it('opens once with a ticket of the last 30 seconds, and not otherwise', async () => {
    const world = await createWorld();
    const device = await world.enrol();
    const { socketTicket } = await device.report();
    const line = await connect(world, socketTicket);
    await expect.poll(() => line.pushes).toEqual([{ type: 'welcome' }]);
    expect(await (await connect(world, socketTicket)).closed).toBe(4401);
    expect(await (await connect(world, 'A'.repeat(43))).closed).toBe(4401);
    const late = await device.report();
    world.clock.advance(30_000);
    expect(await (await connect(world, late.socketTicket)).closed).toBe(4401);
    const silent = await connect(world, (await device.report()).socketTicket);
    silent.send(JSON.stringify({ type: 'hello', ticket: 'A'.repeat(43) }));
    expect(await silent.closed).toBe(4401);
  });

  it('is closed to pages of other sites', async () => {
    const world = await createWorld();
    const { socketTicket } = await (await world.enrol()).report();
    await expect(connect(world, socketTicket, { origin: 'https://evil.example' })).rejects.toThrow('403');
    await expect(connect(world, socketTicket, { host: 'evil.example' })).rejects.toThrow('421');
  });

  it('tells of a new policy, of a revoke with its reason, and of a recheck, within moments', async () => {
    const world = await createWorld({ document: policy({ checks: {} }) });
    const device = await world.enrol();
    const line = await connect(world, (await device.report(vpnDown())).socketTicket);
    await expect.poll(() => line.pushes.length).toBe(1);
    await world.publish(policy());
    await expect
      .poll(() => line.pushes.slice(1))
      .toEqual([
        { type: 'policy-changed', version: 2 },
        { type: 'revoked', epoch: 1, reason: 'blocked' },
      ]);
    const supervisor = await world.signIn('supervisor');
    await supervisor.send('POST', `/api/devices/${device.id}/revoke`);
    await supervisor.send('POST', `/api/devices/${device.id}/recheck`);
    await expect
      .poll(() => line.pushes.slice(3))
      .toEqual([{ type: 'revoked', epoch: 2, reason: 'supervisor' }, { type: 'recheck' }]);
  });

  it('keeps a phone that a supervisor closed closed until somebody asks for a recheck', async () => {
    const world = await createWorld();
    const device = await world.enrol();
    await device.report();
    const supervisor = await world.signIn('supervisor');
    await supervisor.send('POST', `/api/devices/${device.id}/revoke`);
    expect(await device.report()).toMatchObject({ verdict: { state: 'compliant' }, lease: null, credential: null });
    await supervisor.send('POST', `/api/devices/${device.id}/recheck`);
    expect((await device.report()).lease).not.toBeNull();
    expect(await world.audit()).toEqual(expect.arrayContaining(['phone.revoked', 'device.recheck']));
  });

  it('tells the laptop that was taken over from', async () => {
    const world = await createWorld();
    const [first, second] = [await world.enrol(), await world.enrol()];
    const line = await connect(world, (await first.report()).socketTicket);
    await expect.poll(() => line.pushes.length).toBe(1);
    await second.report();
    await expect.poll(() => line.pushes.at(-1)).toEqual({ type: 'revoked', epoch: 1, reason: 'other-device' });
  });

  it('is ended when its laptop is removed, and when a newer one of the same laptop opens', async () => {
    const world = await createWorld();
    const device = await world.enrol();
    const older = await connect(world, (await device.report()).socketTicket);
    await expect.poll(() => older.pushes.length).toBe(1);
    const newer = await connect(world, (await device.report()).socketTicket);
    expect(await older.closed).toBe(4409);
    const admin = await world.signIn('it');
    await admin.send('DELETE', `/api/devices/${device.id}`);
    expect(await newer.closed).toBe(4410);
    expect(newer.pushes.at(-1)).toMatchObject({ type: 'revoked', reason: 'removed' });
  });

  it('asks everybody to come again when the phone engine is back', async () => {
    const world = await createWorld();
    world.telephony.setEngine({ state: 'missing', reason: 'unreachable' });
    const line = await connect(world, (await (await world.enrol()).report()).socketTicket);
    await expect.poll(() => line.pushes.length).toBe(1);
    world.telephony.setEngine({ state: 'ready', webSocketUrl: 'wss://127.0.0.1:4443', certificatePin: null });
    await expect.poll(() => line.pushes.at(-1)).toEqual({ type: 'recheck' });
  });
});

describe('a heartbeat', () => {
  it('shows what the phone does, and is refused when its number does not rise or its MAC is not right', async () => {
    const world = await createWorld();
    const device = await world.enrol();
    const open = async () => {
      const { socketTicket, sessionKey } = await device.report(goodFacts(), { phone: OPEN });
      return { line: await connect(world, socketTicket), sessionKey };
    };
    const { line, sessionKey } = await open();
    line.send(heartbeat(sessionKey, 1, { phone: IN_CALL }));
    await expect.poll(() => displayOf(world, device.id)).toBe('in-call');
    line.send(heartbeat(sessionKey, 1, { phone: OPEN }));
    expect(await line.closed).toBe(4400);
    for (const bad of [
      heartbeat(Buffer.alloc(32).toString('base64url'), 1),
      heartbeat(sessionKey, 1).replace('"endOfShift":false', '"endOfShift":true'),
      '{}',
      'nonsense',
      'x'.repeat(20_000),
    ]) {
      const again = await open();
      again.line.send(bad);
      expect([4400, 1009]).toContain(await again.line.closed);
    }
  });

  it('goes on being understood after further reports of the same start', async () => {
    const world = await createWorld();
    const device = await world.enrol();
    const { socketTicket, sessionKey } = await device.report(goodFacts(), { phone: OPEN });
    const line = await connect(world, socketTicket);
    await device.report(goodFacts(), { phone: OPEN });
    line.send(heartbeat(sessionKey, 1, { phone: IN_CALL }));
    await expect.poll(() => displayOf(world, device.id)).toBe('in-call');
  });

  it('of a phone that lost its registration shows the call that goes on, and otherwise that it connects', async () => {
    const world = await createWorld();
    const device = await world.enrol();
    const { socketTicket, sessionKey } = await device.report(goodFacts(), { phone: OPEN });
    const line = await connect(world, socketTicket);
    line.send(heartbeat(sessionKey, 1, { phone: { gate: 'opening', registered: false, inCall: true } }));
    await expect.poll(() => displayOf(world, device.id)).toBe('in-call');
    line.send(heartbeat(sessionKey, 2, { phone: { gate: 'opening', registered: false, inCall: false } }));
    await expect.poll(() => displayOf(world, device.id)).toBe('opening');
  });

  it('is worth nothing on another socket, even of the same start', async () => {
    const world = await createWorld();
    const device = await world.enrol();
    const first = await device.report(goodFacts(), { phone: OPEN });
    const overheard = heartbeat(first.sessionKey, 1, { endOfShift: true });
    const second = await device.report(goodFacts(), { phone: OPEN });
    const line = await connect(world, second.socketTicket);
    line.send(overheard);
    expect(await line.closed).toBe(4400);
    expect(await displayOf(world, device.id)).not.toBe('off-shift');
  });

  it('that is missing for 25 seconds shows the laptop offline; a closed socket does at once', async () => {
    const world = await createWorld();
    const device = await world.enrol();
    const { socketTicket, sessionKey } = await device.report(goodFacts(), { phone: OPEN });
    const line = await connect(world, socketTicket);
    await expect.poll(() => line.pushes.length).toBe(1);
    world.clock.advance(24_000);
    expect(await displayOf(world, device.id)).toBe('ready');
    world.clock.advance(1500);
    await expect.poll(() => displayOf(world, device.id)).toBe('offline');
    line.send(heartbeat(sessionKey, 1, { phone: OPEN }));
    await expect.poll(() => displayOf(world, device.id)).toBe('ready');
    line.socket.close();
    await expect.poll(() => displayOf(world, device.id)).toBe('offline');
  });

  it('that ends the shift gives the lease back at once', async () => {
    const world = await createWorld();
    const device = await world.enrol();
    const { socketTicket, sessionKey, credential } = await device.report(goodFacts(), { phone: OPEN });
    const line = await connect(world, socketTicket);
    line.send(heartbeat(sessionKey, 1, { endOfShift: true }));
    line.socket.close();
    const throughUnix = Number(credential?.username.split(':')[0]);
    await expect
      .poll(() => world.telephony.calls.at(-1))
      .toEqual({ act: 'revoke', extension: '1001', throughUnix, calls: 'cut' });
    await expect.poll(() => displayOf(world, device.id)).toBe('off-shift');
  });

  it('that ends the shift also ends a report that was under way', async () => {
    const world = await createWorld();
    const device = await world.enrol();
    const { socketTicket, sessionKey } = await device.report(goodFacts(), { phone: OPEN });
    const line = await connect(world, socketTicket);
    const underWay = device.body(await device.challenge());
    line.send(heartbeat(sessionKey, 1, { endOfShift: true }));
    await expect.poll(() => displayOf(world, device.id)).toBe('off-shift');
    const answer = await post(world.app, '/api/device/report', underWay);
    expect(answer.json()).toMatchObject({ code: 'NONCE_SPENT' });
    expect(await displayOf(world, device.id)).toBe('off-shift');
    expect((await device.report()).lease).not.toBeNull();
  });

  it.each([
    ['nothing', []],
    ['count', [{ host: null, count: 3 }]],
    ['domain', [{ host: 'bad.example', count: 3 }]],
  ] as const)('has its blocked sites kept only as far as policy says: %s', async (reportBlockedSites, kept) => {
    const block = [{ host: 'bad.example', category: 'phishing' }];
    const world = await createWorld({ document: policy({ web: { block }, privacy: { reportBlockedSites } }) });
    const device = await world.enrol();
    const { socketTicket, sessionKey } = await device.report();
    const line = await connect(world, socketTicket);
    line.send(
      heartbeat(sessionKey, 1, {
        blockedSites: [
          { category: 'phishing', host: 'bad.example', count: 3 },
          // What the policy names nowhere is not kept, whoever says it.
          { category: 'made up', host: null, count: 1 },
          { category: 'made up', host: 'bad.example', count: 1 },
          ...(reportBlockedSites === 'domain' ? [{ category: 'phishing', host: 'ada-s-bank.example', count: 1 }] : []),
        ],
        phone: OPEN,
      }),
    );
    await expect.poll(() => displayOf(world, device.id)).toBe('ready');
    const stored = await world.store.read((tx) => tx.blockedSites.since('2000-01-01'));
    expect(stored.map(({ host, count }) => ({ host, count }))).toEqual(kept);
  });
});
