import { z } from 'zod';
import { defineCheck, type Outcome } from '../check.ts';
import type { FactValues } from '../../facts/catalogue.ts';
import { whenKnown } from '../known.ts';

const parameters = z.strictObject({
  windows: z
    .strictObject({ secureBoot: z.boolean().default(true).describe('Secure boot must be on.') })
    .prefault({})
    .describe('What is asked of Windows.'),
  macos: z
    .strictObject({
      sip: z.boolean().default(true).describe('System Integrity Protection must be on.'),
      gatekeeper: z.boolean().default(true).describe('Gatekeeper must check programs from outside the App Store.'),
    })
    .prefault({})
    .describe('What is asked of macOS.'),
  linux: z
    .strictObject({
      secureBoot: z
        .boolean()
        .default(true)
        .describe('Secure boot must be on. Arch, NixOS and others come without it, and many laptops have it off.'),
    })
    .prefault({})
    .describe('What is asked of Linux.'),
});

type Guard = 'secureBoot' | 'sip' | 'gatekeeper';

/** The system refuses to start or run what somebody has changed. */
export const systemIntegrity = defineCheck({
  id: 'systemIntegrity',
  facts: ['systemIntegrity', 'os'],
  maxAgeMs: 2 * 60 * 60_000,
  parameters,
  settingsPage: 'security',
  platforms: ['linux', 'macos', 'windows'],
  controls: {
    pciDss: ['2.2.6'],
    hipaa: [],
    gdpr: ['Art. 32(1)(b)'],
    ccpa: [],
    iso27001: ['A.8.9', 'A.8.19'],
    nist800171: ['3.4.2'],
  },
  judge: (facts, asked) =>
    whenKnown(facts, 'systemIntegrity', (guards) =>
      whenKnown(facts, 'os', ({ platform }) => judge(guards, guardsAsked(asked, platform))),
    ),
});

function guardsAsked(
  { windows, macos, linux }: z.output<typeof parameters>,
  platform: FactValues['os']['platform'],
): readonly Guard[] {
  switch (platform) {
    case 'windows':
      return windows.secureBoot ? ['secureBoot'] : [];
    case 'linux':
      return linux.secureBoot ? ['secureBoot'] : [];
    case 'macos':
      return [...(macos.sip ? (['sip'] as const) : []), ...(macos.gatekeeper ? (['gatekeeper'] as const) : [])];
  }
}

function judge(guards: FactValues['systemIntegrity'], asked: readonly Guard[]): Outcome {
  for (const guard of asked)
    if (guards[guard] === false) return { status: 'fail', evidence: { key: `evidence.systemIntegrity.${guard}Off` } };
  for (const guard of asked)
    if (guards[guard] === null)
      return {
        status: 'unknown',
        reason: 'unreadable',
        evidence: { key: `evidence.systemIntegrity.${guard}Unknown` },
      };
  return {
    status: 'pass',
    evidence: { key: asked.length === 0 ? 'evidence.systemIntegrity.notAsked' : 'evidence.systemIntegrity.on' },
  };
}
