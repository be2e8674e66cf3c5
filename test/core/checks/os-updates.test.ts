import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withUnknown, withValue } from '../sample-facts.ts';
import { expectEverySentence, judged } from './evidence-of.ts';

const of = (change: Parameters<typeof withValue<'osUpdates'>>[1]) => withValue('osUpdates', change);
const AUTOMATIC = { requireAutomatic: true };

describe('the check of updates', () => {
  it.each([
    ['within the time that they may wait', 3, { maxPendingAgeDays: 7 }, 'pass'],
    ['on the last day that they may wait', 7, { maxPendingAgeDays: 7 }, 'pass'],
    ['for longer than they may', 8, { maxPendingAgeDays: 7 }, 'fail'],
    ['for nobody knows how long', null, { maxPendingAgeDays: 7 }, 'fail'],
    ['and none may', 0, {}, 'fail'],
  ] as const)('when two security updates wait %s', (_what, oldestPendingDays, parameters, status) => {
    expect(judged('osUpdates', of({ securityPending: 2, oldestPendingDays }), parameters).status).toBe(status);
  });

  it('lets wait as many as the policy says', () => {
    expect(judged('osUpdates', of({ securityPending: 2 }), { maxSecurityPending: 2 }).status).toBe('pass');
    expect(judged('osUpdates', of({ securityPending: 3 }), { maxSecurityPending: 2 }).status).toBe('fail');
  });

  it('asks for a restart even while updates have time to wait', () => {
    const facts = of({ securityPending: 2, oldestPendingDays: 1, restartRequired: true });
    expect(judged('osUpdates', facts, { maxPendingAgeDays: 7 }).status).toBe('fail');
  });

  it('looks at automatic updates only when it is asked to', () => {
    expect(judged('osUpdates', withValue('automaticUpdates', { enabled: false })).status).toBe('pass');
    expect(judged('osUpdates', withUnknown('automaticUpdates', 'unreadable')).status).toBe('pass');
    expect(judged('osUpdates', withValue('automaticUpdates', { enabled: false }), AUTOMATIC).status).toBe('fail');
    expect(judged('osUpdates', withUnknown('automaticUpdates', 'unreadable'), AUTOMATIC).status).toBe('unknown');
    expect(judged('osUpdates', withValue('automaticUpdates', { enabled: true }), AUTOMATIC).status).toBe('pass');
    expect(judged('osUpdates', of({ securityPending: 1 }), AUTOMATIC).status).toBe('fail');
  });

  it('never finds more waiting updates, or older ones, better', () => {
    const count = fc.nat({ max: 20 });
    fc.assert(
      fc.property(
        count,
        count,
        count,
        count,
        fc.option(fc.integer({ min: 1, max: 20 })),
        (a, b, c, d, maxPendingAgeDays) => {
          const status = (securityPending: number, oldestPendingDays: number) =>
            judged('osUpdates', of({ securityPending, oldestPendingDays }), {
              maxPendingAgeDays,
              maxSecurityPending: 3,
            }).status;
          const isPass = (count: number, days: number) => Number(status(count, days) === 'pass');
          expect(isPass(Math.min(a, b), Math.min(c, d))).toBeGreaterThanOrEqual(isPass(Math.max(a, b), Math.max(c, d)));
        },
      ),
    );
  });

  it('says all that it can say', () => {
    expectEverySentence('osUpdates', [
      [of({})],
      [of({ securityPending: 1 })],
      [of({ securityPending: 2 })],
      [of({ securityPending: null })],
      [of({ restartRequired: null })],
      [of({ restartRequired: true })],
      [of({ checkedDaysAgo: 45.9 })],
      [of({ securityPending: 1 }), { maxSecurityPending: 1 }],
      [of({ securityPending: 2, oldestPendingDays: 1 }), { maxPendingAgeDays: 7 }],
      [of({}), AUTOMATIC],
      [withValue('automaticUpdates', { enabled: false }), AUTOMATIC],
    ]);
  });
});
