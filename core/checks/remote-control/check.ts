import { z } from 'zod';
import { defineCheck } from '../check.ts';
import { judgePrograms } from '../judge-programs.ts';

/** Nobody can see or steer this laptop from afar. */
export const remoteControl = defineCheck({
  id: 'remoteControl',
  facts: ['watchedPrograms'],
  maxAgeMs: 60_000,
  parameters: z.strictObject({
    allow: z
      .array(z.string().min(1).max(64))
      .max(32)
      .default([])
      .describe(
        'The company’s own support tools, by their names in Offhook’s list, such as "TeamViewer". They may run.',
      ),
  }),
  settingsPage: 'apps',
  platforms: ['linux', 'macos', 'windows'],
  controls: {
    pciDss: [],
    hipaa: ['164.312(a)(1)'],
    gdpr: ['Art. 32(1)(b)'],
    ccpa: ['§ 1798.150(a)(1)'],
    iso27001: ['A.6.7', 'A.8.1', 'A.8.18'],
    nist800171: ['3.1.12', '3.4.8'],
  },
  judge: (facts, { allow }) => judgePrograms(facts, 'remoteControl', allow),
});
