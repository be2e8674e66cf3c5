import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocketServer, type WebSocket } from 'ws';
import { noFacts, type Facts } from '../../../core/facts/catalogue.ts';
import { heartbeatSchema, heartbeatSigningText, type DevicePush, type Heartbeat } from '../../../core/wire/device.ts';
import { formatEnrolmentLink } from '../../../core/wire/enrolment-link.ts';
import type { Client } from '../../../electron/client/client-contract.ts';
import { createClient } from '../../../electron/client/client.ts';
import { systemClock } from '../../../electron/client/clock.ts';
import { openPushSocket } from '../../../electron/client/push-socket.ts';
import { createMemoryStore } from '../../../electron/secrets/memory-store.ts';
import { createBlockedHits } from '../../../electron/web/blocked-hits.ts';
import { allAt, goodFacts, withValue } from '../../core/sample-facts.ts';
import { createFakeServer, type FakeServer } from './fake-server.ts';

const SESSION_KEY = 'session-key-of-32-bytes-or-so...';

/** The device protocol on a real port: HTTP for requests, WebSocket for pushes. */
interface Wire {
  readonly fake: FakeServer;
  readonly origin: string;
  readonly hellos: string[];
  readonly beats: Heartbeat[];
  readonly tickets: Set<string>;
  socket(): WebSocket | undefined;
  push(push: DevicePush | string): void;
  close(): Promise<void>;
}

async function startWire(): Promise<Wire> {
  const http = createServer();
  const sockets = new WebSocketServer({ server: http, path: '/api/device/socket' });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const fake = createFakeServer(allAt('block'), origin);
  const hellos: string[] = [];
  const beats: Heartbeat[] = [];
  const tickets = new Set<string>();
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const answered = await fake.fetch(`${origin}${request.url}`, { body: await bodyOf(request) });
      response.writeHead(answered.status, { 'content-type': 'application/json' }).end(await answered.text());
    } catch {
      request.socket.destroy();
    }
  }
  http.on('request', (request, response) => void answer(request, response));
  sockets.on('connection', (socket) => {
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as { readonly type: string; readonly ticket: string };
      if (message.type !== 'hello') {
        beats.push(heartbeatSchema.parse(message));
        return;
      }
      hellos.push(message.ticket);
      if (tickets.has(message.ticket)) socket.close(4401);
      else socket.send(JSON.stringify({ type: 'welcome' }));
      tickets.add(message.ticket);
    });
  });
  return {
    fake,
    origin,
    hellos,
    beats,
    tickets,
    socket: () => [...sockets.clients][0],
    push(push) {
      for (const socket of sockets.clients) socket.send(typeof push === 'string' ? push : JSON.stringify(push));
    },
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request) text += String(part);
  return text;
}

let wire: Wire;
let client: Client;
let facts: Facts;
let changed: (facts: Facts, isComplete: boolean) => void;

function measure(next: Facts): void {
  facts = next;
  changed(next, true);
}

beforeEach(async () => {
  wire = await startWire();
  facts = noFacts();
  client = createClient({
    platform: 'linux',
    appVersion: '0.1.0',
    settingsPages: [],
    region: null,
    clock: systemClock,
    random: Math.random,
    uuid: () => '11111111-2222-4333-8444-555555555555',
    secrets: createMemoryStore(),
    posture: {
      start: (onChange) => {
        changed = onChange;
      },
      stop: () => undefined,
      setWanted: () => false,
      recheck: () => Promise.resolve(facts),
      record: (wanted) =>
        Promise.resolve({
          bundle: JSON.stringify([...wanted]),
          summary: { recordedAt: '2026-11-22T00:00:00Z', platform: 'linux', entries: [], missing: 0 },
        }),
      lookAgain: () => undefined,
      snapshot: () => facts,
      measured: () => [],
      nextRunInMs: () => null,
    },
    fetch: globalThis.fetch,
    openSocket: openPushSocket,
    blockedSites: createBlockedHits(),
    log: { info: () => undefined, warn: () => undefined },
  });
  await client.load();
  await client.join(formatEnrolmentLink(wire.fake.link));
});
afterEach(async () => {
  await client.setShift(false);
  await wire.close();
});

async function begin(): Promise<void> {
  await client.setShift(true);
  measure(goodFacts);
  await vi.waitFor(() => expect(wire.beats.length).toBeGreaterThan(0), { timeout: 3_000 });
}

describe('the talk with a server', () => {
  it('reports, opens the phone and the push connection with the one-use ticket, and says that it is there', async () => {
    await begin();

    expect(client.view()).toMatchObject({ server: 'online', gate: { state: 'opening' } });
    expect(wire.hellos).toEqual(['ticket-1']);
  });

  it('signs each heartbeat with the key of its session and numbers it', async () => {
    await begin();
    client.reportPhone({ registered: true, inCall: false });
    await vi.waitFor(() => expect(wire.beats.at(-1)?.phone.registered).toBe(true));

    for (const [index, beat] of wire.beats.entries()) {
      expect(beat.mac).toBe(createHmac('sha256', SESSION_KEY).update(heartbeatSigningText(beat)).digest('base64url'));
      expect(beat.seq).toBe(index + 1);
    }
  });

  it('reports a failing fact within 200 ms of it', async () => {
    await begin();
    const startedAt = performance.now();
    measure(withValue('vpn', { connected: false, interfaces: [] }));
    await vi.waitFor(() => expect(wire.fake.reports.at(-1)?.facts.vpn).toMatchObject({ value: { connected: false } }), {
      interval: 5,
    });

    expect(performance.now() - startedAt).toBeLessThan(200);
  });

  it('takes a pushed policy in at once', async () => {
    await begin();
    wire.fake.policy = { version: 4, document: allAt('warn') };
    wire.push({ type: 'policy-changed', version: 4 });

    await vi.waitFor(() => expect(client.view().policy?.version).toBe(4), { interval: 5 });
  });

  it('closes on a pushed revoke', async () => {
    await begin();
    wire.fake.mode = 'refuse';
    wire.push({ type: 'revoked', epoch: 2, reason: 'supervisor' });

    await vi.waitFor(() => expect(client.view().gate).toMatchObject({ state: 'closed', reason: 'revoked' }));
  });

  it('comes back by itself, with a new ticket, when the connection breaks', async () => {
    await begin();
    wire.socket()?.terminate();

    await vi.waitFor(() => expect(wire.hellos.length).toBeGreaterThan(1), { timeout: 3_000 });
    expect(new Set(wire.hellos).size).toBe(wire.hellos.length);
    await vi.waitFor(() => expect(client.view().server).toBe('online'));
  });

  it.each(['not json', '{"type":"open-the-phone"}', '{"type":"revoked"}', `"${'x'.repeat(20_000)}"`])(
    'drops a connection that says what no server says: %.20s',
    async (text) => {
      await begin();
      const first = wire.socket();
      wire.push(text);

      await vi.waitFor(() => expect(first?.readyState).toBe(3), { timeout: 3_000 });
      expect(client.view().gate.state).not.toBe('open');
    },
  );

  it('says goodbye at the end of the shift and then nothing more', async () => {
    await begin();
    await client.setShift(false);
    const [requests, beats] = [wire.fake.requests.length, wire.beats.length];

    expect(wire.beats.at(-1)).toMatchObject({ endOfShift: true, phone: { gate: 'closed' } });
    await wait(300);
    expect([wire.fake.requests.length, wire.beats.length]).toEqual([requests, beats]);
    expect(wire.socket()).toBeUndefined();
  });

  it('is refused by name when the server answers with something else', async () => {
    wire.fake.alterReply = () => ({ hello: 'world' }) as never;
    await client.setShift(true);
    measure(goodFacts);

    await vi.waitFor(() => expect(client.view().problem).toBe('problem.answer-refused'), { timeout: 3_000 });
    expect(client.view().gate.state).toBe('closed');
  });

  it('says that it is offline and does not wait for a server that is gone', async () => {
    await wire.close();
    await client.setShift(true);
    measure(goodFacts);

    await vi.waitFor(() => expect(client.view().server).toBe('offline'), { timeout: 3_000 });
  });
});
