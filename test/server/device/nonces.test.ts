import { describe, expect, it } from 'vitest';
import type { DeviceId } from '../../../core/ids.ts';
import { createNonces } from '../../../server/device/nonces.ts';
import { createFakeClock } from '../support/fake-clock.ts';

const [MINE, OTHER] = ['mine' as DeviceId, 'other' as DeviceId];

describe('the numbers that a device is given', () => {
  it('are good once, for that device, for a minute, and only the newest eight', () => {
    const clock = createFakeClock();
    const nonces = createNonces(clock);
    for (let index = 1; index <= 10; index += 1) nonces.give(`n${index}`, MINE);
    expect([nonces.spend('n1', MINE), nonces.spend('n2', MINE)]).toEqual([false, false]);
    expect(nonces.spend('n10', OTHER)).toBe(false);
    expect([nonces.spend('n10', MINE), nonces.spend('n10', MINE)]).toEqual([true, false]);
    clock.advance(59_999);
    expect(nonces.spend('n9', MINE)).toBe(true);
    clock.advance(1);
    expect(nonces.spend('n8', MINE)).toBe(false);
  });

  it('do not live longer when the clock is set back', () => {
    const clock = createFakeClock();
    const nonces = createNonces(clock);
    nonces.give('n', MINE);
    clock.setBack(1000);
    expect(nonces.spend('n', MINE)).toBe(false);
  });

  it('can all be taken back at once', () => {
    const nonces = createNonces(createFakeClock());
    nonces.give('n', MINE);
    nonces.give('m', OTHER);
    nonces.forget(MINE);
    expect([nonces.spend('n', MINE), nonces.spend('m', OTHER)]).toEqual([false, true]);
  });
});
