import { z } from 'zod';
import type { FactValues } from '../../facts/catalogue.ts';
import { defineCheck, type Outcome } from '../check.ts';
import { whenKnown } from '../known.ts';
import { compareVersions, VERSION_PATTERN } from '../version.ts';
import type { BrowserName } from './fact.ts';
import { MINIMUMS_LAST_DAYS, SHIPPED_MINIMUMS } from './shipped-minimums.ts';

const minimum = (name: string) =>
  z
    .string()
    .max(60)
    .regex(VERSION_PATTERN, 'must be digits and dots, such as "154.0.8000"')
    .nullable()
    .default(null)
    .describe(`Lowest version of ${name}; null: the one that ships with Offhook, if any.`);

/** Every browser on the laptop is one that its maker still keeps safe: customers' systems are used in one of them. */
export const browsers = defineCheck({
  id: 'browsers',
  facts: ['browsers', 'os'],
  maxAgeMs: 2 * 60 * 60_000,
  parameters: z.strictObject({
    minVersions: z
      .strictObject({
        chrome: minimum('Google Chrome'),
        edge: minimum('Microsoft Edge'),
        firefox: minimum('Firefox'),
        safari: minimum('Safari'),
        brave: minimum('Brave'),
        opera: minimum('Opera'),
        vivaldi: minimum('Vivaldi'),
        chromium: minimum('Chromium'),
      })
      .prefault({})
      .describe('The oldest versions that the company accepts. A browser that is not installed is not asked for.'),
  }),
  settingsPage: 'apps',
  platforms: ['linux', 'macos', 'windows'],
  controls: {
    pciDss: ['6.3.3'],
    hipaa: ['164.308(a)(1)(ii)(B)'],
    gdpr: ['Art. 32(1)(b)'],
    ccpa: [],
    iso27001: ['A.8.8', 'A.8.19'],
    nist800171: ['3.14.1'],
  },
  judge: (facts, { minVersions }) =>
    whenKnown(facts, 'browsers', (found) => whenKnown(facts, 'os', (os) => judge(found, os.judgedOn, minVersions))),
});

type Minimums = { readonly [B in BrowserName]: string | null };

function judge({ browsers: found }: FactValues['browsers'], today: string | null, wanted: Minimums): Outcome {
  if (found.length === 0) return { status: 'pass', evidence: { key: 'evidence.browsers.none' } };
  const states = found.map((browser) => ({ browser, state: stateOf(browser, today, wanted) }));
  const old = states.find(({ state }) => state === 'old');
  if (old !== undefined)
    return { status: 'fail', evidence: { key: 'evidence.browsers.old', values: named(old.browser) } };
  if (states.some(({ state }) => state === 'stale'))
    return { status: 'unknown', reason: 'stale', evidence: { key: 'evidence.browsers.listTooOld' } };
  const unclear = states.find(({ state }) => state === 'unclear');
  if (unclear !== undefined)
    return {
      status: 'unknown',
      reason: 'unreadable',
      evidence: { key: 'evidence.browsers.unclear', values: { name: BROWSER_NAMES[unclear.browser.name] } },
    };
  return { status: 'pass', evidence: { key: 'evidence.browsers.current' } };
}

interface Browser {
  readonly name: BrowserName;
  readonly version: string;
}

function stateOf(
  { name, version }: Browser,
  today: string | null,
  wanted: Minimums,
): 'current' | 'old' | 'unclear' | 'stale' {
  const own = wanted[name];
  const least = own ?? SHIPPED_MINIMUMS.versions[name];
  if (least === null) return 'current';
  const order = compareVersions(version, least);
  if (order === null) return 'unclear';
  if (order < 0) return 'old';
  return own === null && !isFresh(today) ? 'stale' : 'current';
}

function isFresh(today: string | null): boolean {
  if (today === null) return false;
  return (Date.parse(today) - Date.parse(SHIPPED_MINIMUMS.asOf)) / 86_400_000 <= MINIMUMS_LAST_DAYS;
}

/** Their own names: brands, the same in every language. */
const BROWSER_NAMES: { readonly [B in BrowserName]: string } = {
  chrome: 'Google Chrome',
  edge: 'Microsoft Edge',
  firefox: 'Firefox',
  safari: 'Safari',
  brave: 'Brave',
  opera: 'Opera',
  vivaldi: 'Vivaldi',
  chromium: 'Chromium',
};

function named({ name, version }: Browser): { name: string; version: string } {
  return { name: BROWSER_NAMES[name], version };
}
