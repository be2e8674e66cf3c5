import { z } from 'zod';
import { defineCheck } from '../check.ts';
import { whenKnown } from '../known.ts';

/** The clock is set from the network, and right. */
export const clockSync = defineCheck({
  id: 'clockSync',
  facts: ['clockSync'],
  maxAgeMs: 2 * 60 * 60_000,
  parameters: z.strictObject({}),
  settingsPage: 'date-time',
  platforms: ['linux', 'macos', 'windows'],
  controls: {
    pciDss: ['10.6.1'],
    hipaa: [],
    gdpr: [],
    ccpa: [],
    iso27001: ['A.8.17'],
    nist800171: ['3.3.7'],
  },
  judge: (facts) =>
    whenKnown(facts, 'clockSync', ({ synced }) =>
      synced
        ? { status: 'pass', evidence: { key: 'evidence.clockSync.on' } }
        : { status: 'fail', evidence: { key: 'evidence.clockSync.off' } },
    ),
});
