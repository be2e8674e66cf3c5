import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { policy, vpnDown } from '../support/facts.ts';
import { TestDevice } from '../support/device.ts';
import { createWorld, type World } from '../support/world.ts';

/** As somebody does who can write to the database but has no key. */
function edit(world: World, sql: string): void {
  const database = new DatabaseSync(join(world.folder, 'offhook.db'));
  database.exec('DROP TRIGGER policies_never_change');
  database.exec(sql);
  database.close();
}

/** The same laptop, of the server that was started again. */
const again = (world: World, { key, enrolled }: TestDevice) => new TestDevice(world.app, key, enrolled);

const LOOSER = `UPDATE policies SET release = replace(release, '"level":"block"', '"level":"observe"')`;

describe('a policy that was edited in the database', () => {
  it('opens no phone, and says why to whoever asks', async () => {
    const world = await createWorld();
    const device = await world.enrol();
    edit(world, LOOSER);
    await world.restart();
    const answer = await again(world, device).tryReport({ facts: vpnDown() });
    expect(answer.statusCode).toBe(503);
    expect(answer.json()).toMatchObject({
      message: expect.stringContaining('not what your organisation signed') as string,
    });
    expect(world.telephony.calls).toEqual([]);
    const admin = await world.signIn('it');
    expect((await admin.get('/api/policy')).json()).toMatchObject({ code: 'UNAVAILABLE' });
  });

  it('is no better with a policy key that was edited along with it', async () => {
    const world = await createWorld();
    const device = await world.enrol();
    edit(world, `${LOOSER}; UPDATE organisation SET policy_key = lease_key`);
    await world.restart();
    expect((await again(world, device).tryReport({ facts: vpnDown() })).statusCode).toBe(503);
  });

  it('still lets phones be closed', async () => {
    const world = await createWorld({ document: policy({ phone: { leaseSeconds: 600 } }) });
    const device = await world.enrol();
    await device.report();
    edit(world, LOOSER);
    await world.restart();
    const supervisor = await world.signIn('supervisor');
    expect((await supervisor.send('POST', `/api/devices/${device.id}/revoke`)).statusCode).toBe(204);
    await expect.poll(() => world.telephony.calls.at(-1)).toMatchObject({ act: 'revoke', calls: 'cut' });
  });
});
