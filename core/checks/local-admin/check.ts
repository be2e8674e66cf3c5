import { z } from 'zod';
import { defineCheck } from '../check.ts';
import { whenKnown } from '../known.ts';

/** The account in daily use can’t change the system by itself. */
export const localAdmin = defineCheck({
  id: 'localAdmin',
  facts: ['localAdmin'],
  maxAgeMs: 2 * 60 * 60_000,
  parameters: z.strictObject({}),
  settingsPage: 'accounts',
  platforms: ['linux', 'macos', 'windows'],
  controls: {
    pciDss: ['7.2.2'],
    hipaa: ['164.312(a)(1)'],
    gdpr: ['Art. 32(1)(b)'],
    ccpa: [],
    iso27001: ['A.8.2', 'A.8.18'],
    nist800171: ['3.1.5', '3.1.6'],
  },
  judge: (facts) =>
    whenKnown(facts, 'localAdmin', ({ admin }) =>
      admin
        ? { status: 'fail', evidence: { key: 'evidence.localAdmin.admin' } }
        : { status: 'pass', evidence: { key: 'evidence.localAdmin.standard' } },
    ),
});
