import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FactValues } from '../../../core/facts/catalogue.ts';
import { goodFacts, withUnknown, withValue } from '../sample-facts.ts';
import { expectEverySentence, judged } from './evidence-of.ts';

const lock = (change: Partial<FactValues['screenLock']>) => withValue('screenLock', change);

describe('the check of the screen lock', () => {
  it('says each of its sentences', () => {
    expectEverySentence('screenLock', [
      [goodFacts],
      [lock({ locks: false, delaySeconds: null })],
      [lock({ lockOnWake: false })],
      [lock({ delaySeconds: 901 })],
      [lock({ delaySeconds: null })],
      [lock({ lockOnWake: null })],
    ]);
  });

  it('passes only what locks soon enough and asks on waking', () => {
    expect(judged('screenLock', lock({ delaySeconds: 900 })).status).toBe('pass');
    expect(judged('screenLock', lock({ delaySeconds: 901 })).status).toBe('fail');
    expect(judged('screenLock', lock({ delaySeconds: 901 }), { maxDelaySeconds: 1200 }).status).toBe('pass');
    expect(judged('screenLock', lock({ lockOnWake: false })).status).toBe('fail');
    expect(judged('screenLock', lock({ lockOnWake: false }), { requireLockOnWake: false }).status).toBe('pass');
  });

  it('is unknown where a part is, and worse where another part is already known to be bad', () => {
    expect(judged('screenLock', lock({ locks: null }))).toMatchObject({ status: 'unknown', reason: 'unreadable' });
    expect(judged('screenLock', lock({ lockOnWake: null })).status).toBe('unknown');
    expect(judged('screenLock', lock({ lockOnWake: null }), { requireLockOnWake: false }).status).toBe('pass');
    expect(judged('screenLock', lock({ lockOnWake: null, locks: false })).status).toBe('fail');
    expect(judged('screenLock', withUnknown('screenLock', 'needs-rights')).status).toBe('unknown');
    expect(judged('screenLock', withUnknown('screenLock', 'unsupported')).status).toBe('unsupported');
  });

  it('never gets better by a longer wait', () => {
    const rank = { fail: 0, unsupported: 1, unknown: 1, pass: 2 } as const;
    fc.assert(
      fc.property(fc.nat(100_000), fc.nat(100_000), fc.integer({ min: 30, max: 14_400 }), (a, b, maxDelaySeconds) => {
        const [short, long] = [Math.min(a, b), Math.max(a, b)].map(
          (delaySeconds) => judged('screenLock', lock({ delaySeconds }), { maxDelaySeconds }).status,
        );
        expect(rank[long ?? 'fail']).toBeLessThanOrEqual(rank[short ?? 'fail']);
      }),
    );
  });

  it('says minutes that are never less than what was measured', () => {
    expect(judged('screenLock', lock({ delaySeconds: 305 })).evidence.values).toEqual({ minutes: 5.1 });
  });
});
