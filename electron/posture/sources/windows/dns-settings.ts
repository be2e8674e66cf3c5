import { refusalReason } from '../format/refusal.ts';
import { readRegistry } from '../format/registry.ts';
import { networkSettings } from '../network-settings.ts';
import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';

const KEY = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters\\Interfaces';

/** NameServer is what somebody wrote, DhcpNameServer what the network said; Windows prefers the former on each interface. */
export const dnsSettings = defineSource({
  id: 'windows/dns-settings',
  platform: 'windows',
  family: 'networkSettings',
  fact: 'networkTampering',
  pace: 'settings',
  gather: { via: 'command', tool: ['C:\\Windows\\System32\\reg.exe'], args: ['query', KEY, '/s'] },
  parse: (output) => {
    const interfaces = [...readRegistry(output)].filter(([path]) => /\\tcpip\\parameters\\interfaces\\\{/.test(path));
    if (interfaces.length === 0) return unknownReading.networkSettings(refusalReason(output.slice(0, 2000)));
    // Those that are not in use keep their last addresses; only an address that is had now makes it one that counts.
    const isManual = interfaces.some(([, values]) => String(values.get('nameserver') ?? '').trim() !== '');
    const isNamed = interfaces.some(([, values]) => values.has('dhcpnameserver') || values.has('nameserver'));
    if (!isManual && !isNamed) return unknownReading.networkSettings('unreadable');
    return networkSettings({ dns: isManual ? 'manual' : 'automatic' });
  },
});
