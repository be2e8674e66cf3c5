import { describe, expect, it } from 'vitest';
import { createDeviceKey, enrolRequest, post, TestDevice } from '../support/device.ts';
import { codeOf } from '../support/routes.ts';
import { createWorld } from '../support/world.ts';

describe('the limits by address', () => {
  it('never refuse a laptop of the office for what others there get wrong', async () => {
    const world = await createWorld();
    const device = await world.enrol();
    const forged = { ...device.body('x'), signature: 'A'.repeat(86) };
    for (let nth = 0; nth < 310; nth += 1) await post(world.app, '/api/device/report', forged);
    expect(codeOf(await post(world.app, '/api/device/report', forged))).toBe('TOO_MANY_REQUESTS');
    expect((await device.report()).lease).not.toBeNull();
    expect((await device.askAccess('shop.example', 'why')).statusCode).toBe(204);
  });

  it('never refuse a good link for links that others made up', async () => {
    const world = await createWorld();
    const key = createDeviceKey();
    const madeUp = enrolRequest('A'.repeat(22), key);
    for (let nth = 0; nth < 210; nth += 1) await post(world.app, '/api/device/enrol', madeUp);
    expect(codeOf(await post(world.app, '/api/device/enrol', madeUp))).toBe('TOO_MANY_REQUESTS');
    expect(await TestDevice.enrol(world.app, await world.code())).toBeInstanceOf(TestDevice);
  });
});
