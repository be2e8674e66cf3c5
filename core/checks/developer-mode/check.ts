import { z } from 'zod';
import { defineCheck, type Outcome } from '../check.ts';
import type { FactValues } from '../../facts/catalogue.ts';
import { whenKnown } from '../known.ts';

const parameters = z.strictObject({
  allowDeveloperMode: z
    .boolean()
    .default(false)
    .describe('Accept developer mode (Windows) and developer tools that may look into programs (macOS).'),
  signedDrivers: z
    .strictObject({
      windows: z.boolean().default(true).describe('Windows must load signed drivers only (no test signing).'),
      linux: z
        .boolean()
        .default(false)
        .describe('Linux must load signed modules only. Without secure boot hardly any distribution does.'),
    })
    .prefault({})
    .describe('Whether drivers without a signature are refused.'),
});

/** Nothing that is meant for developers leaves a door open. */
export const developerMode = defineCheck({
  id: 'developerMode',
  facts: ['developerMode', 'os'],
  maxAgeMs: 2 * 60 * 60_000,
  parameters,
  settingsPage: 'developer',
  platforms: ['linux', 'macos', 'windows'],
  controls: {
    pciDss: ['2.2.6'],
    hipaa: [],
    gdpr: ['Art. 32(1)(b)'],
    ccpa: [],
    iso27001: ['A.8.9', 'A.8.19'],
    nist800171: ['3.4.2', '3.4.9'],
  },
  judge: (facts, asked) =>
    whenKnown(facts, 'developerMode', (value) =>
      whenKnown(facts, 'os', ({ platform }) => judge(value, platform, asked)),
    ),
});

function judge(
  { developerMode: isDeveloper, testSigning }: FactValues['developerMode'],
  platform: FactValues['os']['platform'],
  { allowDeveloperMode, signedDrivers }: z.output<typeof parameters>,
): Outcome {
  const asksMode = !allowDeveloperMode && platform !== 'linux';
  const asksDrivers = platform !== 'macos' && signedDrivers[platform];
  if (asksMode && isDeveloper === true) return { status: 'fail', evidence: { key: 'evidence.developerMode.on' } };
  if (asksDrivers && testSigning === true)
    return { status: 'fail', evidence: { key: 'evidence.developerMode.unsigned' } };
  if (asksMode && isDeveloper === null)
    return { status: 'unknown', reason: 'unreadable', evidence: { key: 'evidence.developerMode.modeUnknown' } };
  if (asksDrivers && testSigning === null)
    return { status: 'unknown', reason: 'unreadable', evidence: { key: 'evidence.developerMode.driversUnknown' } };
  return {
    status: 'pass',
    evidence: { key: asksMode || asksDrivers ? 'evidence.developerMode.off' : 'evidence.developerMode.notAsked' },
  };
}
