import { randomBytes, randomUUID } from 'node:crypto';
import type { LightMyRequestResponse } from 'fastify';
import { noFacts, type Facts } from '../../../core/facts/catalogue.ts';
import type { DevicePush, ReportReply } from '../../../core/wire/device.ts';
import { createClient } from '../../../electron/client/client.ts';
import type { Client } from '../../../electron/client/client-contract.ts';
import type { OpenPushSocket } from '../../../electron/client/push-socket.ts';
import { createMemoryStore } from '../../../electron/secrets/memory-store.ts';
import type { SecretStore } from '../../../electron/secrets/secret-store.ts';
import { createBlockedHits } from '../../../electron/web/blocked-hits.ts';
import { mintEnrolmentLink } from '../../../server/device/enrol.ts';
import { createFakeClock, settle, type FakeClock } from '../../electron/client/fake-clock.ts';
import { goodFacts } from '../support/facts.ts';
import { ORIGIN, type World } from '../support/world.ts';

/** What stands between the client and the server, and is not to be trusted. */
export interface Between {
  /** May change any answer; by default it passes all on. */
  answer: (path: string, body: unknown) => unknown;
  /** False: nothing gets through. */
  up: boolean;
  /** Pushes that reach the client. */
  passes: (push: DevicePush) => boolean;
}

export interface RealClient {
  readonly client: Client;
  readonly clock: FakeClock;
  readonly between: Between;
  readonly secrets: SecretStore;
  /** Every body that left for the server. */
  readonly sent: { readonly path: string; readonly body: string }[];
  readonly answers: { readonly path: string; readonly body: unknown }[];
  push(push: DevicePush): void;
  measure(facts: Facts): void;
  gate(): string;
  /** Both clocks. */
  pass(ms: number): Promise<void>;
}

/** The client as it is shipped, before the server as it is shipped, with a wire that the test holds. */
export async function startRealClient(world: World, secrets = createMemoryStore()): Promise<RealClient> {
  const clock = createFakeClock();
  const between: Between = { answer: (_path, body) => body, up: true, passes: () => true };
  const sent: { path: string; body: string }[] = [];
  const answers: { path: string; body: unknown }[] = [];
  let facts: Facts = goodFacts();
  let onChange: ((facts: Facts, isComplete: boolean) => void) | null = null;
  let events: Parameters<OpenPushSocket>[1] | null = null;
  const pending = { requests: 0 };

  async function fetchOf(input: string, body: string): Promise<Response> {
    const { pathname } = new URL(input);
    if (!between.up) throw new TypeError('fetch failed');
    sent.push({ path: pathname, body });
    pending.requests += 1;
    try {
      const response: LightMyRequestResponse = await world.app.inject({
        method: 'POST',
        url: pathname,
        payload: body,
        headers: { host: '127.0.0.1:8460', 'content-type': 'application/json' },
      });
      const told = between.answer(pathname, response.json());
      answers.push({ path: pathname, body: told });
      return new Response(JSON.stringify(told), { status: response.statusCode });
    } finally {
      pending.requests -= 1;
    }
  }

  const client = createClient({
    platform: 'linux',
    appVersion: '0.1.0',
    settingsPages: [],
    region: null,
    clock,
    random: () => 0.5,
    uuid: randomUUID,
    secrets,
    posture: {
      start: (listener) => void (onChange = listener),
      stop: () => void (onChange = null),
      setWanted: () => false,
      recheck: () => Promise.resolve(facts),
      record: () => Promise.reject(new Error('not asked for here')),
      lookAgain: () => undefined,
      snapshot: () => (onChange === null ? noFacts() : facts),
      measured: () => [],
      nextRunInMs: () => null,
    },
    fetch: (input, init) => fetchOf(input as string, init?.body as string),
    openSocket: (_request, given) => {
      events = given;
      return { heartbeat: (content) => JSON.stringify(content), close: () => Promise.resolve() };
    },
    blockedSites: createBlockedHits(),
    log: { info: () => undefined, warn: () => undefined },
  });
  await client.load();
  if (client.view().enrolment.state !== 'enrolled') {
    const deps = { store: world.store, clock: world.clock, randomBytes };
    const input = { personId: world.person('ada@demo.example').id, actor: 'test', serverUrl: ORIGIN };
    await client.join((await mintEnrolmentLink(deps, input)).link);
  }

  async function quiet(): Promise<void> {
    await settle();
    while (pending.requests > 0) await settle();
    await settle();
  }

  const real: RealClient = {
    client,
    clock,
    between,
    secrets,
    sent,
    answers,
    push: (push) => {
      if (between.passes(push)) events?.onPush(push);
    },
    measure(next) {
      facts = next;
      onChange?.(next, true);
    },
    gate: () => client.view().gate.state,
    async pass(ms) {
      // In steps, so that what the client asks is answered at about its time.
      for (let left = ms; left > 0; left -= 1000) {
        const step = Math.min(left, 1000);
        world.clock.advance(step);
        await clock.advance(step);
        await quiet();
      }
    },
  };
  return real;
}

/** On shift, measured, and answered. */
export async function begin(real: RealClient): Promise<void> {
  await real.client.setShift(true);
  real.measure(goodFacts());
  await real.pass(500);
}

export function replyOf(body: unknown): ReportReply {
  return body as ReportReply;
}
