import { z } from 'zod';
import { defineCheck } from './check.ts';
import { whenKnown } from './known.ts';

/** A VPN tunnel is up. */
export const vpn = defineCheck({
  id: 'vpn',
  facts: ['vpn'],
  maxAgeMs: 60_000,
  parameters: z.strictObject({
    requireFullTunnel: z
      .boolean()
      .default(false)
      .describe('All traffic must go through the VPN, not only the company’s.'),
  }),
  settingsPage: 'vpn',
  platforms: ['linux', 'macos', 'windows'],
  judge: (facts, parameters) =>
    whenKnown(facts, 'vpn', ({ connected, interfaces, fullTunnel }) => {
      if (!connected) return { status: 'fail', evidence: { key: 'evidence.vpn.down' } };
      if (parameters.requireFullTunnel && fullTunnel === null)
        return { status: 'unknown', reason: 'unreadable', evidence: { key: 'evidence.vpn.tunnelUnclear' } };
      if (parameters.requireFullTunnel && fullTunnel === false)
        return { status: 'fail', evidence: { key: 'evidence.vpn.split' } };
      const name = interfaces[0]?.name;
      if (name === undefined) return { status: 'pass', evidence: { key: 'evidence.vpn.up' } };
      return { status: 'pass', evidence: { key: 'evidence.vpn.upOn', values: { name } } };
    }),
});
