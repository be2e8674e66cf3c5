import { z } from 'zod';
import { defineCheck } from '../check.ts';
import { whenKnown } from '../known.ts';

/** Nobody can sign in as a guest. */
export const guestAccount = defineCheck({
  id: 'guestAccount',
  facts: ['guestAccount'],
  maxAgeMs: 2 * 60 * 60_000,
  parameters: z.strictObject({}),
  settingsPage: 'accounts',
  platforms: ['linux', 'macos', 'windows'],
  controls: {
    pciDss: ['8.2.1', '2.2.2'],
    hipaa: ['164.312(a)(2)(i)'],
    gdpr: ['Art. 32(1)(b)'],
    ccpa: [],
    iso27001: ['A.5.16', 'A.8.5'],
    nist800171: ['3.5.1'],
  },
  judge: (facts) =>
    whenKnown(facts, 'guestAccount', ({ enabled }) =>
      enabled
        ? { status: 'fail', evidence: { key: 'evidence.guestAccount.on' } }
        : { status: 'pass', evidence: { key: 'evidence.guestAccount.off' } },
    ),
});
