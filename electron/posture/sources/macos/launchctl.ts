import type { RemoteService } from '../../../../core/checks/remote-access/fact.ts';
import { refusalReason } from '../format/refusal.ts';
import { unknownReading } from '../reading.ts';
import { remoteAccess } from '../remote-access.ts';
import { defineSource } from '../source.ts';

const LABELS: Readonly<Record<string, RemoteService>> = {
  'com.openssh.sshd': 'ssh',
  'com.apple.screensharing': 'vnc',
  'com.apple.smbd': 'file-sharing',
  'com.apple.AppleFileServer': 'file-sharing',
  'com.apple.ftpd': 'file-sharing',
  'com.apple.nfsd': 'file-sharing',
  'com.apple.RemoteDesktop.PrivilegeProxy': 'remote-management',
  'com.apple.RemoteDesktop.agent': 'remote-management',
  'com.apple.AEServer': 'remote-management',
  'com.apple.telnetd': 'telnet',
};

/**
 * `launchctl print-disabled system`: what somebody switched on or off. What is in neither list is as the system came, which is off; but
 * something that is off here may still run, so this alone never says that nothing does.
 */
export const launchctl = defineSource({
  id: 'macos/launchctl',
  platform: 'macos',
  family: 'remoteAccess',
  fact: 'remoteAccess',
  pace: 'settings',
  gather: { via: 'command', tool: ['/bin/launchctl'], args: ['print-disabled', 'system'] },
  parse: (output) => {
    const on: RemoteService[] = [];
    const off: RemoteService[] = [];
    for (const [, label = '', state = ''] of output.matchAll(/"([\w.-]+)"\s*=>\s*(enabled|disabled|true|false)\b/g)) {
      const service = Object.hasOwn(LABELS, label) ? LABELS[label] : undefined;
      // Before macOS 12 the list says whether it is disabled: true or false.
      if (service !== undefined) (state === 'enabled' || state === 'false' ? on : off).push(service);
    }
    // `launchctl print system/com.openssh.sshd`, one service at a time.
    for (const [, label = ''] of output.matchAll(/^system\/([\w.-]+) = \{/gm)) add(label, on);
    for (const [, label = ''] of output.matchAll(/Could not find service "([\w.-]+)" in domain for system/g))
      add(label, off);
    if (on.length === 0 && off.length === 0) return unknownReading.remoteAccess(refusalReason(output.slice(0, 1000)));
    return remoteAccess(
      on,
      off.filter((service) => !on.includes(service)),
    );
  },
});

function add(label: string, list: RemoteService[]): void {
  const service = Object.hasOwn(LABELS, label) ? LABELS[label] : undefined;
  if (service !== undefined) list.push(service);
}
