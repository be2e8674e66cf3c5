import type { Finding } from '../../../core/verdict/schema.ts';

export const uuid = (n: number): string => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;

export function fakeFindings(): Finding[] {
  const shared = {
    reason: null,
    graceLeftMs: null,
    waiverLeftMs: null,
    decidedBy: { audience: null, waiver: null },
    ageMs: 4200,
  } as const;
  return [
    {
      ...shared,
      check: 'diskEncryption',
      status: 'pass',
      level: 'block',
      evidence: { key: 'evidence.diskEncryption.on' },
      effect: 'none',
      ageMs: 214_000,
    },
    {
      ...shared,
      check: 'osUpdates',
      status: 'fail',
      level: 'block',
      evidence: { key: 'evidence.osUpdates.pending', values: { count: 3 } },
      effect: 'grace',
      graceLeftMs: 5 * 3_600_000,
      ageMs: 1_900_000,
    },
    {
      ...shared,
      check: 'firewall',
      status: 'unknown',
      level: 'warn',
      reason: 'timed-out',
      evidence: { key: 'evidence.unknown.timed-out' },
      effect: 'warns',
    },
    {
      ...shared,
      check: 'vpn',
      status: 'fail',
      level: 'block',
      evidence: { key: 'evidence.vpn.down' },
      effect: 'closes',
    },
  ];
}
