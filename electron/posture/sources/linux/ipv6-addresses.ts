import { unknownReading, type FirewallReading } from '../reading.ts';
import { defineSource } from '../source.ts';

/** Nothing comes in over IPv6 where there is none: as good as closed. */
const NONE: FirewallReading = {
  enabled: null,
  profiles: null,
  stealth: null,
  families: { ipv4: null, ipv6: true },
  reason: 'unsupported',
};

/**
 * /proc/net/if_inet6: address, index, prefix length, scope, flags and name of every IPv6 address in use, world-readable. With loopback's own
 * at most (or no file: the kernel was started without IPv6) a firewall need not look at IPv6. It is no firewall, so it never says `enabled`.
 */
export const ipv6Addresses = defineSource({
  id: 'linux/ipv6-addresses',
  platform: 'linux',
  family: 'firewall',
  fact: 'firewall',
  pace: 'firewall',
  gather: { via: 'file', paths: ['/proc/net/if_inet6'], take: 'first' },
  whenMissing: NONE,
  parse: (output) => {
    const lines = output.split(/\r?\n/).filter((line) => line.trim() !== '');
    if (!lines.every((line) => /^[0-9a-f]{32}( [0-9a-f]{2}){4}\s+\S+$/.test(line)))
      return unknownReading.firewall('unreadable');
    return lines.every((line) => /\slo$/.test(line)) ? NONE : unknownReading.firewall('unsupported');
  },
});
