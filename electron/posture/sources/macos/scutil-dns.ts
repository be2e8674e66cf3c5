import { refusalReason } from '../format/refusal.ts';
import { targetOf } from '../hosts/target.ts';
import { networkSettings } from '../network-settings.ts';
import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';

/**
 * `scutil --dns` does not say who named a server. One in one's own network is what a router hands out; one on the laptop itself was put
 * there by somebody; of any other it can't be told.
 */
export const scutilDns = defineSource({
  id: 'macos/scutil-dns',
  platform: 'macos',
  family: 'networkSettings',
  fact: 'networkTampering',
  pace: 'settings',
  gather: { via: 'command', tool: ['/usr/sbin/scutil'], args: ['--dns'] },
  parse: (output) => {
    const servers = [...output.matchAll(/^\s*nameserver\[\d+\]\s*:\s*(\S+)\s*$/gm)].map((match) =>
      targetOf(match[1] ?? ''),
    );
    if (servers.length === 0 || !/^\s*(?:DNS configuration|resolver #\d)/m.test(output))
      return unknownReading.networkSettings(refusalReason(output.slice(0, 1000)));
    if (servers.includes('sink')) return networkSettings({ dns: 'manual' });
    return servers.every((target) => target === 'private')
      ? networkSettings({ dns: 'automatic' })
      : unknownReading.networkSettings('unsupported');
  },
});
