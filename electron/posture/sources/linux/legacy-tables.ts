import { firewallReading } from '../firewall.ts';
import { unknownReading, type FirewallReading } from '../reading.ts';
import { defineSource, type Source } from '../source.ts';

/**
 * The tables that the kernel's old iptables has loaded. World-readable where it exists; without `filter` in it, or without
 * the file, that firewall can't be blocking anything, whether or not its tool is there to ask.
 */
function legacy(id: string, path: string, none: FirewallReading): Source<'firewall'> {
  return defineSource({
    id,
    platform: 'linux',
    family: 'firewall',
    fact: 'firewall',
    pace: 'firewall',
    gather: { via: 'file', paths: [path], take: 'first' },
    whenMissing: none,
    parse: (output) =>
      /^filter$/m.test(output)
        ? unknownReading.firewall('needs-rights')
        : /^\s*((nat|mangle|raw|security)\s*)*$/.test(output)
          ? none
          : unknownReading.firewall('unreadable'),
  });
}

const OPEN_4 = { ...firewallReading(false), families: { ipv4: false, ipv6: null } };
const OPEN_6 = { ...firewallReading(false), families: { ipv4: null, ipv6: false } };

export const legacyTables = legacy('linux/legacy-tables', '/proc/net/ip_tables_names', OPEN_4);
export const legacyTables6 = legacy('linux/legacy-tables-6', '/proc/net/ip6_tables_names', OPEN_6);
