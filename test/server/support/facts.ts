import type { Facts } from '../../../core/facts/catalogue.ts';
import type { PolicyDocument } from '../../../core/policy/schema.ts';
import { policyDocumentSchema } from '../../../core/policy/schema.ts';

const known = <T>(value: T) => ({ status: 'known' as const, value, sources: ['test.source'], ageMs: 0 });

/** A laptop on which everything passes. */
export function goodFacts(changes: Partial<Facts> = {}): Facts {
  return {
    os: known({
      platform: 'linux' as const,
      id: 'debian',
      name: 'Debian GNU/Linux',
      version: '12',
      build: null,
      endOfLife: false,
    }),
    hardware: known({ manufacturer: 'Lenovo', model: 'ThinkPad T14', virtual: false }),
    diskEncryption: known({ encrypted: true, state: 'on' as const, percent: null }),
    osUpdates: known({ pending: 0, securityPending: 0, restartRequired: false, checkedDaysAgo: 1 }),
    firewall: known({ enabled: true, products: ['nftables'] }),
    vpn: known({ connected: true, interfaces: [{ name: 'tun0', kind: 'tun' }], fullTunnel: true }),
    ...changes,
  };
}

export function vpnDown(): Facts {
  return goodFacts({ vpn: known({ connected: false, interfaces: [], fullTunnel: null }) });
}

export function policy(changes: Partial<Record<keyof PolicyDocument, unknown>> = {}): PolicyDocument {
  return policyDocumentSchema.parse({
    schema: 'offhook-policy/1',
    name: 'Test policy',
    checks: { vpn: { level: 'block' } },
    phone: { leaseSeconds: 60 },
    ...changes,
  });
}
