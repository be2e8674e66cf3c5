import type { Facts, FactKey, FactValues } from '../../core/facts/catalogue.ts';
import type { KnownFact, UnknownReason } from '../../core/facts/fact.ts';
import { policyDocumentSchema, type PolicyDocument } from '../../core/policy/schema.ts';

const known = <T>(value: T): KnownFact<T> => ({ status: 'known', value, sources: ['test'], ageMs: 0 });

/** A laptop on which every check passes. */
export const goodFacts = {
  os: known<FactValues['os']>({
    platform: 'linux',
    id: 'debian',
    name: 'Debian GNU/Linux 12',
    version: '12',
    build: null,
    endOfLife: false,
  }),
  hardware: known<FactValues['hardware']>({ manufacturer: null, model: null, virtual: true }),
  diskEncryption: known<FactValues['diskEncryption']>({ encrypted: true, state: 'on', percent: 100 }),
  osUpdates: known<FactValues['osUpdates']>({
    pending: 0,
    securityPending: 0,
    restartRequired: false,
    checkedDaysAgo: 0.5,
  }),
  firewall: known<FactValues['firewall']>({ enabled: true, products: ['ufw'] }),
  vpn: known<FactValues['vpn']>({
    connected: true,
    interfaces: [{ name: 'wg0', kind: 'wireguard' }],
    fullTunnel: true,
  }),
} as const satisfies Facts;

/** The good laptop with one fact's value changed in part. */
export function withValue<K extends FactKey>(key: K, change: Partial<FactValues[K]>): Facts {
  const fact = goodFacts[key];
  return { ...goodFacts, [key]: { ...fact, value: { ...fact.value, ...change } } };
}

export function withUnknown(key: FactKey, reason: UnknownReason, facts: Facts = goodFacts): Facts {
  return { ...facts, [key]: { status: 'unknown', reason, sources: [], ageMs: 0 } };
}

export function withAge(key: FactKey, ageMs: number, facts: Facts = goodFacts): Facts {
  return { ...facts, [key]: { ...facts[key], ageMs } };
}

/** A policy with just these checks; `document('block')` has all four at that level. */
export function documentOf(checks: unknown): PolicyDocument {
  return policyDocumentSchema.parse({ schema: 'offhook-policy/1', name: 'test', checks });
}

export function allAt(level: 'block' | 'warn' | 'observe', graceSeconds = 0): PolicyDocument {
  const rule = { level, graceSeconds };
  return documentOf({ diskEncryption: rule, osUpdates: rule, firewall: rule, vpn: rule });
}
