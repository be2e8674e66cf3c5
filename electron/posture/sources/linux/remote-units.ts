import type { RemoteService } from '../../../../core/checks/remote-access/fact.ts';
import { refusalReason } from '../format/refusal.ts';
import { unknownReading } from '../reading.ts';
import { remoteAccess } from '../remote-access.ts';
import { defineSource, linuxTool } from '../source.ts';
import { readUnits, WITHOUT_SYSTEMD } from './systemd-units.ts';

/** Units by the names that distributions give them; a socket waits for connections in its service's place. */
const UNITS: Readonly<Record<string, RemoteService>> = {
  'ssh.service': 'ssh',
  'sshd.service': 'ssh',
  'ssh.socket': 'ssh',
  'sshd.socket': 'ssh',
  'dropbear.service': 'ssh',
  'xrdp.service': 'rdp',
  'gnome-remote-desktop.service': 'rdp',
  'x11vnc.service': 'vnc',
  'vncserver-x11-serviced.service': 'vnc',
  'vncserver-virtuald.service': 'vnc',
  'tigervncserver@:1.service': 'vnc',
  'vncserver@:1.service': 'vnc',
  'smbd.service': 'file-sharing',
  'smb.service': 'file-sharing',
  'samba.service': 'file-sharing',
  'nfs-server.service': 'file-sharing',
  'nfs-kernel-server.service': 'file-sharing',
  'vsftpd.service': 'file-sharing',
  'proftpd.service': 'file-sharing',
  'telnet.socket': 'telnet',
  'inetutils-telnetd.service': 'telnet',
  'cockpit.socket': 'remote-management',
  'webmin.service': 'remote-management',
};

/** Which remote services systemd runs, whatever port they use. */
export const remoteUnits = defineSource({
  id: 'linux/remote-units',
  platform: 'linux',
  family: 'remoteAccess',
  fact: 'remoteAccess',
  pace: 'settings',
  gather: {
    via: 'command',
    tool: linuxTool('systemctl'),
    args: ['show', '--no-pager', '--property=Id,ActiveState', ...Object.keys(UNITS)],
    okExit: [0, 1],
  },
  parse: (output) => {
    if (WITHOUT_SYSTEMD.test(output)) return unknownReading.remoteAccess('not-installed');
    const known = [...readUnits(output)].flatMap(([unit, on]) => {
      const service = serviceOf(unit);
      return service === null ? [] : [{ service, on }];
    });
    if (known.length === 0) return unknownReading.remoteAccess(refusalReason(output.slice(0, 1000)));
    return remoteAccess(
      known.filter(({ on }) => on).map(({ service }) => service),
      known.map(({ service }) => service),
    );
  },
});

function serviceOf(unit: string): RemoteService | null {
  if (Object.hasOwn(UNITS, unit)) return UNITS[unit] ?? null;
  return /^(?:tiger)?vncserver@.*\.service$/.test(unit) ? 'vnc' : null;
}
