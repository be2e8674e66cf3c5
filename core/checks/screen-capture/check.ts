import { z } from 'zod';
import { defineCheck } from '../check.ts';
import { whenKnown } from '../known.ts';

/** A sentence's value holds 200 characters (textRefSchema). */
const LONGEST = 200;

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
  judge: (facts, { allow }) =>
    whenKnown(facts, 'watchedPrograms', ({ screenCapture: running }) => {
      const allowed = new Set(allow.map((name) => name.trim().toLowerCase()));
      const names = running.filter((name) => !allowed.has(name.toLowerCase()));
      if (names.length > 0) {
        const programs = names.join(', ').slice(0, LONGEST);
        return {
          status: 'fail',
          evidence: { key: 'evidence.screenCapture.running', values: { count: names.length, programs } },
        };
      }
      if (running.length === 0) return { status: 'pass', evidence: { key: 'evidence.screenCapture.none' } };
      return {
        status: 'pass',
        evidence: { key: 'evidence.screenCapture.allowed', values: { programs: running.join(', ').slice(0, LONGEST) } },
      };
    }),
});
