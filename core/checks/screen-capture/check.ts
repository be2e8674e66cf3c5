import { z } from 'zod';
import { defineCheck } from '../check.ts';
import { judgePrograms } from '../judge-programs.ts';

/** Nothing records the screen or the calls. */
export const screenCapture = defineCheck({
  id: 'screenCapture',
  facts: ['watchedPrograms'],
  maxAgeMs: 60_000,
  parameters: z.strictObject({
    allow: z
      .array(z.string().min(1).max(64))
      .max(32)
      .default([])
      .describe(
        'Programs that may run although they can record, by their names in Offhook’s list, such as "OBS Studio".',
      ),
  }),
  settingsPage: 'apps',
  platforms: ['linux', 'macos', 'windows'],
  controls: {
    pciDss: [],
    hipaa: ['164.312(a)(1)'],
    gdpr: ['Art. 32(1)(b)'],
    ccpa: ['§ 1798.150(a)(1)'],
    iso27001: ['A.8.1', 'A.8.12'],
    nist800171: ['3.4.8'],
  },
  judge: (facts, { allow }) => judgePrograms(facts, 'screenCapture', allow),
});
