import type { DeviceId } from '../../core/ids.ts';
import type { Clock } from '../clock.ts';
import { hashSecret } from '../keys.ts';
import { randomToken, type RandomBytes } from '../random.ts';

export interface PushSession {
  readonly deviceId: DeviceId;
  readonly sessionKey: string;
  /** The start of the client that was given the ticket. */
  readonly bootId: string;
}

/** Tickets that open a push socket, and the keys of the heartbeats on it. In memory: a restart cuts the sockets anyway. */
export interface PushSessions {
  /** A key for each ticket, and so for each socket: what was said on one is worth nothing on another. A socket that is open keeps its own. */
  open(deviceId: DeviceId, bootId: string): { readonly socketTicket: string; readonly sessionKey: string };
  /** Once, within 30 s. */
  redeem(ticket: string): PushSession | null;
  forget(deviceId: DeviceId): void;
}

const TICKET_MS = 30_000;

export function createPushSessions(clock: Clock, randomBytes: RandomBytes): PushSessions {
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
      const sessionKey = randomToken(randomBytes);
      const socketTicket = randomToken(randomBytes);
      tickets.set(hashSecret(socketTicket), { deviceId, sessionKey, bootId, expiresAt: clock.nowMs() + TICKET_MS });
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
      for (const [hash, ticket] of tickets) if (ticket.deviceId === deviceId) tickets.delete(hash);
    },
  };
}
