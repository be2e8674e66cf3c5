import { z } from 'zod';
import type { FactValues } from '../../facts/catalogue.ts';
import { defineCheck, type Outcome } from '../check.ts';
import { whenKnown } from '../known.ts';

/** The system volume is fully encrypted, with its protector active; where the policy asks for it, every fixed volume is. */
export const diskEncryption = defineCheck({
  id: 'diskEncryption',
  facts: ['diskEncryption'],
  alsoReads: ({ volumes }) => (volumes === 'all-fixed' ? ['fixedVolumes'] : []),
  maxAgeMs: 10 * 60_000,
  parameters: z.strictObject({
    volumes: z
      .enum(['system', 'all-fixed'])
      .default('system')
      .describe(
        'system: the volume that the system runs from. all-fixed: every other built-in volume that can be written to as well.',
      ),
  }),
  settingsPage: 'disk-encryption',
  platforms: ['linux', 'macos', 'windows'],
  controls: {
    // PCI DSS 4.0.1, 3.5.1.2 says that disk encryption alone does not make card numbers unreadable on a built-in disk.
    pciDss: ['1.5.1'],
    hipaa: ['164.312(a)(2)(iv)'],
    gdpr: ['Art. 32(1)(a)'],
    ccpa: ['1798.150(a)(1)'],
    iso27001: ['A.7.9', 'A.8.1', 'A.8.24'],
    nist800171: ['3.1.19', '3.13.16'],
  },
  judge: (facts, { volumes }) => {
    const system = whenKnown(facts, 'diskEncryption', judgeSystem);
    if (volumes === 'system' || system.status !== 'pass') return system;
    return whenKnown(facts, 'fixedVolumes', judgeAll);
  },
});

function judgeSystem({ encrypted, state, percent }: FactValues['diskEncryption']): Outcome {
  if (encrypted !== (state === 'on'))
    return { status: 'unknown', reason: 'contradictory', evidence: { key: 'evidence.unknown.contradictory' } };
  if (state === 'on') return { status: 'pass', evidence: { key: 'evidence.diskEncryption.on' } };
  if (state === 'encrypting' && percent !== null)
    return { status: 'fail', evidence: { key: 'evidence.diskEncryption.encryptingPercent', values: { percent } } };
  return { status: 'fail', evidence: { key: `evidence.diskEncryption.${state}` } };
}

function judgeAll({ total, encrypted, unclear }: FactValues['fixedVolumes']): Outcome {
  const plain = total - encrypted - unclear;
  // The system's own volume is one of them, so none at all is no answer.
  if (total === 0 || plain < 0)
    return { status: 'unknown', reason: 'contradictory', evidence: { key: 'evidence.unknown.contradictory' } };
  if (plain > 0)
    return { status: 'fail', evidence: { key: 'evidence.diskEncryption.othersOff', values: { count: plain } } };
  if (unclear > 0)
    return {
      status: 'unknown',
      reason: 'unreadable',
      evidence: { key: 'evidence.diskEncryption.othersUnclear', values: { count: unclear } },
    };
  return { status: 'pass', evidence: { key: 'evidence.diskEncryption.allOn' } };
}
