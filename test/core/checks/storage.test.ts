import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withValue } from '../sample-facts.ts';
import { expectEverySentence, judged } from './evidence-of.ts';

const drives = (mounted: number) => withValue('removableStorage', { mounted });
const room = (freeMegabytes: number, totalMegabytes = 500_000) =>
  withValue('diskSpace', { freeMegabytes, totalMegabytes });

describe('the check of removable drives', () => {
  it('lets be connected as many as the policy says', () => {
    fc.assert(
      fc.property(fc.nat({ max: 20 }), fc.nat({ max: 16 }), (mounted, maxMounted) => {
        const { status } = judged('removableStorage', drives(mounted), { maxMounted });
        expect(status).toBe(mounted <= maxMounted ? 'pass' : 'fail');
      }),
    );
  });

  it('says all that it can say', () => {
    expectEverySentence('removableStorage', [[drives(0)], [drives(1)], [drives(2)], [drives(1), { maxMounted: 1 }]]);
  });
});

describe('the check of disk space', () => {
  it.each([
    [5000, 500_000, {}, 'pass'],
    [4999, 500_000, {}, 'fail'],
    [50_000, 500_000, { minFreePercent: 10 }, 'pass'],
    [49_999, 500_000, { minFreePercent: 10 }, 'fail'],
    [0, 500_000, { minFreeMegabytes: 0 }, 'pass'],
    [500_001, 500_000, {}, 'unknown'],
  ] as const)('finds %s of %s MB free', (free, total, parameters, status) => {
    expect(judged('diskSpace', room(free, total), parameters).status).toBe(status);
  });

  it('says all that it can say', () => {
    expectEverySentence('diskSpace', [[room(100_000)], [room(12)]]);
  });
});
