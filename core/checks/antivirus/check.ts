import { z } from 'zod';
import { defineCheck } from '../check.ts';
import { whenKnown } from '../known.ts';

/** What macOS brings along by itself. */
const BUILT_IN = 'XProtect';
/** A sentence's value holds 200 characters (textRefSchema). */
const LONGEST = 200;

/** Protection against malware looks at what is used, and knows the newest of it. */
export const antivirus = defineCheck({
  id: 'antivirus',
  facts: ['antivirus'],
  maxAgeMs: 20 * 60_000,
  parameters: z.strictObject({
    acceptBuiltIn: z
      .boolean()
      .default(true)
      .describe('On macOS the protection that Apple builds in (XProtect) is enough while it is up to date.'),
    requireKnownUpdates: z
      .boolean()
      .default(true)
      .describe(
        'Products that do not say how old their definitions are do not count; many that work from the cloud do not.',
      ),
  }),
  settingsPage: 'antivirus',
  platforms: ['linux', 'macos', 'windows'],
  controls: {
    pciDss: ['5.2.1', '5.3.1', '5.3.2', '5.3.5'],
    hipaa: ['164.308(a)(5)(ii)(B)'],
    gdpr: ['Art. 32(1)(b)'],
    ccpa: ['§ 1798.150(a)(1)'],
    iso27001: ['A.8.7'],
    nist800171: ['3.14.2', '3.14.4', '3.14.5'],
  },
  judge: (facts, { acceptBuiltIn, requireKnownUpdates }) =>
    whenKnown(facts, 'antivirus', ({ active, upToDate, products }) => {
      if (!active) return { status: 'fail', evidence: { key: 'evidence.antivirus.off' } };
      const isBuiltIn = products.length > 0 && products.every((name) => name === BUILT_IN);
      if (isBuiltIn && !acceptBuiltIn) return { status: 'fail', evidence: { key: 'evidence.antivirus.onlyBuiltIn' } };
      if (upToDate === false) return { status: 'fail', evidence: { key: 'evidence.antivirus.old' } };
      // What is built in is on every Mac: only that it is fresh says anything.
      if (upToDate === null && (requireKnownUpdates || isBuiltIn))
        return { status: 'unknown', reason: 'unreadable', evidence: { key: 'evidence.antivirus.ageUnclear' } };
      if (products.length === 0) return { status: 'pass', evidence: { key: 'evidence.antivirus.on' } };
      const names = products.join(', ').slice(0, LONGEST);
      return { status: 'pass', evidence: { key: 'evidence.antivirus.onBy', values: { products: names } } };
    }),
});
