import { describe, expect, it } from 'vitest';
import { goodFacts, vpnDown } from '../support/facts.ts';
import { createWorld } from '../support/world.ts';

const HOUR_MS = 3_600_000;
const expiryOf = (reply: { readonly credential: { readonly username: string } | null }) =>
  Number(reply.credential?.username.split(':')[0]);

describe('the expiry of a phone credential', () => {
  it('does not creep away from the clock, however often a laptop reports', async () => {
    const world = await createWorld();
    const device = await world.enrol();
    for (let nth = 0; nth < 120; nth += 1) {
      // As fast as its limit lets it, over half a minute.
      world.clock.advance(251);
      const reply = await device.report();
      expect(expiryOf(reply)).toBe(Math.floor(world.clock.nowMs() / 1000) + 60);
    }
  });

  it('follows a clock that was set back at once, where nothing was revoked', async () => {
    const world = await createWorld();
    const device = await world.enrol();
    await device.report();
    world.clock.setBack(2 * HOUR_MS);
    expect(expiryOf(await device.report())).toBe(Math.floor(world.clock.nowMs() / 1000) + 60);
  });

  it('never goes below what was revoked: then the report is answered without one, says why, and recovers by itself', async () => {
    const world = await createWorld();
    const device = await world.enrol();
    const revoked = expiryOf(await device.report());
    await device.report(vpnDown());
    world.clock.setBack(2 * HOUR_MS);
    const without = await device.report();
    expect(without).toMatchObject({
      verdict: { state: 'compliant' },
      credential: null,
      noCredential: 'clock-set-back',
    });
    world.clock.advance(2 * HOUR_MS - 800_000);
    const again = await device.report(goodFacts());
    expect(expiryOf(again)).toBe(revoked + 1);
    expect(again.noCredential).toBeUndefined();
  });
});

describe('a limit that had begun', () => {
  it('does not last until a clock that was set back has caught up', async () => {
    const world = await createWorld();
    const device = await world.enrol();
    for (let nth = 0; nth < 240; nth += 1) await device.challenge();
    await expect(device.challenge()).rejects.toThrow('TOO_MANY_REQUESTS');
    world.clock.setBack(HOUR_MS);
    expect(await device.challenge()).not.toBe('');
  });
});
