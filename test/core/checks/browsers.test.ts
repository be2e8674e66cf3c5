import { describe, expect, it } from 'vitest';
import type { BrowserName } from '../../../core/checks/browsers/fact.ts';
import { MINIMUMS_LAST_DAYS, SHIPPED_MINIMUMS } from '../../../core/checks/browsers/shipped-minimums.ts';
import type { Facts } from '../../../core/facts/catalogue.ts';
import { withUnknown, withValue } from '../sample-facts.ts';
import { expectEverySentence, judged } from './evidence-of.ts';

function having(
  list: readonly (readonly [name: BrowserName, version: string])[],
  judgedOn: string | null = '2026-11-22',
): Facts {
  const { os } = withValue('os', { judgedOn });
  return { ...withValue('browsers', { browsers: list.map(([name, version]) => ({ name, version })) }), os };
}

const NOW = SHIPPED_MINIMUMS.versions;
const LATER = new Date(Date.parse(SHIPPED_MINIMUMS.asOf) + (MINIMUMS_LAST_DAYS + 1) * 86_400_000)
  .toISOString()
  .slice(0, 10);

describe('the check of browsers', () => {
  it.each([
    ['there is none', having([]), {}, 'pass'],
    [
      'all are new',
      having([
        ['chrome', '999.0.1'],
        ['firefox', '999.0'],
      ]),
      {},
      'pass',
    ],
    ['one is as old as it may be', having([['firefox', `${NOW.firefox}.0`]]), {}, 'pass'],
    [
      'one is old',
      having([
        ['chrome', '999.0'],
        ['firefox', '52.9.0'],
      ]),
      {},
      'fail',
    ],
    [
      'one is older than the policy says',
      having([['chrome', '999.0.1']]),
      { minVersions: { chrome: '999.0.2' } },
      'fail',
    ],
    [
      'one is old, and the policy accepts that',
      having([['chrome', '90.0']]),
      { minVersions: { chrome: '90' } },
      'pass',
    ],
    ['the version of one is no version', having([['chrome', 'unknown']]), {}, 'unknown'],
    ['nobody has a version for one', having([['vivaldi', '1.0']]), {}, 'pass'],
    ['the list that ships is too old', having([['chrome', '999.0']], LATER), {}, 'unknown'],
    ['the list that ships is too old, and so is the browser', having([['chrome', '52.0']], LATER), {}, 'fail'],
    [
      'the policy has its own version',
      having([['chrome', '999.0']], LATER),
      { minVersions: { chrome: '900' } },
      'pass',
    ],
    ['the day is not known', having([['chrome', '999.0']], null), {}, 'unknown'],
    ['the system could not be told', withUnknown('os', 'unreadable'), {}, 'unknown'],
  ] as const)('when %s', (_what, facts, parameters, status) => {
    expect(judged('browsers', facts, parameters).status).toBe(status);
  });

  it('says all that it can say', () => {
    expectEverySentence('browsers', [
      [having([])],
      [having([['chrome', '999.0']])],
      [having([['chrome', '52.0']])],
      [having([['chrome', 'x']])],
      [having([['chrome', '999.0']], LATER)],
    ]);
  });
});
