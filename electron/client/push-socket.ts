import { createHmac } from 'node:crypto';
import { WebSocket } from 'ws';
import {
  devicePushSchema,
  heartbeatSigningText,
  type DevicePush,
  type Heartbeat,
  type PhoneStatus,
} from '../../core/wire/device.ts';

export interface HeartbeatContent {
  readonly phone: PhoneStatus;
  readonly blockedSites: Heartbeat['blockedSites'];
  readonly endOfShift: boolean;
}

/** One push connection. It sends nothing but what it is told to, and tells of its end exactly once. */
export interface PushSocket {
  /** False when there is no open connection to say it on. Gives the exact text that was sent. */
  heartbeat(content: HeartbeatContent): string | false;
  /** Ends it after what was said has left, or after `withinMs`. */
  close(withinMs: number): Promise<void>;
}

export interface PushSocketEvents {
  readonly onPush: (push: DevicePush) => void;
  /** It is gone, and not because `close` was called. */
  readonly onLost: () => void;
}

export interface PushSocketRequest {
  readonly origin: string;
  readonly ticket: string;
  /** base64url: the HMAC key that came with the ticket. */
  readonly sessionKey: string;
}

export type OpenPushSocket = (request: PushSocketRequest, events: PushSocketEvents) => PushSocket;

const HANDSHAKE_MS = 5_000;
/** A connection on which nothing answers for this long is dead, whatever TCP believes. */
const PING_EVERY_MS = 10_000;
const MAX_PUSH_BYTES = 16_384;

export const openPushSocket: OpenPushSocket = (request, events) => {
  const key = Buffer.from(request.sessionKey, 'base64url');
  const socket = new WebSocket(`${request.origin.replace(/^http/, 'ws')}/api/device/socket`, {
    handshakeTimeout: HANDSHAKE_MS,
    maxPayload: MAX_PUSH_BYTES,
    perMessageDeflate: false,
    followRedirects: false,
  });
  let seq = 0;
  let closing = false;
  let answered = true;
  const pings = setInterval(() => {
    if (socket.readyState !== WebSocket.OPEN) return;
    if (!answered) {
      socket.terminate();
      return;
    }
    answered = false;
    socket.ping();
  }, PING_EVERY_MS);
  const gone = new Promise<void>((resolve) => {
    socket.once('close', () => {
      clearInterval(pings);
      resolve();
      if (!closing) events.onLost();
    });
  });
  socket.on('open', () => socket.send(JSON.stringify({ type: 'hello', ticket: request.ticket })));
  socket.on('pong', () => {
    answered = true;
  });
  // 'close' always follows; what went wrong does not matter here.
  socket.on('error', () => undefined);
  socket.on('message', (data, isBinary) => {
    answered = true;
    const push = isBinary || !Buffer.isBuffer(data) ? null : readPush(data.toString('utf8'));
    if (push === null) socket.close(1003);
    else if (!closing) events.onPush(push);
  });
  return {
    heartbeat(content) {
      if (closing || socket.readyState !== WebSocket.OPEN) return false;
      const unsigned: Heartbeat = { type: 'heartbeat', seq: ++seq, ...content, mac: '' };
      const mac = createHmac('sha256', key).update(heartbeatSigningText(unsigned)).digest('base64url');
      const text = JSON.stringify({ ...unsigned, mac });
      socket.send(text);
      return text;
    },
    async close(withinMs) {
      closing = true;
      const timer = setTimeout(() => {
        socket.terminate();
      }, withinMs);
      if (socket.readyState === WebSocket.CONNECTING) socket.terminate();
      else socket.close(1000);
      await gone;
      clearTimeout(timer);
    },
  };
};

function readPush(text: string): DevicePush | null {
  try {
    const parsed = devicePushSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
