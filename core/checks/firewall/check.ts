import { z } from 'zod';
import { defineCheck } from '../check.ts';
import { whenKnown } from '../known.ts';

/** Connections that nobody asked for are blocked, over IPv4 and IPv6, in the network profile that is in use. */
export const firewall = defineCheck({
  id: 'firewall',
  facts: ['firewall'],
  maxAgeMs: 5 * 60_000,
  parameters: z.strictObject({}),
  settingsPage: 'firewall',
  platforms: ['linux', 'macos', 'windows'],
  controls: {
    pciDss: ['1.5.1'],
    hipaa: [],
    gdpr: ['Art. 32(1)(b)'],
    ccpa: [],
    iso27001: ['A.8.1', 'A.8.20'],
    nist800171: ['3.13.6'],
  },
  judge: (facts) =>
    whenKnown(facts, 'firewall', ({ enabled, products }) => {
      if (!enabled) return { status: 'fail', evidence: { key: 'evidence.firewall.off' } };
      if (products.length === 0) return { status: 'pass', evidence: { key: 'evidence.firewall.on' } };
      // A sentence's value holds 200 characters (textRefSchema); eight long product names would not fit.
      const names = products.join(', ').slice(0, 200);
      return { status: 'pass', evidence: { key: 'evidence.firewall.onBy', values: { products: names } } };
    }),
});
