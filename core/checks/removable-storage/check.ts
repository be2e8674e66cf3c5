import { z } from 'zod';
import { defineCheck } from '../check.ts';
import { whenKnown } from '../known.ts';

/** No removable drive is in use, so nothing can be carried away on one. */
export const removableStorage = defineCheck({
  id: 'removableStorage',
  facts: ['removableStorage'],
  maxAgeMs: 60_000,
  parameters: z.strictObject({
    maxMounted: z
      .int()
      .min(0)
      .max(16)
      .default(0)
      .describe('Removable drives that may be in use at once, for instance one that the company gave out.'),
  }),
  settingsPage: 'storage',
  platforms: ['linux', 'macos', 'windows'],
  controls: {
    pciDss: ['3.4.2'],
    hipaa: ['164.310(d)(1)'],
    gdpr: ['Art. 32(1)(b)'],
    ccpa: [],
    iso27001: ['A.7.10', 'A.8.12'],
    nist800171: ['3.8.7'],
  },
  judge: (facts, { maxMounted }) =>
    whenKnown(facts, 'removableStorage', ({ mounted: count }) => {
      if (count > maxMounted)
        return { status: 'fail', evidence: { key: 'evidence.removableStorage.mounted', values: { count } } };
      if (count > 0)
        return { status: 'pass', evidence: { key: 'evidence.removableStorage.allowed', values: { count } } };
      return { status: 'pass', evidence: { key: 'evidence.removableStorage.none' } };
    }),
});
