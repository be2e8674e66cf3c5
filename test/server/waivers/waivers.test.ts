import { describe, expect, it } from 'vitest';
import type { WaiverView } from '../../../core/wire/console.ts';
import { policy, vpnDown } from '../support/facts.ts';
import { codeOf } from '../support/routes.ts';
import { createWorld, type Visitor, type World } from '../support/world.ts';

const MINUTE_MS = 60_000;
const forDevice = (deviceId: string, minutes = 30) => ({
  check: 'vpn',
  scope: { type: 'device', deviceId },
  reason: 'The VPN is down for everybody',
  minutes,
});
const forCards = (minutes = 30) => ({
  check: 'vpn',
  scope: { type: 'group', group: 'Cards' },
  reason: 'The VPN is down for Cards',
  minutes,
});

async function ask(visitor: Visitor, payload: object): Promise<WaiverView> {
  const response = await visitor.send('POST', '/api/waivers', payload);
  if (response.statusCode !== 201) throw new Error(`waiver: ${response.body}`);
  return response.json<WaiverView>();
}

async function blockedLaptop(world: World) {
  const device = await world.enrol();
  expect((await device.report(vpnDown())).verdict.state).toBe('blocked');
  return device;
}

describe('an exception that a supervisor makes for a laptop', () => {
  it('opens its phone with the next report, says so there, and binds the lease to its end', async () => {
    const world = await createWorld({ document: policy({ phone: { leaseSeconds: 900 } }) });
    const device = await blockedLaptop(world);
    const waiver = await ask(await world.signIn('supervisor'), forDevice(device.enrolled.deviceId, 5));
    expect(waiver).toMatchObject({ state: 'approved', askedBy: 'Sam Okafor', decidedBy: 'Sam Okafor' });
    const reply = await device.report(vpnDown());
    expect(reply.verdict).toMatchObject({ state: 'compliant', closesInMs: 5 * MINUTE_MS });
    expect(reply.waivers).toMatchObject([
      { id: waiver.id, check: 'vpn', leftMs: 5 * MINUTE_MS, approvedBy: 'Sam Okafor' },
    ]);
    expect(JSON.parse(reply.lease?.lease ?? '{}')).toMatchObject({ durationMs: 5 * MINUTE_MS });
    expect(await world.audit()).toContain('waiver.issued');
  });

  it('ends by itself, and is shown as over', async () => {
    const world = await createWorld();
    const device = await blockedLaptop(world);
    const supervisor = await world.signIn('supervisor');
    await ask(supervisor, forDevice(device.enrolled.deviceId, 1));
    world.clock.advance(MINUTE_MS);
    const reply = await device.report(vpnDown());
    expect(reply.verdict.state).toBe('blocked');
    expect(reply.waivers).toEqual([]);
    const { waivers } = (await supervisor.get('/api/waivers')).json<{ waivers: WaiverView[] }>();
    expect(waivers).toMatchObject([{ state: 'over', may: { decide: false, end: false } }]);
  });

  it('closes the phone at once when somebody takes it back', async () => {
    const world = await createWorld();
    const device = await blockedLaptop(world);
    const supervisor = await world.signIn('supervisor');
    const { id } = await ask(supervisor, forDevice(device.enrolled.deviceId));
    expect((await device.report(vpnDown())).lease).not.toBeNull();
    const before = world.telephony.calls.length;
    expect((await supervisor.send('POST', `/api/waivers/${id}/end`, {})).statusCode).toBe(204);
    expect(world.telephony.calls.length).toBeGreaterThan(before);
    expect((await device.report(vpnDown())).lease).toBeNull();
    expect((await supervisor.send('POST', `/api/waivers/${id}/end`, {})).statusCode).toBe(403);
  });

  it('is for that check and that laptop alone', async () => {
    const world = await createWorld({
      document: policy({ checks: { vpn: { level: 'block' }, firewall: { level: 'block' } } }),
    });
    const [ada, ben] = [await blockedLaptop(world), await world.enrol('ben@demo.example')];
    await ask(await world.signIn('supervisor'), forDevice(ada.enrolled.deviceId));
    expect((await ben.report(vpnDown())).verdict.state).toBe('blocked');
    const facts = { ...vpnDown(), firewall: { status: 'unknown', reason: 'stale', sources: [], ageMs: 0 } } as const;
    expect((await ada.report(facts)).verdict.state).toBe('blocked');
  });
});

describe('an exception that one person may not make alone', () => {
  it.each([
    ['for longer than an hour', (deviceId: string) => forDevice(deviceId, 61)],
    ['for a team', () => forCards()],
  ])('%s waits for somebody else of IT', async (_what, payload) => {
    const world = await createWorld();
    const device = await blockedLaptop(world);
    const it1 = await world.signInAs('it@demo.example');
    const { id, state, may } = await ask(it1, payload(device.enrolled.deviceId));
    expect({ state, may }).toEqual({ state: 'asked', may: { decide: false, end: true } });
    expect((await device.report(vpnDown())).verdict.state).toBe('blocked');

    expect(codeOf(await it1.send('POST', `/api/waivers/${id}/approve`, {}))).toBe('NOT_ALLOWED');
    const supervisor = await world.signIn('supervisor');
    expect((await supervisor.send('POST', `/api/waivers/${id}/approve`, {})).statusCode).toBe(403);

    const it2 = await world.signInAs('it2@demo.example');
    expect((await it2.send('POST', `/api/waivers/${id}/approve`, {})).statusCode).toBe(204);
    const reply = await device.report(vpnDown());
    expect(reply.verdict.state).toBe('compliant');
    expect(reply.waivers[0]?.approvedBy).toBe('Nina Berg');
    expect(await world.audit()).toEqual(expect.arrayContaining(['waiver.asked', 'waiver.approved']));
    expect((await it2.send('POST', `/api/waivers/${id}/refuse`, {})).statusCode).toBe(403);
  });

  it('does nothing when it is refused, or when its time is up before anybody decides', async () => {
    const world = await createWorld();
    const device = await blockedLaptop(world);
    const [it1, it2] = [await world.signInAs('it@demo.example'), await world.signInAs('it2@demo.example')];
    const refused = await ask(it1, forCards());
    expect((await it2.send('POST', `/api/waivers/${refused.id}/refuse`, {})).statusCode).toBe(204);
    const late = await ask(it1, forCards(1));
    world.clock.advance(MINUTE_MS);
    const other = await world.signInAs('it2@demo.example');
    expect((await other.send('POST', `/api/waivers/${late.id}/approve`, {})).statusCode).toBe(403);
    expect((await device.report(vpnDown())).verdict.state).toBe('blocked');
  });

  it.each([
    ['a laptop that is not there', forDevice('3f1c2a9e-8f3a-4d7b-9c55-0d7a52f0c001'), 'NOT_FOUND'],
    ['a team that nobody is in', { ...forCards(), scope: { type: 'group', group: 'Nobody' } }, 'NOT_FOUND'],
    ['a check that is not there', { ...forCards(), check: 'horoscope' }, 'INVALID_INPUT'],
    ['no reason', { ...forCards(), reason: '  ' }, 'INVALID_INPUT'],
    ['no end', { ...forCards(), minutes: undefined }, 'INVALID_INPUT'],
    ['more than 90 days', forCards(90 * 24 * 60 + 1), 'INVALID_INPUT'],
  ])('is refused for %s', async (_what, payload, code) => {
    const world = await createWorld();
    const response = await (await world.signIn('it')).send('POST', '/api/waivers', payload);
    expect(codeOf(response)).toBe(code);
  });
});
