import type { ClientView } from '../../../core/ipc/client-view.ts';
import { clientViewSchema } from '../../../core/ipc/client-view.ts';
import type { Finding } from '../../../core/verdict/schema.ts';

export const passes = {
  diskEncryption: finding({ check: 'diskEncryption', evidence: { key: 'evidence.diskEncryption.on' } }),
  osUpdates: finding({ check: 'osUpdates', evidence: { key: 'evidence.osUpdates.current' } }),
  firewall: finding({ check: 'firewall', evidence: { key: 'evidence.firewall.onBy', values: { products: 'ufw' } } }),
  vpn: finding({ check: 'vpn', evidence: { key: 'evidence.vpn.upOn', values: { name: 'wg0' } } }),
} as const;

export function finding(overrides: Partial<Finding> & Pick<Finding, 'check'>): Finding {
  return {
    status: 'pass',
    level: 'block',
    reason: null,
    evidence: { key: 'evidence.unsupported' },
    effect: 'none',
    graceLeftMs: null,
    ageMs: 4000,
    ...overrides,
  };
}

export const fails = {
  diskEncryption: finding({
    check: 'diskEncryption',
    status: 'fail',
    effect: 'closes',
    evidence: { key: 'evidence.diskEncryption.off' },
  }),
  osUpdates: finding({
    check: 'osUpdates',
    status: 'fail',
    effect: 'closes',
    evidence: { key: 'evidence.osUpdates.pending', values: { count: 3 } },
  }),
  firewallUnknown: finding({
    check: 'firewall',
    status: 'unknown',
    reason: 'needs-rights',
    effect: 'closes',
    evidence: { key: 'evidence.unknown.needs-rights' },
  }),
  firewallWarns: finding({
    check: 'firewall',
    status: 'fail',
    level: 'warn',
    effect: 'warns',
    evidence: { key: 'evidence.firewall.off' },
  }),
  vpnInGrace: finding({
    check: 'vpn',
    status: 'fail',
    effect: 'grace',
    graceLeftMs: 12 * 60_000,
    evidence: { key: 'evidence.vpn.down' },
  }),
} as const;

/** An agent on shift with an open line; `overrides` make of it what a test needs. Checked against the contract. */
export function view(overrides: Partial<ClientView> = {}): ClientView {
  return clientViewSchema.parse({
    platform: 'linux',
    appVersion: '0.1.0',
    enrolment: {
      state: 'enrolled',
      agent: 'Amara Okafor',
      extension: '1001',
      organisation: 'Lindqvist Support',
      server: 'https://offhook.lindqvist.example',
    },
    keyStorage: 'keychain',
    onShift: true,
    server: 'online',
    problem: null,
    measuring: false,
    verdict: { state: 'compliant', policyVersion: 7, closesInMs: null, findings: Object.values(passes) },
    verdictAt: new Date().toISOString(),
    nextCheckInMs: 45_000,
    gate: { state: 'open', reason: null, closesInMs: null, leaseLeftMs: 100_000 },
    policy: {
      name: 'Baseline',
      version: 7,
      contact: 'the help desk, +46 8 555 01 00 or help@lindqvist.example',
      emergencyNumbers: ['112', '999'],
      webHome: 'https://desk.lindqvist.example/queue',
    },
    phoneEngine: { state: 'ready', webSocketUrl: 'wss://phone.lindqvist.example:8443/ws', certificatePin: null },
    contacts: [
      { name: 'Bo Lindqvist', extension: '1002' },
      { name: 'Chiara Ferri', extension: '1003' },
      { name: 'Dmitri Volkov', extension: '1010' },
      { name: 'Esperanza de la Cruz Fernández', extension: '1011' },
    ],
    ...overrides,
  });
}

type Gate = ClientView['gate'];
export const closedFor = (reason: NonNullable<Gate['reason']>): Gate => ({
  state: 'closed',
  reason,
  closesInMs: null,
  leaseLeftMs: null,
});

/** Named views that people meet, for the preview and for tests. */
export const views = {
  ready: () => view(),
  offShift: () =>
    view({
      onShift: false,
      server: 'off',
      verdict: null,
      verdictAt: null,
      nextCheckInMs: null,
      gate: closedFor('off-shift'),
    }),
  blocked: () =>
    view({
      gate: closedFor('blocked'),
      verdict: {
        state: 'blocked',
        policyVersion: 7,
        closesInMs: null,
        findings: [fails.diskEncryption, fails.osUpdates, fails.firewallWarns, passes.vpn],
      },
    }),
  unclear: () =>
    view({
      gate: closedFor('blocked'),
      verdict: {
        state: 'blocked',
        policyVersion: 7,
        closesInMs: null,
        findings: [passes.diskEncryption, passes.osUpdates, fails.firewallUnknown, passes.vpn],
      },
    }),
  grace: () =>
    view({
      verdict: {
        state: 'grace',
        policyVersion: 7,
        closesInMs: 12 * 60_000,
        findings: [passes.diskEncryption, passes.osUpdates, fails.firewallWarns, fails.vpnInGrace],
      },
    }),
  closing: () =>
    view({
      gate: { state: 'closing-in-call', reason: 'blocked', closesInMs: 4 * 60_000, leaseLeftMs: null },
      verdict: {
        state: 'blocked',
        policyVersion: 7,
        closesInMs: null,
        findings: [fails.diskEncryption, passes.osUpdates, passes.firewall, passes.vpn],
      },
    }),
  opening: () => view({ gate: { state: 'opening', reason: null, closesInMs: null, leaseLeftMs: 100_000 } }),
  measuring: () =>
    view({ gate: closedFor('measuring'), verdict: null, verdictAt: null, measuring: true, nextCheckInMs: null }),
  offline: () => view({ gate: closedFor('lease-ended'), server: 'offline' }),
  revoked: () => view({ gate: closedFor('revoked'), problem: 'problem.other-device' }),
  phoneMissing: () =>
    view({
      gate: { state: 'opening', reason: null, closesInMs: null, leaseLeftMs: 100_000 },
      phoneEngine: { state: 'missing', reason: 'not-installed' },
    }),
  memoryOnly: () => view({ keyStorage: 'memory' }),
  invited: () =>
    view({
      enrolment: { state: 'none', offered: { server: 'https://offhook.lindqvist.example' } },
      ...notJoined(),
    }),
  stranger: () => view({ enrolment: { state: 'none', offered: null }, keyStorage: 'memory', ...notJoined() }),
} as const satisfies Record<string, () => ClientView>;

function notJoined(): Partial<ClientView> {
  return {
    onShift: false,
    server: 'off',
    verdict: null,
    verdictAt: null,
    nextCheckInMs: null,
    gate: closedFor('not-enrolled'),
    policy: null,
    phoneEngine: null,
    contacts: [],
  };
}
