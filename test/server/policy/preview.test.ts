import { describe, expect, it } from 'vitest';
import type { PolicyPreview } from '../../../core/wire/policy-acts.ts';
import { goodFacts, policy, vpnDown } from '../support/facts.ts';
import { codeOf } from '../support/routes.ts';
import { createWorld } from '../support/world.ts';

const open = policy({ checks: { firewall: { level: 'block' } } });
const strict = policy({ checks: { firewall: { level: 'block' }, vpn: { level: 'block' } } });

describe('the preview of a policy', () => {
  it('says who would be blocked by what, by their last reports, and does nothing', async () => {
    const world = await createWorld({ document: open });
    const [ada, ben] = [await world.enrol(), await world.enrol('ben@demo.example')];
    await world.enrol('ben@demo.example');
    await ada.report(vpnDown());
    await ben.report(goodFacts());
    const admin = await world.signIn('it');
    const response = await admin.send('POST', '/api/policy/preview', { document: strict });
    expect(response.json<PolicyPreview>()).toMatchObject({
      version: 1,
      total: { newlyBlocked: 1, newlyInGrace: 0, newlyPassing: 0, unchanged: 1, unknown: 1 },
      byGroup: [
        { group: 'Cards', newlyBlocked: 1, unchanged: 0, unknown: 0 },
        { group: null, newlyBlocked: 0, unchanged: 1, unknown: 1 },
      ],
      byCheck: [{ check: 'vpn', newlyBlocked: 1, newlyInGrace: 0, newlyPassing: 0 }],
      list: [
        { deviceId: ada.id, agent: 'Ada Lindqvist', group: 'Cards', change: 'newly-blocked', checks: ['vpn'] },
        { agent: 'Ben Castillo', change: 'unknown', checks: [] },
      ],
    });
    expect((await ada.report(vpnDown())).verdict.state).toBe('compliant');
    expect(await world.audit()).not.toContain('policy.previewed');
  });

  it('says the same as publishing it then does', async () => {
    const world = await createWorld({ document: open });
    const [ada, ben] = [await world.enrol(), await world.enrol('ben@demo.example')];
    await ada.report(vpnDown());
    await ben.report(goodFacts());
    const admin = await world.signIn('it');
    const preview = (await admin.send('POST', '/api/policy/preview', { document: strict })).json<PolicyPreview>();
    await world.publish(strict);
    const { devices } = (await admin.get('/api/devices')).json<{ devices: { deviceId: string; verdict: string }[] }>();
    const blocked = devices.flatMap(({ deviceId, verdict }) => (verdict === 'blocked' ? [deviceId] : []));
    expect(preview.list.map(({ deviceId }) => deviceId)).toEqual(blocked);
  });

  it('counts whoever a waiver spares as unchanged', async () => {
    const world = await createWorld({ document: open });
    const ada = await world.enrol();
    await ada.report(vpnDown());
    const admin = await world.signIn('it');
    const scope = { type: 'device', deviceId: ada.id };
    await admin.send('POST', '/api/waivers', { check: 'vpn', scope, reason: 'New laptop on Friday', minutes: 30 });
    const { total } = (await admin.send('POST', '/api/policy/preview', { document: strict })).json<PolicyPreview>();
    expect(total).toMatchObject({ newlyBlocked: 0, unchanged: 1 });
  });

  it('lets others be answered while it walks a large fleet', async () => {
    const world = await createWorld({ document: open });
    const ada = await world.enrol();
    await ada.report(vpnDown());
    const device = await world.store.read((tx) => tx.devices.byId(ada.id));
    if (device === null) throw new Error('it was just enrolled');
    await world.store.write(async (tx) => {
      for (let index = 0; index < 3000; index += 1) {
        const id = crypto.randomUUID() as typeof device.id;
        await tx.devices.insert({ ...device, id, publicKey: id });
      }
    });
    const admin = await world.signIn('it');
    const order: string[] = [];
    const previewed = admin.send('POST', '/api/policy/preview', { document: strict }).then((response) => {
      order.push('preview');
      return response.json<PolicyPreview>();
    });
    for (let index = 0; index < 3; index += 1) {
      await ada.report(vpnDown());
      order.push('report');
    }
    const { total, list } = await previewed;
    expect(total.newlyBlocked).toBe(3001);
    expect(list).toHaveLength(500);
    expect(order.indexOf('preview')).toBeGreaterThan(0);
  });

  it('names what is wrong with the draft instead', async () => {
    const world = await createWorld();
    const admin = await world.signIn('it');
    const document = { ...open, checks: { horoscope: {} } };
    expect(codeOf(await admin.send('POST', '/api/policy/preview', { document }))).toBe('INVALID_INPUT');
  });
});
