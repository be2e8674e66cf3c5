import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../core/wire/alerts.ts';
import { breakGlass, createDeviceKey, type TestDevice } from '../support/device.ts';
import { goodFacts, policy, vpnDown } from '../support/facts.ts';
import { codeOf } from '../support/routes.ts';
import { createWorld, type Visitor, type World } from '../support/world.ts';

const MINUTE_MS = 60_000;
const document = policy({
  checks: { vpn: { level: 'block' }, firewall: { level: 'block' } },
  phone: { leaseSeconds: 900 },
});

async function issue(visitor: Visitor, device: TestDevice): Promise<string> {
  const response = await visitor.send('POST', `/api/devices/${device.id}/break-glass`, {
    reason: 'Storm, VPN is down',
  });
  if (response.statusCode !== 201) throw new Error(`break-glass: ${response.body}`);
  return response.json<{ code: string }>().code;
}

async function blocked(): Promise<{
  readonly world: World;
  readonly device: TestDevice;
  readonly supervisor: Visitor;
}> {
  const world = await createWorld({ document });
  const device = await world.enrol();
  expect((await device.report(vpnDown())).verdict.state).toBe('blocked');
  return { world, device, supervisor: await world.signIn('supervisor') };
}

const alertsOf = async (visitor: Visitor) =>
  (await visitor.get('/api/alerts')).json<{ alerts: Alert[] }>().alerts.map(({ kind, agent }) => ({ kind, agent }));

describe('a break-glass code', () => {
  it('opens the laptop’s phone for 15 minutes, once, and both sides are told', async () => {
    const { world, device, supervisor } = await blocked();
    const code = await issue(supervisor, device);
    expect(code).toMatch(/^[0-9a-hjkmnp-tv-z]{5}(-[0-9a-hjkmnp-tv-z]{5}){2}$/);
    // As it is typed by somebody to whom it was read.
    const used = await breakGlass(device, ` ${code.toUpperCase().replaceAll('-', ' ').replaceAll('0', 'O')}`);
    expect([used.statusCode, used.json()]).toEqual([200, { checks: ['vpn'], leftMs: 15 * MINUTE_MS }]);
    const reply = await device.report(vpnDown());
    expect(reply.verdict).toMatchObject({ state: 'compliant', closesInMs: 15 * MINUTE_MS });
    expect(reply.waivers).toMatchObject([{ check: 'vpn', approvedBy: 'Sam Okafor', reason: 'Storm, VPN is down' }]);
    expect(reply.lease).not.toBeNull();
    expect(await alertsOf(supervisor)).toEqual([{ kind: 'break-glass-used', agent: 'Ada Lindqvist' }]);
    expect((await supervisor.get('/api/waivers')).json()).toMatchObject({
      waivers: [{ kind: 'break-glass', askedBy: 'Ada Lindqvist', decidedBy: 'Sam Okafor', state: 'approved' }],
    });
    expect(codeOf(await breakGlass(device, code))).toBe('CODE_SPENT');
    expect(await world.audit()).toEqual(expect.arrayContaining(['break-glass.issued', 'break-glass.used']));
    world.clock.advance(15 * MINUTE_MS);
    expect((await device.report(vpnDown())).verdict.state).toBe('blocked');
  });

  it('excepts nothing but what closed the phone when it was used', async () => {
    const { device, supervisor } = await blocked();
    await breakGlass(device, await issue(supervisor, device));
    const worse = {
      ...vpnDown(),
      firewall: { status: 'unknown', reason: 'timed-out', sources: [], ageMs: 0 },
    } as const;
    expect((await device.report(worse)).verdict.state).toBe('blocked');
  });

  it('is over after 15 minutes, and when another was given out', async () => {
    const { world, device, supervisor } = await blocked();
    const first = await issue(supervisor, device);
    const second = await issue(supervisor, device);
    expect(codeOf(await breakGlass(device, first))).toBe('INVALID_INPUT');
    world.clock.advance(15 * MINUTE_MS);
    expect(codeOf(await breakGlass(device, second))).toBe('CODE_SPENT');
    expect((await device.report(vpnDown())).verdict.state).toBe('blocked');
  });

  it('is dead after five wrong ones, which raises an alert', async () => {
    const { device, supervisor } = await blocked();
    const code = await issue(supervisor, device);
    const answers = [];
    for (let index = 0; index < 5; index += 1)
      answers.push(codeOf(await breakGlass(device, `aaaaa-aaaaa-aaaa${index}`)));
    expect(answers).toEqual([...Array.from({ length: 4 }, () => 'INVALID_INPUT'), 'CODE_SPENT']);
    expect(codeOf(await breakGlass(device, code))).toBe('CODE_SPENT');
    expect(await alertsOf(supervisor)).toEqual([{ kind: 'break-glass-guessed', agent: 'Ada Lindqvist' }]);
    // A new one is a new one.
    expect((await breakGlass(device, await issue(supervisor, device))).statusCode).toBe(200);
  });

  it('is worth nothing on another laptop, or without its key', async () => {
    const { world, device, supervisor } = await blocked();
    const other = await world.enrol('ben@demo.example');
    await other.report(vpnDown());
    const code = await issue(supervisor, device);
    expect(codeOf(await breakGlass(other, code))).toBe('CODE_SPENT');
    expect(codeOf(await breakGlass(device, code, createDeviceKey()))).toBe('BAD_SIGNATURE');
    expect((await breakGlass(device, code)).statusCode).toBe(200);
  });

  it('is kept when nothing was closed', async () => {
    const { device, supervisor } = await blocked();
    const code = await issue(supervisor, device);
    await device.report(goodFacts());
    expect(codeOf(await breakGlass(device, code))).toBe('CONFLICT');
    await device.report(vpnDown());
    expect((await breakGlass(device, code)).statusCode).toBe(200);
  });

  it('is nowhere in the database', async () => {
    const { world, device, supervisor } = await blocked();
    const code = await issue(supervisor, device);
    const database = new DatabaseSync(join(world.folder, 'offhook.db'), { readOnly: true });
    const rows = JSON.stringify([
      database.prepare('SELECT * FROM break_glass_codes').all(),
      database.prepare('SELECT * FROM audit').all(),
    ]);
    database.close();
    expect(rows).toContain(device.id);
    expect(rows).not.toContain(code);
    expect(rows).not.toContain(code.replaceAll('-', ''));
  });

  it('is not given out for one’s own laptop, without a reason, or without end', async () => {
    const { world, device, supervisor } = await blocked();
    const url = `/api/devices/${device.id}/break-glass`;
    expect(codeOf(await supervisor.send('POST', url, { reason: ' ' }))).toBe('INVALID_INPUT');
    await world.store.write(async (tx) => {
      const found = await tx.devices.byId(device.id);
      if (found === null) throw new Error('it was just enrolled');
      await tx.devices.remove(device.id);
      await tx.devices.insert({ ...found, personId: world.person('supervisor@demo.example').id });
    });
    expect(codeOf(await supervisor.send('POST', url, { reason: 'My own' }))).toBe('NOT_ALLOWED');
    const admin = await world.signIn('it');
    for (let index = 0; index < 20; index += 1) await issue(admin, device);
    expect(codeOf(await admin.send('POST', url, { reason: 'One more' }))).toBe('TOO_MANY_REQUESTS');
  });
});
