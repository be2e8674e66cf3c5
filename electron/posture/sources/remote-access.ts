import type { RemoteService } from '../../../core/checks/remote-access/fact.ts';
import type { RemoteAccessReading } from './reading.ts';

export const ALL_SERVICES: readonly RemoteService[] = [
  'ssh',
  'rdp',
  'vnc',
  'winrm',
  'file-sharing',
  'remote-management',
  'telnet',
];

/** Services that are on, among those that the source can see at all. */
export function remoteAccess(services: Iterable<RemoteService>, covers: Iterable<RemoteService>): RemoteAccessReading {
  const on = new Set(services);
  const seen = new Set([...covers, ...on]);
  return {
    services: ALL_SERVICES.filter((service) => on.has(service)),
    covers: ALL_SERVICES.filter((service) => seen.has(service)),
    reason: null,
  };
}

/** What listens on a TCP port by custom (IANA's Service Name and Transport Protocol Port Number Registry; VNC displays 0 to 10). */
export function serviceOnPort(port: number): RemoteService | null {
  if (port >= 5900 && port <= 5910) return 'vnc';
  return BY_PORT.get(port) ?? null;
}

const BY_PORT: ReadonlyMap<number, RemoteService> = new Map([
  [20, 'file-sharing'],
  [21, 'file-sharing'],
  [22, 'ssh'],
  [23, 'telnet'],
  [139, 'file-sharing'],
  [445, 'file-sharing'],
  [548, 'file-sharing'],
  [2049, 'file-sharing'],
  [3283, 'remote-management'],
  [3389, 'rdp'],
  [5985, 'winrm'],
  [5986, 'winrm'],
]);
