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
      return { status: 'pass', evidence: { key: 'evidence.firewall.onBy', values: { products: products.join(', ') } } };
    }),
});
