import type { Socket } from 'node:net';
import type { Refusal } from './contract.ts';

/** Every open connection of the proxy: who waits, who works, and how many. */
export interface Connections {
  opened(socket: Socket): void;
  /** A whole request head came: this connection is no longer one that only takes up room. */
  spoke(socket: Socket): void;
  /** A request that is being answered. Returns what ends it, or null when its connection has too many. */
  began(socket: Socket): (() => void) | null;
  isBusy(socket: Socket): boolean;
  /** Ends with the proxy, whatever becomes of the rest. */
  track(socket: Socket): void;
  destroyAll(): void;
  readonly open: number;
}

/** Half of what a listener takes. Browsers open some dozens ahead of need; whoever opens thousands loses the oldest first. */
const MAX_SILENT = 4096;
/** HTTP/1.1 pipelining is dead in browsers; a few are for scripts. */
const MAX_PIPELINED = 16;

export function createConnections(onRefused: (why: Refusal) => void): Connections {
  const all = new Set<Socket>();
  const silent = new Set<Socket>();
  const busy = new WeakMap<Socket, number>();
  const track = (socket: Socket): void => {
    if (all.has(socket)) return;
    all.add(socket);
    socket.once('close', () => {
      all.delete(socket);
      silent.delete(socket);
    });
  };
  return {
    opened: (socket) => {
      track(socket);
      silent.add(socket);
      if (silent.size <= MAX_SILENT) return;
      const [oldest] = silent;
      onRefused('too-many');
      if (oldest === undefined) return;
      // At once, not when it has closed: the next one in this turn must find another.
      silent.delete(oldest);
      oldest.destroy();
    },
    spoke: (socket) => silent.delete(socket),
    began: (socket) => {
      const running = busy.get(socket) ?? 0;
      if (running >= MAX_PIPELINED) return null;
      busy.set(socket, running + 1);
      return () => busy.set(socket, Math.max(0, (busy.get(socket) ?? 1) - 1));
    },
    isBusy: (socket) => (busy.get(socket) ?? 0) > 0,
    track,
    destroyAll: () => {
      for (const socket of all) socket.destroy();
    },
    get open() {
      return all.size;
    },
  };
}
