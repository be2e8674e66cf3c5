import { z } from 'zod';
import { defineCheck } from '../check.ts';
import { whenKnown } from '../known.ts';

/** There is room on the system volume: without it updates can't install and calls can't be handled well. */
export const diskSpace = defineCheck({
  id: 'diskSpace',
  facts: ['diskSpace'],
  maxAgeMs: 20 * 60_000,
  parameters: z.strictObject({
    minFreeMegabytes: z
      .int()
      .min(0)
      .max(1_000_000)
      .default(5000)
      .describe('Room that must be free on the system disk. Megabytes of 1,000,000 bytes.'),
    minFreePercent: z
      .int()
      .min(0)
      .max(50)
      .default(0)
      .describe('Room that must be free, in percent of the system disk.'),
  }),
  settingsPage: 'storage',
  platforms: ['linux', 'macos', 'windows'],
  controls: { pciDss: [], hipaa: [], gdpr: ['Art. 32(1)(b)'], ccpa: [], iso27001: ['A.8.6'], nist800171: [] },
  judge: (facts, { minFreeMegabytes, minFreePercent }) =>
    whenKnown(facts, 'diskSpace', ({ freeMegabytes, totalMegabytes }) => {
      if (freeMegabytes > totalMegabytes)
        return { status: 'unknown', reason: 'contradictory', evidence: { key: 'evidence.unknown.contradictory' } };
      const values = { gigabytes: Math.floor(freeMegabytes / 100) / 10 };
      const enough = freeMegabytes >= minFreeMegabytes && freeMegabytes * 100 >= totalMegabytes * minFreePercent;
      return enough
        ? { status: 'pass', evidence: { key: 'evidence.diskSpace.enough', values } }
        : { status: 'fail', evidence: { key: 'evidence.diskSpace.low', values } };
    }),
});
