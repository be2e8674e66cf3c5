import { z } from 'zod';
import { defineCheck } from './check.ts';
import { whenKnown } from './known.ts';

/** The system volume is fully encrypted, with its protector active. */
export const diskEncryption = defineCheck({
  id: 'diskEncryption',
  facts: ['diskEncryption'],
  maxAgeMs: 10 * 60_000,
  parameters: z.strictObject({}),
  settingsPage: 'disk-encryption',
  platforms: ['linux', 'macos', 'windows'],
  judge: (facts) =>
    whenKnown(facts, 'diskEncryption', ({ encrypted, state, percent }) => {
      if (encrypted !== (state === 'on'))
        return { status: 'unknown', reason: 'contradictory', evidence: { key: 'evidence.unknown.contradictory' } };
      if (state === 'on') return { status: 'pass', evidence: { key: 'evidence.diskEncryption.on' } };
      if (state === 'encrypting' && percent !== null)
        return { status: 'fail', evidence: { key: 'evidence.diskEncryption.encryptingPercent', values: { percent } } };
      return { status: 'fail', evidence: { key: `evidence.diskEncryption.${state}` } };
    }),
});
