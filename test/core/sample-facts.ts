import type { Facts, FactKey, FactValues } from '../../core/facts/catalogue.ts';
import type { KnownFact, UnknownReason } from '../../core/facts/fact.ts';
import { policyDocumentSchema, type PolicyDocument } from '../../core/policy/schema.ts';

const known = <T>(value: T): KnownFact<T> => ({ status: 'known', value, sources: ['test'], ageMs: 0 });

/** A laptop of nobody in particular, without exceptions. */
export const EVERYONE = { who: { group: null, platform: 'linux' }, waivers: [] } as const;

/** A laptop on which every check passes. */
export const goodFacts: { readonly [K in FactKey]: KnownFact<FactValues[K]> } = {
  os: known({
    platform: 'linux',
    id: 'debian',
    name: 'Debian GNU/Linux 12',
    version: '12',
    build: null,
    endOfLife: false,
    judgedOn: '2026-11-22',
  }),
  hardware: known({ manufacturer: null, model: null, virtual: true }),
  diskEncryption: known({ encrypted: true, state: 'on', percent: 100 }),
  fixedVolumes: known({ total: 2, encrypted: 2, unclear: 0 }),
  osUpdates: known({
    pending: 0,
    securityPending: 0,
    oldestPendingDays: null,
    restartRequired: false,
    checkedDaysAgo: 0.5,
  }),
  automaticUpdates: known({ enabled: true }),
  firewall: known({ enabled: true, products: ['ufw'] }),
  vpn: known({ connected: true, interfaces: [{ name: 'wg0', kind: 'wireguard' }], fullTunnel: true }),
  antivirus: known({ active: true, upToDate: true, products: ['ClamAV'] }),
  screenLock: known({ locks: true, lockOnWake: true, delaySeconds: 300 }),
  autoLogin: known({ enabled: false }),
  systemIntegrity: known({ secureBoot: true, sip: null, gatekeeper: null }),
  securityChip: known({ present: true, kind: 'tpm', version: '2.0' }),
  watchedPrograms: known({ remoteControl: [], screenCapture: [] }),
  virtualMachine: known({ vm: false, hypervisor: null }),
  removableStorage: known({ mounted: 0 }),
  localAdmin: known({ admin: false }),
  guestAccount: known({ enabled: false }),
  remoteAccess: known({ services: [] }),
  clockSync: known({ synced: true }),
  networkTampering: known({ hosts: false, names: [], proxy: 'none', dns: 'automatic' }),
  rootCertificates: known({ added: 0, interceptors: [] }),
  developerMode: known({ developerMode: false, testSigning: false }),
  browsers: known({ browsers: [{ name: 'firefox', version: '999.0' }] }),
  diskSpace: known({ freeMegabytes: 100_000, totalMegabytes: 500_000 }),
  appIntegrity: known({ signed: true, archiveIntact: true, debugger: false }),
};

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

/** A policy with just these checks; `document('block')` has these five at that level. */
export function documentOf(checks: unknown): PolicyDocument {
  return policyDocumentSchema.parse({ schema: 'offhook-policy/1', name: 'test', checks });
}

export function allAt(level: 'block' | 'warn' | 'observe', graceSeconds = 0): PolicyDocument {
  const rule = { level, graceSeconds };
  return documentOf({ diskEncryption: rule, osVersion: rule, osUpdates: rule, firewall: rule, vpn: rule });
}
