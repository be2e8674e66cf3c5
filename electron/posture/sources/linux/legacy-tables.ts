import { firewallReading } from '../firewall.ts';
import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';

/**
 * The tables that the kernel's old iptables has loaded. World-readable where it exists; without `filter` in it, or without
 * the file, that firewall can't be blocking anything, whether or not its tool is there to ask.
 */
export const legacyTables = defineSource({
  id: 'linux/legacy-tables',
  platform: 'linux',
  family: 'firewall',
  fact: 'firewall',
  pace: 'firewall',
  gather: { via: 'file', paths: ['/proc/net/ip_tables_names'], take: 'first' },
  whenMissing: firewallReading(false),
  parse: (output) =>
    /^filter$/m.test(output)
      ? unknownReading.firewall('needs-rights')
      : /^\s*((nat|mangle|raw|security)\s*)*$/.test(output)
        ? firewallReading(false)
        : unknownReading.firewall('unreadable'),
});
