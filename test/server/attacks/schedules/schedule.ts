import { randomBytes as systemRandomBytes, randomUUID } from 'node:crypto';
import { AppError } from '../../../../core/errors.ts';
import type { DeviceId, PersonId } from '../../../../core/ids.ts';
import type { PolicyDocument } from '../../../../core/policy/schema.ts';
import type { Report, ReportReply } from '../../../../core/wire/device.ts';
import { createContacts } from '../../../../server/device/contacts.ts';
import { holdDevice, lineIsDue, recheckDevice } from '../../../../server/device/device-acts.ts';
import { createEffects } from '../../../../server/device/effects.ts';
import { createFactHistory } from '../../../../server/device/fact-history.ts';
import { handleHeartbeat } from '../../../../server/device/heartbeat.ts';
import { createLineKeeper } from '../../../../server/device/line-keeper.ts';
import { createNonces } from '../../../../server/device/nonces.ts';
import type { Said } from '../../../../server/device/plausibility.ts';
import { createPushSessions } from '../../../../server/device/push-sessions.ts';
import { takeReport } from '../../../../server/device/report.ts';
import { generateEd25519 } from '../../../../server/keys.ts';
import { createPolicies } from '../../../../server/policy/current-policy.ts';
import { publishPolicy } from '../../../../server/policy/publish.ts';
import { createBus } from '../../../../server/push.ts';
import type { Services } from '../../../../server/services.ts';
import type { DeviceRecord, PersonRecord } from '../../../../server/store/records.ts';
import { askWaiver, endWaiver } from '../../../../server/waivers/waiver-acts.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { goodFacts, policy } from '../../support/facts.ts';
import { Crash, createMemoryStore, emptyState, type State } from './memory-store.ts';
import { Oracle, PLAYED, type Health } from './oracle.ts';

const known = <T>(value: T) => ({ status: 'known' as const, value, sources: ['test'], ageMs: 0 });
const BAD = {
  vpn: { vpn: known({ connected: false, interfaces: [], fullTunnel: null }) },
  diskEncryption: { diskEncryption: known({ encrypted: false, state: 'off' as const, percent: 0 }) },
};
const block = (graceSeconds = 0) => ({ level: 'block', graceSeconds });
const DOCUMENTS: readonly PolicyDocument[] = [
  policy({ checks: { vpn: block() } }),
  policy({ checks: {} }),
  policy({ checks: { vpn: block(40), diskEncryption: block() } }),
  policy({ checks: { diskEncryption: block(90) }, phone: { leaseSeconds: 120 } }),
  policy({ checks: { vpn: { level: 'warn' }, diskEncryption: block(5) } }),
];
const KEYS = { policy: generateEd25519(), lease: generateEd25519() };
const FIRST_POLICY = 0;

/** mulberry32: a schedule is its seed. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface Ran {
  /** Null when nothing was ever wrong. */
  readonly wrong: string | null;
  readonly credentials: number;
  readonly crashes: number;
  readonly events: readonly string[];
}

interface Laptop {
  readonly id: DeviceId;
  bootId: string;
  counter: number;
  health: Health;
}

interface Running {
  readonly services: Services;
  readonly background: Promise<unknown>[];
}

/** One random schedule over the server’s own decisions, from its seed alone. */
export async function runSchedule(seed: number, length: number): Promise<Ran> {
  const random = randomOf(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const clock = createFakeClock();
  const oracle = new Oracle();
  const engine = new Map<string, number>();
  const bootOf = new Map<string, DeviceId>();
  const events: string[] = [];
  let wrong: string | null = null;
  let credentials = 0;
  let crashes = 0;
  let stepsLeft = Infinity;
  let dead = false;

  const step = (): void => {
    if (dead || stepsLeft-- <= 0) {
      dead = true;
      throw new Crash('the process ended');
    }
  };
  const documentOf = (state: State): PolicyDocument => {
    const { document } = JSON.parse(state.policies.get(state.policies.size)?.release ?? '{}') as {
      document?: PolicyDocument;
    };
    return document ?? (DOCUMENTS[FIRST_POLICY] as PolicyDocument);
  };
  let documentNow: PolicyDocument = DOCUMENTS[FIRST_POLICY] as PolicyDocument;
  let versionNow = 0;

  const first = emptyState(KEYS.policy.publicKey, KEYS.lease.publicKey);
  const people = ['1001', '1002'].map((extension, index) => personOf(extension, index));
  const supervisor: PersonRecord = { ...personOf('', 9), extension: null, role: 'supervisor' };
  for (const person of [...people, supervisor]) first.people.set(person.id, person);
  const laptops = [0, 0, 1].map((owner, index): Laptop => {
    const device = deviceOf(index, (people[owner] as PersonRecord).id);
    first.devices.set(device.id, device);
    return { id: device.id, bootId: randomUUID(), counter: 0, health: { vpn: true, diskEncryption: true } };
  });

  const store = createMemoryStore(first, step, (state, result) => {
    if (state.policies.size !== versionNow) {
      versionNow = state.policies.size;
      documentNow = documentOf(state);
      oracle.published(documentNow);
    }
    const { reply, said } = (result ?? {}) as { readonly reply?: ReportReply; readonly said?: Said };
    const deviceId = bootOf.get(said?.bootId ?? '');
    if (reply === undefined || said === undefined || deviceId === undefined) return;
    oracle.heard(deviceId, healthOf(said.facts), documentNow, clock.nowMs());
    wrong ??= oracle.wrongWith(reply, state, documentNow, clock.nowMs());
    if (reply.credential !== null) credentials += 1;
  });

  function start(): Running {
    const background: Promise<unknown>[] = [];
    const bus = createBus();
    const heard = new Map<DeviceId, number>();
    const presence = {
      heard: (id: DeviceId) => void heard.set(id, clock.nowMs()),
      gone: (id: DeviceId) => void heard.delete(id),
      isOnline: (id: DeviceId) => clock.nowMs() - (heard.get(id) ?? -Infinity) < 25_000,
      lastHeardAt: (id: DeviceId) => heard.get(id) ?? null,
      forget: (id: DeviceId) => void heard.delete(id),
      close: () => undefined,
    };
    const telephony = {
      engine: () => ({ state: 'ready', webSocketUrl: 'wss://127.0.0.1:1', certificatePin: null }) as const,
      issue: ({
        extension,
        expiresAtUnix,
        nowUnix,
      }: {
        extension: string;
        expiresAtUnix: number;
        nowUnix: number;
      }) => ({
        webSocketUrl: 'wss://127.0.0.1:1',
        domain: 'phones.example',
        extension,
        username: `${expiresAtUnix}:${extension}`,
        password: 'x',
        expiresInSeconds: expiresAtUnix - nowUnix,
        iceServers: [],
      }),
      revoke: async ({ extension, throughUnix }: { extension: string; throughUnix: number }) => {
        step();
        engine.set(extension, Math.max(engine.get(extension) ?? 0, throughUnix));
      },
      endCalls: async () => undefined,
      onEngineChange: () => () => undefined,
      liveRevocations: () => undefined,
      close: async () => undefined,
    };
    const log = { warn: () => undefined, error: () => undefined, info: () => undefined };
    const keeper = createLineKeeper(clock, (extension) => {
      background.push(lineIsDue(services, extension).catch(onlyCrash));
    });
    const services = {
      store,
      clock,
      randomBytes: systemRandomBytes,
      keys: KEYS,
      telephony,
      bus,
      log,
      policies: createPolicies(KEYS.policy.publicKey),
      rollouts: { note: () => undefined, close: () => undefined },
      presence,
      effects: createEffects({ telephony, bus, presence, keeper: () => keeper, log }),
      keeper,
      contacts: createContacts(clock),
      pushSessions: createPushSessions(clock, systemRandomBytes),
      history: createFactHistory(),
      nonces: createNonces(clock),
    } as unknown as Services;
    for (const line of store.state.lines.values()) {
      keeper.note(line);
      // The engine is told all that is revoked when the server is back (app.ts, liveRevocations).
      engine.set(line.extension, Math.max(engine.get(line.extension) ?? 0, line.revokedThrough));
    }
    return { services, background };
  }

  let running = start();

  async function settle(): Promise<void> {
    while (running.background.length > 0) await running.background.shift();
    await running.services.effects.idle();
  }

  async function restart(): Promise<void> {
    dead = true;
    await settle();
    running.services.keeper.close();
    dead = false;
    stepsLeft = Infinity;
    running = start();
    // What fell due meanwhile is due now.
    clock.advance(0);
    await settle();
  }

  async function report(laptop: Laptop): Promise<void> {
    const nonce = randomUUID();
    running.services.nonces.give(nonce, laptop.id);
    const facts = goodFacts(
      Object.assign({}, ...PLAYED.filter((check) => !laptop.health[check]).map((check) => BAD[check])),
    );
    const said: Report = {
      nonce,
      deviceId: laptop.id,
      counter: ++laptop.counter,
      bootId: laptop.bootId,
      appVersion: '1',
      policyVersion: 0,
      keyStorage: 'keychain',
      phone: { gate: 'open', registered: true, inCall: random() < 0.2 },
      facts,
    };
    bootOf.set(laptop.bootId, laptop.id);
    await takeReport(running.services, said);
  }

  const acts: readonly (readonly [weight: number, name: string, act: () => Promise<unknown>])[] = [
    [8, 'report', () => report(pick(laptops))],
    [
      4,
      'change and report',
      () => {
        const laptop = pick(laptops);
        laptop.health = { vpn: random() < 0.6, diskEncryption: random() < 0.6 };
        return report(laptop);
      },
    ],
    [
      1,
      'start again and report',
      () => {
        const laptop = pick(laptops);
        laptop.bootId = randomUUID();
        return report(laptop);
      },
    ],
    [
      3,
      'publish',
      () =>
        publishPolicy(running.services, {
          document: pick(DOCUMENTS),
          basedOn: store.state.policies.size,
          note: '',
          actor: 'it',
          actorName: 'it',
          stages: null,
        }),
    ],
    [
      2,
      'except',
      () =>
        askWaiver(running.services, supervisor, {
          check: pick(PLAYED),
          scope: { type: 'device', deviceId: pick(laptops).id },
          reason: 'because of the model',
          minutes: pick([1, 2, 60]),
        }),
    ],
    [
      1,
      'end an exception',
      async () => {
        const waiver = [...store.state.waivers.values()].at(-1);
        if (waiver !== undefined) await endWaiver(running.services, supervisor, waiver.id);
      },
    ],
    [2, 'revoke', () => holdDevice(running.services, pick(laptops).id, 'supervisor')],
    [2, 'recheck', () => recheckDevice(running.services, pick(laptops).id, 'supervisor')],
    [
      1,
      'end the shift',
      () => {
        const { id: deviceId, bootId } = pick(laptops);
        const phone = { gate: 'closed', registered: false, inCall: false } as const;
        const beat = { type: 'heartbeat', seq: 1, phone, blockedSites: [], endOfShift: true, mac: '' } as const;
        return handleHeartbeat(running.services, { deviceId, bootId }, { ...beat, blockedSites: [] });
      },
    ],
    [
      6,
      'time',
      async () => {
        clock.advance(pick([100, 999, 5000, 31_000, 61_000, 200_000]));
      },
    ],
    [1, 'restart', restart],
  ];
  const total = acts.reduce((sum, [weight]) => sum + weight, 0);
  function draw(): { readonly name: string; readonly act: () => Promise<unknown> } {
    let at = random() * total;
    for (const [weight, name, act] of acts) {
      at -= weight;
      if (at < 0) return { name, act };
    }
    return { name: 'report', act: () => report(pick(laptops)) };
  }

  await publishPolicy(running.services, {
    document: DOCUMENTS[FIRST_POLICY] as PolicyDocument,
    basedOn: 0,
    note: '',
    actor: 'it',
    actorName: 'it',
    stages: null,
  });
  for (let index = 0; index < length && wrong === null; index += 1) {
    const both = [draw(), ...(random() < 0.25 ? [draw()] : [])].filter(
      ({ name }, _at, list) => name !== 'restart' || list.length === 1,
    );
    // Mostly in the middle of what is done next, sometimes never reached.
    if (random() < 0.3) stepsLeft = Math.floor(random() * 30);
    events.push(
      both.map(({ name }) => name).join(' + ') + (stepsLeft === Infinity ? '' : ` (ends after ${stepsLeft} steps)`),
    );
    await Promise.all(both.map(({ act }) => act().catch(onlyRefusal)));
    await settle();
    stepsLeft = Infinity;
    if (dead) {
      crashes += 1;
      await restart();
    }
    wrong ??= oracle.wrongNow(store.state, engine, documentNow, clock.nowMs());
  }
  running.services.keeper.close();
  return { wrong, credentials, crashes, events };
}

function healthOf({ vpn, diskEncryption }: Said['facts']): Health {
  return {
    vpn: vpn.status === 'known' && vpn.value.connected,
    diskEncryption: diskEncryption.status === 'known' && diskEncryption.value.encrypted,
  };
}

function onlyRefusal(error: unknown): void {
  if (!(error instanceof Crash) && !(error instanceof AppError)) throw error;
}

function onlyCrash(error: unknown): void {
  if (!(error instanceof Crash)) throw error;
}

function personOf(extension: string, index: number): PersonRecord {
  return {
    id: `person-${index}` as PersonId,
    name: `Person ${index}`,
    email: `person${index}@demo.example`,
    role: 'agent',
    extension,
    group: null,
    passwordHash: '',
    mustChangePassword: false,
    signedInAt: null,
  };
}

function deviceOf(index: number, personId: PersonId): DeviceRecord {
  return {
    id: `00000000-0000-4000-8000-00000000000${index}` as DeviceId,
    personId,
    publicKey: `key-${index}`,
    platform: 'linux',
    keyStorage: 'keychain',
    enrolledAt: 0,
    epoch: 0,
    counter: 0,
    bootId: null,
    policyVersion: 0,
    facts: null,
    verdict: null,
    phone: null,
    onShift: false,
    held: false,
    displacedBootId: null,
    leaseEndsAt: null,
    lastSeenAt: null,
    reportedAt: null,
    display: 'off-shift',
    sinceAt: 0,
  };
}
