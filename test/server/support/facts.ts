import { goodFacts as allGood } from '../../core/sample-facts.ts';
import type { Facts } from '../../../core/facts/catalogue.ts';
import type { PolicyDocument } from '../../../core/policy/schema.ts';
import { policyDocumentSchema } from '../../../core/policy/schema.ts';

const known = <T>(value: T) => ({ status: 'known' as const, value, sources: ['test.source'], ageMs: 0 });

/** A laptop on which everything passes. */
export function goodFacts(changes: Partial<Facts> = {}): Facts {
  // The day on which the tests' clock begins (fake-clock.ts).
  const os = known({ ...allGood.os.value, judgedOn: '2026-01-05' });
  return {
    ...allGood,
    os,
    hardware: known({ manufacturer: 'Lenovo', model: 'ThinkPad T14', virtual: false }),
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
