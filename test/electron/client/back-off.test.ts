import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backOffMs } from '../../../electron/client/back-off.ts';

describe('the pause before the next try', () => {
  it('is never longer than a second in the first seconds, nor than half a minute later', () => {
    const unit = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(fc.nat(100), fc.nat(1_000_000), unit, (attempt, outageMs, random) => {
        const ms = backOffMs(attempt, outageMs, () => random);
        expect(ms >= 0 && ms <= (outageMs < 5_000 ? 1_000 : 30_000)).toBe(true);
      }),
    );
  });

  it('grows, and is spread over all of its span', () => {
    expect([0, 1, 2, 6, 9].map((attempt) => backOffMs(attempt, 60_000, () => 0.999_99))).toEqual([
      250, 500, 1_000, 16_000, 30_000,
    ]);
    expect(backOffMs(9, 60_000, () => 0)).toBe(0);
  });
});
