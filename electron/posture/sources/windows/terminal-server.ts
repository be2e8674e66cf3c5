import { refusalReason } from '../format/refusal.ts';
import { readRegistry } from '../format/registry.ts';
import { unknownReading, type RemoteAccessReading } from '../reading.ts';
import { remoteAccess } from '../remote-access.ts';
import { defineSource } from '../source.ts';

const REG = ['C:\\Windows\\System32\\reg.exe'];

/** fDenyTSConnections is 1 unless Remote Desktop was switched on (https://learn.microsoft.com/windows-server/remote/remote-desktop-services). */
export const terminalServer = defineSource({
  id: 'windows/terminal-server',
  platform: 'windows',
  family: 'remoteAccess',
  fact: 'remoteAccess',
  pace: 'settings',
  gather: {
    via: 'command',
    tool: REG,
    args: ['query', 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Terminal Server', '/v', 'fDenyTSConnections'],
  },
  parse: readDeny,
});

/** A group policy's copy, which Windows obeys where it is there; most laptops have none, and reg.exe says so by failing. */
export const terminalServerPolicy = defineSource({
  id: 'windows/terminal-server-policy',
  platform: 'windows',
  family: 'remoteAccess',
  fact: 'remoteAccess',
  pace: 'settings',
  gather: {
    via: 'command',
    tool: REG,
    args: ['query', 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows NT\\Terminal Services', '/v', 'fDenyTSConnections'],
    okExit: [0, 1],
  },
  parse: (output, { exitCode }) => (exitCode === 1 ? unknownReading.remoteAccess('not-installed') : readDeny(output)),
});

function readDeny(output: string): RemoteAccessReading {
  const keys = [...readRegistry(output)].filter(([, values]) => values.has('fdenytsconnections'));
  const chosen = keys.find(([path]) => path.includes('\\policies\\')) ?? keys[0];
  const deny = chosen?.[1].get('fdenytsconnections');
  if (deny === 0) return remoteAccess(['rdp'], ['rdp']);
  if (deny === 1) return remoteAccess([], ['rdp']);
  return unknownReading.remoteAccess(refusalReason(output.slice(0, 1000)));
}
