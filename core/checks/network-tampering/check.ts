import { z } from 'zod';
import { defineCheck, type Outcome } from '../check.ts';
import { whenKnown } from '../known.ts';

/** A sentence's value holds 200 characters (textRefSchema). */
const LONGEST = 200;

const PROXY_RANK = { none: 0, automatic: 1, manual: 2 } as const;

/** Nothing sends this laptop's traffic somewhere else without a sign. */
export const networkTampering = defineCheck({
  id: 'networkTampering',
  facts: ['networkTampering'],
  maxAgeMs: 20 * 60_000,
  parameters: z.strictObject({
    allowProxy: z
      .enum(['none', 'automatic', 'manual'])
      .default('none')
      .describe('none: no proxy may be set. automatic: one that a script chooses may be. manual: any may be.'),
    allowManualDns: z
      .boolean()
      .default(true)
      .describe('Somebody may have chosen the servers that look up names, such as a family filter.'),
  }),
  settingsPage: 'network',
  platforms: ['linux', 'macos', 'windows'],
  controls: {
    pciDss: [],
    hipaa: ['164.312(e)(1)'],
    gdpr: ['Art. 32(1)(b)'],
    ccpa: [],
    iso27001: ['A.8.9', 'A.8.20', 'A.8.23'],
    nist800171: ['3.13.1', '3.14.6'],
  },
  judge: (facts, { allowProxy, allowManualDns }) =>
    whenKnown(facts, 'networkTampering', ({ hosts, names, proxy, dns }): Outcome => {
      if (hosts === true && names.length > 0)
        return {
          status: 'fail',
          evidence: { key: 'evidence.networkTampering.names', values: { names: names.join(', ').slice(0, LONGEST) } },
        };
      if (hosts === true) return { status: 'fail', evidence: { key: 'evidence.networkTampering.hosts' } };
      if (proxy !== null && PROXY_RANK[proxy] > PROXY_RANK[allowProxy])
        return { status: 'fail', evidence: { key: 'evidence.networkTampering.proxy' } };
      if (dns === 'manual' && !allowManualDns)
        return { status: 'fail', evidence: { key: 'evidence.networkTampering.dns' } };
      if (hosts === null) return unclear('evidence.networkTampering.hostsUnclear');
      if (proxy === null && allowProxy !== 'manual') return unclear('evidence.networkTampering.proxyUnclear');
      if (dns === null && !allowManualDns) return unclear('evidence.networkTampering.dnsUnclear');
      return { status: 'pass', evidence: { key: 'evidence.networkTampering.clean' } };
    }),
});

function unclear(
  key: `evidence.networkTampering.${'hosts' | 'proxy' | 'dns'}Unclear`,
): Extract<Outcome, { status: 'unknown' }> {
  return { status: 'unknown', reason: 'unreadable', evidence: { key } };
}
