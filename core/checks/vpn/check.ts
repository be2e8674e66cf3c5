import { z } from 'zod';
import { defineCheck } from '../check.ts';
import { whenKnown } from '../known.ts';

/** A VPN tunnel is up; where the policy names networks, one of those. */
export const vpn = defineCheck({
  id: 'vpn',
  facts: ['vpn'],
  maxAgeMs: 60_000,
  parameters: z.strictObject({
    requireFullTunnel: z
      .boolean()
      .default(false)
      .describe('All traffic must go through the VPN, not only the company’s.'),
    networks: z
      .array(z.string().min(1).max(32))
      .max(32)
      .default([])
      .describe(
        'Names or kinds of interfaces that are the company’s, such as "wg-office", "utun*" or "globalprotect"; an asterisk at the end stands for any rest. Empty: any VPN counts.',
      ),
  }),
  settingsPage: 'vpn',
  platforms: ['linux', 'macos', 'windows'],
  controls: {
    pciDss: ['4.2.1'],
    hipaa: ['164.312(e)(1)', '164.312(e)(2)(ii)'],
    gdpr: ['Art. 32(1)(a)', 'Art. 32(1)(b)'],
    ccpa: [],
    iso27001: ['A.6.7', 'A.8.20'],
    nist800171: ['3.1.13', '3.13.7', '3.13.8'],
  },
  judge: (facts, { requireFullTunnel, networks }) =>
    whenKnown(facts, 'vpn', ({ connected, interfaces, fullTunnel }) => {
      if (!connected) return { status: 'fail', evidence: { key: 'evidence.vpn.down' } };
      const meant = networks.length === 0 ? interfaces : interfaces.filter((one) => isNamed(one, networks));
      const name = meant[0]?.name;
      if (networks.length > 0 && name === undefined)
        return { status: 'fail', evidence: { key: 'evidence.vpn.otherNetwork' } };
      if (requireFullTunnel && fullTunnel === null)
        return { status: 'unknown', reason: 'unreadable', evidence: { key: 'evidence.vpn.tunnelUnclear' } };
      if (requireFullTunnel && fullTunnel === false) return { status: 'fail', evidence: { key: 'evidence.vpn.split' } };
      if (name === undefined) return { status: 'pass', evidence: { key: 'evidence.vpn.up' } };
      return { status: 'pass', evidence: { key: 'evidence.vpn.upOn', values: { name } } };
    }),
});

interface Interface {
  readonly name: string;
  readonly kind: string;
}

function isNamed({ name, kind }: Interface, networks: readonly string[]): boolean {
  return networks.some((network) => [name, kind].some((own) => matches(own.toLowerCase(), network.toLowerCase())));
}

function matches(own: string, network: string): boolean {
  return network.endsWith('*') ? own.startsWith(network.slice(0, -1)) : own === network;
}
