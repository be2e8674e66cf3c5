import { z } from 'zod';
import { defineCheck } from '../check.ts';
import { whenKnown } from '../known.ts';

/** Nobody is signed in by just starting the laptop. */
export const autoLogin = defineCheck({
  id: 'autoLogin',
  facts: ['autoLogin'],
  maxAgeMs: 2 * 60 * 60_000,
  parameters: z.strictObject({}),
  settingsPage: 'accounts',
  platforms: ['linux', 'macos', 'windows'],
  controls: {
    pciDss: ['8.3.1'],
    hipaa: ['164.312(d)'],
    gdpr: ['Art. 32(1)(b)'],
    ccpa: [],
    iso27001: ['A.8.5'],
    nist800171: ['3.5.2'],
  },
  judge: (facts) =>
    whenKnown(facts, 'autoLogin', ({ enabled }) =>
      enabled
        ? { status: 'fail', evidence: { key: 'evidence.autoLogin.on' } }
        : { status: 'pass', evidence: { key: 'evidence.autoLogin.off' } },
    ),
});
