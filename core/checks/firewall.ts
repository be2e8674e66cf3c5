import { z } from 'zod';
import { defineCheck } from './check.ts';
import { whenKnown } from './known.ts';

/** Connections that nobody asked for are blocked. */
export const firewall = defineCheck({
  id: 'firewall',
  facts: ['firewall'],
  maxAgeMs: 5 * 60_000,
  parameters: z.strictObject({}),
  settingsPage: 'firewall',
  platforms: ['linux', 'macos', 'windows'],
  judge: (facts) =>
    whenKnown(facts, 'firewall', ({ enabled, products }) => {
      if (!enabled) return { status: 'fail', evidence: { key: 'evidence.firewall.off' } };
      if (products.length === 0) return { status: 'pass', evidence: { key: 'evidence.firewall.on' } };
      // A sentence's value holds 200 characters (textRefSchema); eight long product names would not fit.
      const names = products.join(', ').slice(0, 200);
      return { status: 'pass', evidence: { key: 'evidence.firewall.onBy', values: { products: names } } };
    }),
});
