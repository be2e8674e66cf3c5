import { z } from 'zod';
import { defineCheck } from '../check.ts';
import { whenKnown } from '../known.ts';

/** Offhook runs as it was built, and nobody looks into it. */
export const appIntegrity = defineCheck({
  id: 'appIntegrity',
  facts: ['appIntegrity'],
  maxAgeMs: 10 * 60_000,
  parameters: z.strictObject({
    requireProof: z
      .boolean()
      .default(false)
      .describe(
        'A signature and an unchanged archive must be proved. Linux and builds from source have no such proof.',
      ),
  }),
  settingsPage: null,
  platforms: ['linux', 'macos', 'windows'],
  controls: {
    pciDss: [],
    hipaa: [],
    gdpr: ['Art. 32(1)(b)'],
    ccpa: [],
    iso27001: ['A.8.19'],
    nist800171: [],
  },
  judge: (facts, { requireProof }) =>
    whenKnown(facts, 'appIntegrity', ({ signed, archiveIntact, debugger: watched }) => {
      if (watched === true) return { status: 'fail', evidence: { key: 'evidence.appIntegrity.watched' } };
      if (archiveIntact === false) return { status: 'fail', evidence: { key: 'evidence.appIntegrity.changed' } };
      if (signed === false) return { status: 'fail', evidence: { key: 'evidence.appIntegrity.unsigned' } };
      if (watched === null)
        return { status: 'unknown', reason: 'unreadable', evidence: { key: 'evidence.appIntegrity.watchedUnknown' } };
      const isProved = signed === true && archiveIntact === true;
      if (isProved) return { status: 'pass', evidence: { key: 'evidence.appIntegrity.whole' } };
      return requireProof
        ? { status: 'unknown', reason: 'unreadable', evidence: { key: 'evidence.appIntegrity.noProof' } }
        : { status: 'pass', evidence: { key: 'evidence.appIntegrity.unwatched' } };
    }),
});
