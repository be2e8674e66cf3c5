import type { RemoteService } from '../../../../core/checks/remote-access/fact.ts';
import { refusalReason } from '../format/refusal.ts';
import { unknownReading } from '../reading.ts';
import { ALL_SERVICES, remoteAccess, serviceOnPort } from '../remote-access.ts';
import { defineSource, linuxTool } from '../source.ts';

/** Names that `ss -p` shows to whoever may see them: a service on another port is still that service. */
const BY_PROGRAM: readonly (readonly [RegExp, RemoteService])[] = [
  [/^(?:sshd|dropbear)(?:-session)?$/, 'ssh'],
  [/^(?:smbd|nfsd|vsftpd|proftpd|pure-ftpd)$/, 'file-sharing'],
  [/^(?:xrdp|gnome-remote-de\w*|krdpserver)$/, 'rdp'],
  [/^(?:x?vnc\w*|x11vnc|wayvnc|krfb|x0vncserver)$/i, 'vnc'],
  [/^(?:in\.)?telnetd$/, 'telnet'],
  [/^cockpit\S*$/, 'remote-management'],
];

/** What waits for connections from outside: `ss -H -ltn`, with or without its head, or `netstat -ltn`. */
export const listeners = defineSource({
  id: 'linux/listeners',
  platform: 'linux',
  family: 'remoteAccess',
  fact: 'remoteAccess',
  pace: 'settings',
  gather: { via: 'command', tool: linuxTool('ss'), args: ['-H', '-ltn'] },
  parse: (output, { exitCode }) => readListeners(output, exitCode),
});

export function readListeners(output: string, exitCode: number | undefined) {
  const rows = output.split(/\r?\n/).flatMap((line) => {
    const address = listenAddress(line);
    return address === null ? [] : [{ ...address, line }];
  });
  const isNothing = exitCode === 0 && output.trim() === '';
  if (rows.length === 0 && !isNothing) return unknownReading.remoteAccess(refusalReason(output.slice(0, 1000)));
  const open = rows.filter(({ address }) => !isLoopback(address));
  const services = open.flatMap(({ port, line }) =>
    [serviceOnPort(port), ...servicesByName(line)].flatMap((one) => one ?? []),
  );
  return remoteAccess(services, ALL_SERVICES);
}

/** LISTEN is not translated, and `ss -l` shows it in its first or second column, `netstat` in its last but one. */
function listenAddress(line: string): { readonly address: string; readonly port: number } | null {
  if (!/(?:^|\s)LISTEN(?:ING)?(?:\s|$)/.test(line) || /^\s*(?:u_|unix|v_str|udp)/.test(line)) return null;
  const found = /\s(\S*?)[:.](\d{1,5})\s+\S+[:.][*\d]+(?:\s|$)/.exec(line);
  const port = Number(found?.[2]);
  return found === null || port > 65_535 ? null : { address: found[1] ?? '', port };
}

function isLoopback(address: string): boolean {
  const plain = address.replace(/[[\]]/g, '').replace(/%.*$/, '');
  return /^(?:127\.|::1$|::ffff:127\.|localhost$)/.test(plain) || address.replace(/[[\]]/g, '').endsWith('%lo');
}

function servicesByName(line: string): readonly RemoteService[] {
  const names = [...line.matchAll(/\("([^"]+)",pid=/g)].map((match) => match[1] ?? '');
  const program = /\s\d+\/(\S+?):?\s*$/.exec(line)?.[1];
  return [...names, ...(program === undefined ? [] : [program])].flatMap((name) =>
    BY_PROGRAM.flatMap(([pattern, service]) => (pattern.test(name) ? [service] : [])),
  );
}
