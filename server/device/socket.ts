import { createHmac } from 'node:crypto';
import '@fastify/websocket';
import type { FastifyInstance } from 'fastify';
import type { WebSocket } from 'ws';
import { AppError } from '../../core/errors.ts';
import type { DeviceId } from '../../core/ids.ts';
import { parseJsonOrThrow, parseOrThrow } from '../../core/parse.ts';
import { deviceMessageSchema, heartbeatSigningText, type DevicePush, type Heartbeat } from '../../core/wire/device.ts';
import { equalSecrets } from '../keys.ts';
import type { Services } from '../services.ts';
import { handleHeartbeat } from './heartbeat.ts';
import type { PushSession } from './push-sessions.ts';

/** Close codes 4000-4999 are the application's own (RFC 6455 §7.4.2); 4401 is fixed by the wire contract. */
const CLOSE = { badMessage: 4400, badTicket: 4401, replaced: 4409, tooFast: 4429, removed: 4410 } as const;
const HELLO_WITHIN_MS = 10_000;
const MAX_MESSAGES = 40;
const MESSAGES_WINDOW_MS = 10_000;
/** A reader this far behind is cut; it comes back with a fresh report. */
const MAX_BUFFERED_BYTES = 1_048_576;

/** `GET /api/device/socket`: pushes to devices, hears their heartbeats. One socket for each device, the newest. */
export function registerDeviceSocket(app: FastifyInstance, services: Services): void {
  const sockets = new Map<DeviceId, WebSocket>();
  // What a closing server must still write down, by connection.
  const working = new Set<Promise<void>>();

  function push(socket: WebSocket, message: DevicePush): void {
    if (socket.bufferedAmount > MAX_BUFFERED_BYTES) socket.terminate();
    else socket.send(JSON.stringify(message));
  }

  /** After what it sent last is kept: an end of shift says more than a closed socket. */
  async function leave(deviceId: DeviceId, lastWork: Promise<void>): Promise<void> {
    await lastWork;
    working.delete(lastWork);
    if (!sockets.has(deviceId)) services.presence.gone(deviceId);
  }

  const unsubscribe = services.bus.subscribe((event) => {
    if (event.type === 'device' && event.deviceId === null) {
      for (const socket of sockets.values()) push(socket, event.push);
    } else if (event.type === 'device' && event.deviceId !== null) {
      const socket = sockets.get(event.deviceId);
      if (socket !== undefined) push(socket, event.push);
    } else if (event.type === 'device-removed') sockets.get(event.deviceId)?.close(CLOSE.removed, 'removed');
  });
  app.addHook('onClose', async () => {
    unsubscribe();
    await Promise.all(working);
  });

  app.get('/api/device/socket', { websocket: true }, (socket: WebSocket) => {
    let session: PushSession | null = null;
    let lastSeq = 0;
    let messages = 0;
    let windowEndsAt = 0;
    // In the order of arrival: an end of shift must not be overtaken by the heartbeat before it.
    let work: Promise<void> = Promise.resolve();
    const cancelHello = services.clock.later(HELLO_WITHIN_MS, () => socket.close(CLOSE.badTicket, 'no ticket'));

    function receive(text: string): void {
      const now = services.clock.nowMs();
      if (now >= windowEndsAt) [messages, windowEndsAt] = [0, now + MESSAGES_WINDOW_MS];
      messages += 1;
      if (messages > MAX_MESSAGES) return socket.close(CLOSE.tooFast, 'too many messages');
      const message = parseOrThrow(deviceMessageSchema, parseJsonOrThrow(text, 'message'), 'message');
      if (message.type === 'hello') return hello(message.ticket);
      if (session === null) return socket.close(CLOSE.badTicket, 'no ticket');
      checkHeartbeat(session, message, lastSeq);
      lastSeq = message.seq;
      const { deviceId, bootId } = session;
      const before = work;
      work = before
        .then(() => handleHeartbeat(services, { deviceId, bootId }, message))
        .catch((error: unknown) => {
          services.log.warn({ deviceId, err: error }, 'a heartbeat could not be kept');
        });
      working.delete(before);
      working.add(work);
    }

    function hello(ticket: string): void {
      const redeemed = session === null ? services.pushSessions.redeem(ticket) : null;
      if (redeemed === null) return socket.close(CLOSE.badTicket, 'this ticket is spent or unknown');
      session = redeemed;
      cancelHello();
      sockets.get(redeemed.deviceId)?.close(CLOSE.replaced, 'replaced by a newer connection');
      sockets.set(redeemed.deviceId, socket);
      services.presence.heard(redeemed.deviceId);
      push(socket, { type: 'welcome' });
    }

    socket.on('message', (data: Buffer, isBinary: boolean) => {
      try {
        if (isBinary) throw new AppError('INVALID_INPUT', 'The message was refused: it must be text');
        receive(data.toString('utf8'));
      } catch (error) {
        // RFC 6455 §5.5.1: a close reason has at most 123 bytes.
        const reason = error instanceof AppError ? error.message : 'refused';
        socket.close(
          CLOSE.badMessage,
          Buffer.from(reason)
            .subarray(0, 120)
            .toString('latin1')
            .replace(/[^\x20-\x7e]/g, '?'),
        );
      }
    });
    // 'close' always follows; without a listener an error would end the process.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      cancelHello();
      if (session === null || sockets.get(session.deviceId) !== socket) return;
      sockets.delete(session.deviceId);
      void leave(session.deviceId, work);
    });
  });
}

function checkHeartbeat({ sessionKey }: PushSession, heartbeat: Heartbeat, lastSeq: number): void {
  const mac = createHmac('sha256', Buffer.from(sessionKey, 'base64url'))
    .update(heartbeatSigningText(heartbeat))
    .digest('base64url');
  if (!equalSecrets(mac, heartbeat.mac))
    throw new AppError('BAD_SIGNATURE', 'The heartbeat was refused: mac: does not match');
  if (heartbeat.seq <= lastSeq) throw new AppError('CONFLICT', 'The heartbeat was refused: seq: must rise');
}
