import { noFacts, type FactKey, type Facts } from '../../../core/facts/catalogue.ts';
import type { PolicyDocument } from '../../../core/policy/schema.ts';
import type { DevicePush } from '../../../core/wire/device.ts';
import { formatEnrolmentLink } from '../../../core/wire/enrolment-link.ts';
import type { Client } from '../../../electron/client/client-contract.ts';
import { createClient } from '../../../electron/client/client.ts';
import type { PhoneOrder } from '../../../electron/client/gate-keeper.ts';
import type { HeartbeatContent, OpenPushSocket } from '../../../electron/client/push-socket.ts';
import { createMemoryStore } from '../../../electron/secrets/memory-store.ts';
import type { SecretStore } from '../../../electron/secrets/secret-store.ts';
import { createBlockedHits, type BlockedHits } from '../../../electron/web/blocked-hits.ts';
import { goodFacts } from '../../core/sample-facts.ts';
import { createFakeClock, settle, type FakeClock } from './fake-clock.ts';
import { createFakeServer, type FakeServer } from './fake-server.ts';

interface EngineUnderTest {
  running: boolean;
  rechecks: number;
  looks: number;
  wanted: readonly FactKey[];
  /** Whether a policy that wants more has to wait for it, as with the real one; otherwise everything is there already. */
  minimal: boolean;
  /** What a recheck waits for after its first answer. */
  slow: Promise<void> | null;
}

export interface ClientUnderTest {
  readonly client: Client;
  readonly clock: FakeClock;
  readonly server: FakeServer;
  readonly secrets: SecretStore;
  readonly orders: PhoneOrder[];
  readonly heartbeats: HeartbeatContent[];
  readonly hits: BlockedHits;
  /** The laptop changes, and the engine notices. */
  measure(facts: Facts): void;
  /** Some of the first scan is there already. */
  measurePart(facts: Facts): void;
  push(push: DevicePush): void;
  loseSocket(): void;
  readonly sockets: { open: number };
  readonly engine: EngineUnderTest;
  join(): Promise<void>;
  /** On shift with everything measured, and the server's answers taken in. */
  begin(): Promise<void>;
}

export function clientUnderTest(document: PolicyDocument, secrets = createMemoryStore()): ClientUnderTest {
  const clock = createFakeClock();
  const server = createFakeServer(document);
  const orders: PhoneOrder[] = [];
  const heartbeats: HeartbeatContent[] = [];
  const hits = createBlockedHits();
  const sockets = { open: 0 };
  const engine: EngineUnderTest = {
    running: false,
    rechecks: 0,
    looks: 0,
    wanted: [],
    minimal: false,
    slow: null,
  };
  let facts: Facts = goodFacts;
  let onChange: ((facts: Facts, isComplete: boolean) => void) | null = null;
  let events: Parameters<OpenPushSocket>[1] | null = null;
  const client = createClient({
    platform: 'linux',
    appVersion: '0.1.0',
    settingsPages: [],
    region: 'US',
    clock,
    random: () => 0.5,
    uuid: () => '11111111-2222-4333-8444-555555555555',
    secrets,
    posture: {
      start(listener) {
        engine.running = true;
        onChange = listener;
      },
      stop() {
        engine.running = false;
        onChange = null;
      },
      setWanted: (keys) => {
        const before = engine.wanted;
        engine.wanted = [...keys];
        return engine.wanted.some((key) => !before.includes(key)) && engine.minimal;
      },
      recheck(onSoon) {
        engine.rechecks += 1;
        if (engine.slow === null) return Promise.resolve(facts);
        onSoon?.(facts);
        return engine.slow.then(() => facts);
      },
      record: (wanted) =>
        Promise.resolve({
          bundle: JSON.stringify([...wanted]),
          summary: { recordedAt: '2026-11-22T00:00:00Z', platform: 'linux', entries: [], missing: 0 },
        }),
      lookAgain() {
        engine.looks += 1;
      },
      snapshot: () => (engine.running ? facts : noFacts()),
      measured: () => [],
      nextRunInMs: (keys) => (keys.includes('vpn') ? 2_000 : null),
    },
    fetch: (input, init) => server.fetch(input, init),
    openSocket: (_request, given) => {
      sockets.open += 1;
      events = given;
      return {
        heartbeat(content) {
          heartbeats.push(content);
          return JSON.stringify(content);
        },
        close() {
          sockets.open -= 1;
          events = null;
          return Promise.resolve();
        },
      };
    },
    blockedSites: hits,
    log: { info: () => undefined, warn: () => undefined },
  });
  client.onPhoneOrder((order) => orders.push(order));

  const under: ClientUnderTest = {
    client,
    clock,
    server,
    secrets,
    orders,
    heartbeats,
    hits,
    sockets,
    engine,
    measure(next) {
      facts = next;
      onChange?.(next, true);
    },
    measurePart(next) {
      facts = next;
      onChange?.(next, false);
    },
    push: (push) => events?.onPush(push),
    loseSocket() {
      sockets.open -= 1;
      events?.onLost();
    },
    async join() {
      await client.load();
      await client.join(formatEnrolmentLink(server.link));
    },
    async begin() {
      await under.join();
      await client.setShift(true);
      under.measure(facts);
      await clock.advance(200);
      await settle();
    },
  };
  return under;
}
