import { z } from 'zod';
import { defineCheck } from '../check.ts';
import { whenKnown } from '../known.ts';

/** There is a chip that keeps keys where no program can read them. */
export const securityChip = defineCheck({
  id: 'securityChip',
  facts: ['securityChip'],
  maxAgeMs: 2 * 60 * 60_000,
  parameters: z.strictObject({
    requireTpm2: z
      .boolean()
      .default(false)
      .describe('A TPM must be of version 2.0. Macs have no TPM and are not asked.'),
  }),
  settingsPage: null,
  platforms: ['linux', 'macos', 'windows'],
  controls: {
    pciDss: [],
    hipaa: [],
    gdpr: ['Art. 32(1)(a)'],
    ccpa: [],
    iso27001: ['A.8.24'],
    nist800171: ['3.13.10'],
  },
  judge: (facts, { requireTpm2 }) =>
    whenKnown(facts, 'securityChip', ({ present, kind, version }) => {
      if (!present) return { status: 'fail', evidence: { key: 'evidence.securityChip.none' } };
      if (kind === 'secure-enclave') return { status: 'pass', evidence: { key: 'evidence.securityChip.enclave' } };
      if (!requireTpm2 || version === '2.0') return { status: 'pass', evidence: { key: 'evidence.securityChip.tpm' } };
      return version === null
        ? { status: 'unknown', reason: 'unreadable', evidence: { key: 'evidence.securityChip.versionUnknown' } }
        : { status: 'fail', evidence: { key: 'evidence.securityChip.old', values: { version } } };
    }),
});
