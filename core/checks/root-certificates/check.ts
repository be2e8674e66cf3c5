import { z } from 'zod';
import { defineCheck } from '../check.ts';
import { whenKnown } from '../known.ts';

/** A sentence's value holds 200 characters (textRefSchema). */
const LONGEST = 200;

/** Nobody was added to those whose word on who is who the system takes. */
export const rootCertificates = defineCheck({
  id: 'rootCertificates',
  facts: ['rootCertificates'],
  maxAgeMs: 20 * 60_000,
  parameters: z.strictObject({
    maxAdded: z
      .int()
      .min(0)
      .max(100)
      .default(0)
      .describe('How many certificate authorities may have been added, such as the company’s own.'),
    allowInterceptors: z
      .array(z.string().min(1).max(64))
      .max(16)
      .default([])
      .describe('Tools that may read encrypted traffic, by their names in Offhook’s list, such as "Zscaler".'),
  }),
  settingsPage: 'security',
  platforms: ['linux', 'macos', 'windows'],
  controls: {
    pciDss: ['4.2.1.1'],
    hipaa: ['164.312(e)(1)'],
    gdpr: ['Art. 32(1)(a)'],
    ccpa: [],
    iso27001: ['A.8.9', 'A.8.24'],
    nist800171: ['3.13.8', '3.13.15'],
  },
  judge: (facts, { maxAdded, allowInterceptors }) =>
    whenKnown(facts, 'rootCertificates', ({ added, interceptors }) => {
      const allowed = new Set(allowInterceptors.map((name) => name.trim().toLowerCase()));
      const names = interceptors.filter((name) => !allowed.has(name.toLowerCase()));
      if (names.length > 0)
        return {
          status: 'fail',
          evidence: {
            key: 'evidence.rootCertificates.interceptor',
            values: { names: names.join(', ').slice(0, LONGEST) },
          },
        };
      if (added > maxAdded)
        return { status: 'fail', evidence: { key: 'evidence.rootCertificates.added', values: { count: added } } };
      if (added > 0)
        return { status: 'pass', evidence: { key: 'evidence.rootCertificates.allowed', values: { count: added } } };
      return { status: 'pass', evidence: { key: 'evidence.rootCertificates.none' } };
    }),
});
