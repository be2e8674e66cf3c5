import type { Finding } from '../../core/verdict/schema.ts';

/** A VPN that is down and closes the phone. */
export const vpnDownFinding: Finding = {
  check: 'vpn',
  status: 'fail',
  level: 'block',
  reason: null,
  evidence: { key: 'evidence.vpn.down' },
  effect: 'closes',
  graceLeftMs: null,
  waiverLeftMs: null,
  decidedBy: { audience: null, waiver: null },
  ageMs: 0,
};
