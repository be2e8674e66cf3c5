import type { DeviceId } from '../../core/ids.ts';
import type { Clock } from '../clock.ts';
import { hashSecret } from '../keys.ts';
import { randomToken, type RandomBytes } from '../random.ts';

export interface PushSession {
  readonly deviceId: DeviceId;
  readonly sessionKey: string;
}

/** Tickets that open a push socket, and the keys of the heartbeats on it. In memory: a restart cuts the sockets anyway. */
export interface PushSessions {
  /** The session key stays the same for one boot of a device, so that a report never cuts the heartbeats of an open socket off. */
  open(deviceId: DeviceId, bootId: string): { readonly socketTicket: string; readonly sessionKey: string };
  /** Once, within 30 s. */
  redeem(ticket: string): PushSession | null;
  forget(deviceId: DeviceId): void;
}

const TICKET_MS = 30_000;

export function createPushSessions(clock: Clock, randomBytes: RandomBytes): PushSessions {
  const keys = new Map<DeviceId, { readonly bootId: string; readonly sessionKey: string }>();
  // In the order of their making, so the expired ones are in front.
  const tickets = new Map<string, PushSession & { readonly expiresAt: number }>();

  function dropExpired(): void {
    for (const [hash, ticket] of tickets) {
      if (ticket.expiresAt > clock.nowMs()) return;
      tickets.delete(hash);
    }
  }

  return {
    open(deviceId, bootId) {
      dropExpired();
      const known = keys.get(deviceId);
      const sessionKey = known?.bootId === bootId ? known.sessionKey : randomToken(randomBytes);
      keys.set(deviceId, { bootId, sessionKey });
      const socketTicket = randomToken(randomBytes);
      tickets.set(hashSecret(socketTicket), { deviceId, sessionKey, expiresAt: clock.nowMs() + TICKET_MS });
      return { socketTicket, sessionKey };
    },
    redeem(ticket) {
      dropExpired();
      const hash = hashSecret(ticket);
      const found = tickets.get(hash);
      tickets.delete(hash);
      return found ?? null;
    },
    forget(deviceId) {
      keys.delete(deviceId);
      for (const [hash, ticket] of tickets) if (ticket.deviceId === deviceId) tickets.delete(hash);
    },
  };
}
