import { refusalReason } from '../format/refusal.ts';
import { networkSettings } from '../network-settings.ts';
import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';

/** Who writes the file by itself says so in it; systemd-resolved's stub is always 127.0.0.53 or .54 (systemd-resolved.service(8)). */
const GENERATED =
  /^[#;].*(?:generated (?:by|from)|managed by|written by|dynamic resolv\.conf|(?:networkmanager|systemd-resolved|resolvconf|dhc|dhcpcd|connman|wsl\.exe|netconfig))/im;
const STUB = /^127\.0\.0\.5[34]$/;

/** Where names are asked for: by what the network says, or by what somebody wrote. */
export const resolv = defineSource({
  id: 'linux/resolv',
  platform: 'linux',
  family: 'networkSettings',
  fact: 'networkTampering',
  pace: 'settings',
  gather: { via: 'file', paths: ['/etc/resolv.conf'], take: 'first' },
  parse: (output) => {
    const servers = [...output.matchAll(/^[ \t]*nameserver[ \t]+([0-9a-f:.]+(?:%\w+)?)[ \t]*\r?$/gim)].map(
      (match) => match[1] ?? '',
    );
    if (servers.length === 0) return unknownReading.networkSettings(refusalReason(output.slice(0, 1000)));
    const isAutomatic = GENERATED.test(output) || servers.every((server) => STUB.test(server));
    return networkSettings({ dns: isAutomatic ? 'automatic' : 'manual' });
  },
});
