import { CHECK_IDS, type CheckId } from '../../../core/checks/catalogue.ts';
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
    waiverLeftMs: null,
    decidedBy: { audience: null, waiver: null },
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

const WAIVER = '5b8f0c55-8a53-4f5e-9d0b-3a3a8d8f6b01';
/** An exception for an hour and a half, of which so much is left. */
export function waived(leftMs: number): Pick<ClientView, 'waivers'> & { readonly finding: Finding } {
  return {
    waivers: [{ id: WAIVER, lengthMs: 90 * 60_000, reason: 'A new disk is on its way', approvedBy: 'Sam Okafor' }],
    finding: finding({
      check: 'diskEncryption',
      status: 'fail',
      effect: 'waived',
      waiverLeftMs: leftMs,
      decidedBy: { audience: null, waiver: WAIVER },
      evidence: { key: 'evidence.diskEncryption.encryptingPercent', values: { percent: 41 } },
    }),
  };
}

/** All that a strict policy asks for, with one of each kind that is not fine. */
function everyCheck(): Finding[] {
  const said: Partial<Record<CheckId, Finding>> = {
    diskEncryption: waived(70 * 60_000).finding,
    osUpdates: { ...fails.osUpdates, effect: 'grace', graceLeftMs: 3 * 3_600_000 },
    remoteControl: finding({
      check: 'remoteControl',
      status: 'fail',
      effect: 'closes',
      evidence: { key: 'evidence.remoteControl.running', values: { count: 2, programs: 'AnyDesk, TeamViewer' } },
    }),
    antivirus: finding({
      check: 'antivirus',
      status: 'unknown',
      level: 'warn',
      reason: 'not-installed',
      effect: 'warns',
      evidence: { key: 'evidence.unknown.not-installed' },
    }),
    securityChip: finding({
      check: 'securityChip',
      status: 'unsupported',
      level: 'observe',
      reason: 'unsupported',
      evidence: { key: 'evidence.unsupported' },
    }),
    screenLock: finding({
      check: 'screenLock',
      status: 'fail',
      level: 'warn',
      effect: 'warns',
      evidence: { key: 'evidence.screenLock.never' },
    }),
  };
  return CHECK_IDS.map((check) => said[check] ?? finding({ check, evidence: { key: 'evidence.autoLogin.off' } }));
}

/** An agent on shift with an open line; `overrides` make of it what a test needs. Checked against the contract. */
export function view(overrides: Partial<ClientView> = {}): ClientView {
  return clientViewSchema.parse({
    platform: 'linux',
    system: { id: 'debian', version: '12', build: null },
    settingsPages: ['vpn', 'network'],
    waivers: [],
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
  everything: () =>
    view({
      gate: closedFor('blocked'),
      waivers: waived(0).waivers,
      verdict: { state: 'blocked', policyVersion: 7, closesInMs: null, findings: everyCheck() },
    }),
  waived: () => exceptedFor(70 * 60_000),
  waiverEnds: () => exceptedFor(8 * 60_000),
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

function exceptedFor(leftMs: number): ClientView {
  const { waivers, finding: excepted } = waived(leftMs);
  const findings = [excepted, passes.osUpdates, passes.firewall, passes.vpn];
  return view({ waivers, verdict: { state: 'compliant', policyVersion: 7, closesInMs: leftMs, findings } });
}

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
