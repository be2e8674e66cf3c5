import { describe, expect, it } from 'vitest';
import { policy, vpnDown } from '../support/facts.ts';
import { codeOf } from '../support/routes.ts';
import { createWorld } from '../support/world.ts';

const BEN = 'ben@demo.example';
const ownRules = policy({
  checks: { vpn: { level: 'observe' } },
  audiences: [{ name: 'Cards', groups: ['Cards'], checks: { vpn: { level: 'block' } } }],
});

describe('a person’s team', () => {
  it('decides at once which rules hold for their laptop', async () => {
    const world = await createWorld({ document: ownRules });
    const device = await world.enrol(BEN);
    expect((await device.report(vpnDown())).verdict.state).toBe('compliant');
    const it = await world.signIn('it');
    const move = (group: string | null) => it.send('POST', `/api/people/${world.person(BEN).id}/group`, { group });
    expect((await move('Cards')).statusCode).toBe(204);
    const { devices } = (await it.get('/api/devices')).json<{ devices: { verdict: string }[] }>();
    expect(devices[0]?.verdict).toBe('blocked');
    expect((await device.report(vpnDown())).group).toBe('Cards');
    await move(null);
    expect((await device.report(vpnDown())).verdict.state).toBe('compliant');
    expect((await world.audit()).filter((action) => action === 'person.group-set')).toHaveLength(2);
  });

  it('is not one’s own to choose, and no name with spaces around it', async () => {
    const world = await createWorld();
    const it = await world.signIn('it');
    const own = world.person('it@demo.example').id;
    expect(codeOf(await it.send('POST', `/api/people/${own}/group`, { group: 'Cards' }))).toBe('NOT_ALLOWED');
    const ben = world.person(BEN).id;
    expect(codeOf(await it.send('POST', `/api/people/${ben}/group`, { group: ' Cards' }))).toBe('INVALID_INPUT');
    expect(await world.audit()).not.toContain('person.group-set');
  });
});
