import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Hop } from './contract.ts';
import { nameOfRoute } from './pac/original-route.ts';

/** Listening ports that stand for one way on: hops to try in turn. */
export interface Lane {
  readonly hops: readonly Hop[];
  readonly ports: readonly number[];
}

export interface Lanes {
  /** Opens what is new. Ports that were opened stay as they are: browsers may still use them. */
  open(routes: readonly (readonly Hop[])[]): Promise<readonly Lane[]>;
  hopsOf(port: number | undefined): readonly Hop[];
  isOwnPort(port: number): boolean;
  close(): Promise<void>;
}

/**
 * Chromium opens at most 32 connections to one proxy (net/socket/client_socket_pool_manager.cc), which a dozen chat tabs
 * use up; over several ports it opens that many to each.
 */
const PORTS_PER_LANE = 4;

export function createLanes(createListener: () => Server): Lanes {
  const lanes = new Map<string, Lane>();
  const hopsByPort = new Map<number, readonly Hop[]>();
  const servers = new Set<Server>();
  const openPort = async (hops: readonly Hop[]): Promise<number> => {
    const server = createListener();
    const port = await listen(server, '127.0.0.1', 0);
    servers.add(server);
    hopsByPort.set(port, hops);
    const twin = createListener();
    // A computer without IPv6 has no ::1, and somebody else may have this port there; nobody is sent to it.
    if (await listen(twin, '::1', port).catch(() => null)) servers.add(twin);
    return port;
  };
  return {
    open: async (routes) => {
      for (const hops of routes) {
        const name = nameOfRoute(hops);
        if (lanes.has(name)) continue;
        const ports: number[] = [];
        while (ports.length < PORTS_PER_LANE) ports.push(await openPort(hops));
        lanes.set(name, { hops, ports });
      }
      return routes.flatMap((hops) => lanes.get(nameOfRoute(hops)) ?? []);
    },
    hopsOf: (port) => hopsByPort.get(port ?? 0) ?? STRAIGHT,
    isOwnPort: (port) => hopsByPort.has(port),
    close: async () => {
      await Promise.all([...servers].map((server) => closed(server)));
      servers.clear();
      lanes.clear();
      hopsByPort.clear();
    },
  };
}

const STRAIGHT: readonly Hop[] = [null];

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port, exclusive: true, backlog: 1024 }, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
