import type { z } from 'zod';
import { CHECK_IDS } from '../../../core/checks/catalogue.ts';
import { policyDocumentSchema, type PolicyDocument } from '../../../core/policy/schema.ts';
import { deviceIdSchema, personIdSchema } from '../../../core/ids.ts';
import type { Finding } from '../../../core/verdict/schema.ts';
import type { DeviceRow, HelpRequestView, Role, WaiverView } from '../../../core/wire/console.ts';
import { fakeHelp, fakeWaivers } from './fake-asks.ts';
import { fakeFindings, uuid } from './fake-findings.ts';
import { quietPolicyWorld, type FakePolicyWorld } from './fake-policy-world.ts';
import type {
  AccessRequestRow,
  AuditEvent,
  Devices,
  PersonRow,
  PolicyVersions,
} from '../../../renderer/console/api/client.ts';
import type { webListsSchema } from '../../../core/wire/lists.ts';

/** What the fake server knows. Plain and mutable: a test sets up the world that it is about. */
export interface FakeWorld extends FakePolicyWorld {
  signedInAs: PersonRow | null;
  mustChangePassword: boolean;
  password: string;
  readonly organisation: string;
  people: PersonRow[];
  devices: DeviceRow[];
  phoneEngine: Devices['phoneEngine'];
  findings: Finding[];
  policy: { version: number; publishedAt: string; publishedBy: string; note: string; document: PolicyDocument };
  versions: PolicyVersions['versions'];
  requests: AccessRequestRow[];
  helpRequests: HelpRequestView[];
  webLists: z.infer<typeof webListsSchema>;
  waivers: WaiverView[];
  audit: AuditEvent[];
  /** The instant that the world is set at. */
  readonly nowMs: number;
}

const NAMES = [
  'Amara Okafor',
  'Bence Kovács',
  'Chloé Lambert',
  'Diego Fernández',
  'Elif Yılmaz',
  'Farid Haddad',
  'Greta Lindqvist',
  'Hiro Tanaka',
  'Ines Carvalho',
  'Jonas Weber',
  'Katarzyna Nowak',
  'Liam O’Connor',
  'Mei Chen',
  'Nikhil Rao',
  'Olga Petrova',
  'Priya Natarajan',
  'Quentin Dubois',
  'Rosa Martínez',
  'Sven Jakobsen',
  'Tamika Johnson',
];

export function fakePerson(n: number, name: string, role: Role, extension: string | null = null): PersonRow {
  const email = `${name
    .normalize('NFD')
    .replaceAll(/[^A-Za-z0-9 ]/g, '')
    .toLowerCase()
    .replaceAll(' ', '.')}@example.com`;
  return {
    id: personIdSchema.parse(uuid(n)),
    name,
    email,
    role,
    extension,
    group: null,
    devices: extension === null ? 0 : 1,
    signedInAt: null,
  };
}

type RowChange = Partial<Omit<DeviceRow, 'agent' | 'deviceId'>> & { readonly name?: string };

/** A laptop that is ready for calls, unless told otherwise. */
export function fakeRow(n: number, nowMs: number, { name, ...change }: RowChange = {}): DeviceRow {
  const agentName =
    name ?? `${NAMES[n % NAMES.length] ?? 'Agent'}${n >= NAMES.length ? ` ${Math.floor(n / NAMES.length) + 1}` : ''}`;
  return {
    deviceId: deviceIdSchema.parse(uuid(10_000 + n)),
    agent: { id: personIdSchema.parse(uuid(1000 + n)), name: agentName, extension: String(2000 + n) },
    platform: (['windows', 'macos', 'linux'] as const)[n % 3] ?? 'linux',
    system: ['Windows 11 24H2', 'macOS 15.6', 'Ubuntu 24.04 LTS'][n % 3] ?? null,
    model: ['Dell Latitude 5450', 'MacBook Air (M3)', 'Lenovo ThinkPad T14 Gen 5'][n % 3] ?? null,
    keyStorage: 'keychain',
    verdict: 'compliant',
    notPassing: [],
    phone: 'ready',
    held: false,
    policyVersion: 7,
    lastSeenAt: new Date(nowMs - 4000).toISOString(),
    sinceAt: new Date(nowMs - (n + 1) * 7 * 60_000).toISOString(),
    ...change,
  };
}

const TROUBLES: readonly RowChange[] = [
  {
    phone: 'closed',
    verdict: 'blocked',
    notPassing: [{ check: 'vpn', status: 'fail', level: 'block', effect: 'closes' }],
  },
  {
    phone: 'closed',
    verdict: 'blocked',
    notPassing: [
      { check: 'osUpdates', status: 'fail', level: 'warn', effect: 'warns' },
      { check: 'diskEncryption', status: 'unknown', level: 'block', effect: 'closes' },
      { check: 'firewall', status: 'fail', level: 'block', effect: 'closes' },
    ],
  },
  {
    phone: 'in-call',
    verdict: 'grace',
    notPassing: [{ check: 'osUpdates', status: 'fail', level: 'block', effect: 'closes' }],
  },
  {
    phone: 'closing',
    verdict: 'blocked',
    notPassing: [{ check: 'vpn', status: 'fail', level: 'block', effect: 'closes' }],
  },
  { phone: 'in-call' },
  { phone: 'offline', verdict: 'compliant' },
  { phone: 'off-shift', verdict: null },
  { phone: 'ready', notPassing: [{ check: 'osUpdates', status: 'fail', level: 'warn', effect: 'warns' }] },
];

/** `count` laptops, most of them fine. */
export function fakeFloor(count: number, nowMs: number): DeviceRow[] {
  return Array.from({ length: count }, (_, n) =>
    fakeRow(n, nowMs, n % 3 === 1 ? TROUBLES[Math.floor(n / 3) % TROUBLES.length] : {}),
  );
}

export const FAKE_POLICY = policyDocumentSchema.parse({
  schema: 'offhook-policy/1',
  name: 'Customer care, home office',
  description: 'For everybody who takes calls from home.',
  contact: 'IT help desk, extension 2900',
  checks: {
    diskEncryption: { level: 'block' },
    osUpdates: { level: 'block', graceSeconds: 86_400 },
    firewall: { level: 'block', graceSeconds: 900 },
    vpn: { level: 'block', graceSeconds: 120, parameters: { requireFullTunnel: false } },
  },
  web: {
    home: 'https://crm.example.com/',
    block: [
      { host: 'mega.nz', category: 'file-sharing', why: 'Customers’ files stay in the company’s own storage.' },
      {
        host: 'anydesk.com',
        category: 'remote-control',
        why: 'Nobody else may see or steer a screen with customers’ data.',
      },
      { host: 'mail.google.com', category: 'webmail', why: 'Use the company’s mail for customers.' },
    ],
    allow: ['docs.mega.nz'],
  },
  phone: { leaseSeconds: 120, emergencyNumbers: ['112', '999'] },
});

/** A policy that asks for everything, of some in another way. */
export const FULL_POLICY = policyDocumentSchema.parse({
  ...FAKE_POLICY,
  owner: 'IT security',
  reviewBy: '2027-06-30',
  frameworks: ['pciDss', 'gdpr'],
  checks: Object.fromEntries(CHECK_IDS.map((check) => [check, { level: 'block', whenUnknown: 'warn' }])),
  audiences: [
    { name: 'Cards', groups: ['Cards'], checks: { screenLock: { level: 'block' } }, except: ['diskSpace'] },
    { name: 'Old Macs', platforms: ['macos'], checks: { osVersion: { level: 'warn' } } },
  ],
  shift: { hours: [{ days: [1, 2, 3, 4, 5], from: '07:00', to: '21:00' }], idleEndMinutes: 60 },
});

const ACTIONS = [
  'session.started',
  'policy.published',
  'device.enrolled',
  'phone.opened',
  'phone.closed',
  'phone.revoked',
  'enrolment.created',
  'access.asked',
];

export function fakeAudit(count: number, nowMs: number): AuditEvent[] {
  return Array.from({ length: count }, (_, n) => ({
    sequence: count - n,
    at: new Date(nowMs - n * 190_000).toISOString(),
    actor: n % 4 === 0 ? 'it@example.com' : 'server',
    action: ACTIONS[n % ACTIONS.length] ?? 'other',
    subject: n % 2 === 0 ? uuid(10_000 + n) : 'version 7',
    details: n % 3 === 0 ? { address: '192.0.2.7', note: 'VPN must be up' } : {},
    hash: (n * 7919 + 12_345).toString(16).padStart(64, 'a3f'),
  }));
}

/** A call centre of `devices` laptops, with `role` signed in. */
export function createFakeWorld({
  role,
  devices = 24,
  nowMs = Date.now(),
}: {
  readonly role: Role | null;
  readonly devices?: number;
  readonly nowMs?: number;
}): FakeWorld {
  const rows = fakeFloor(devices, nowMs);
  const staff = {
    it: fakePerson(1, 'Ingrid Tveit', 'it'),
    supervisor: fakePerson(2, 'Samuel Visser', 'supervisor', '2801'),
    auditor: fakePerson(3, 'Aiko Uchida', 'auditor'),
    agent:
      rows[0] === undefined
        ? fakePerson(4, 'Amara Okafor', 'agent', '2000')
        : { ...fakePerson(4, rows[0].agent.name, 'agent', '2000'), id: rows[0].agent.id },
  };
  const at = (minutesAgo: number): string => new Date(nowMs - minutesAgo * 60_000).toISOString();
  return {
    signedInAs: role === null ? null : staff[role],
    mustChangePassword: false,
    password: 'correct horse battery',
    organisation: 'Meridian Care',
    people: [
      ...Object.values(staff).map((person) => ({ ...person, signedInAt: at(25) })),
      ...rows
        .slice(1, 200)
        .map(({ agent }, n) => ({ ...fakePerson(100 + n, agent.name, 'agent', agent.extension), id: agent.id })),
    ],
    devices: rows,
    phoneEngine: { state: 'ready', webSocketUrl: 'wss://sip.example.com:8443/', certificatePin: null },
    findings: fakeFindings(),
    policy: {
      version: 7,
      publishedAt: at(200),
      publishedBy: 'Ingrid Tveit',
      note: 'Firewall gets 15 minutes of grace',
      document: FAKE_POLICY,
    },
    versions: [7, 6, 5, 4, 3, 2, 1].map((version) => ({
      version,
      publishedAt: at(200 + (7 - version) * 1500),
      publishedBy: 'Ingrid Tveit',
      note:
        version === 7
          ? 'Firewall gets 15 minutes of grace'
          : version === 1
            ? 'First policy'
            : `Weekly review ${version}`,
    })),
    requests: [
      {
        id: uuid(501),
        agent: 'Mei Chen',
        host: 'wetransfer.com',
        reason: 'A customer sends photos of the damage through it.',
        askedAt: at(3),
        state: 'open',
      },
      {
        id: uuid(502),
        agent: 'Jonas Weber',
        host: 'claims.partner-insurance.example',
        reason: 'The claim forms of our partner are there.',
        askedAt: at(95),
        state: 'open',
      },
      {
        id: uuid(503),
        agent: 'Rosa Martínez',
        host: 'facebook.com',
        reason: 'Lunch',
        askedAt: at(2000),
        state: 'closed',
      },
    ],
    helpRequests: rows.length === 0 ? [] : fakeHelp(rows, at),
    webLists: { lists: [], refused: [], release: null },
    waivers: rows.length === 0 ? [] : fakeWaivers(rows, at),
    ...quietPolicyWorld(devices),
    audit: fakeAudit(230, nowMs),
    nowMs,
  };
}
