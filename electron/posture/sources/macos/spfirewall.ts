import { firewallReading } from '../firewall.ts';
import { asObject, asObjects, asString, readJson } from '../format/json.ts';
import { readPlist } from '../format/plist.ts';
import { refusalReason } from '../format/refusal.ts';
import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';

/** `system_profiler -json SPFirewallDataType`: the JSON has keys where the text has translated sentences. No rights needed. */
export const spfirewall = defineSource({
  id: 'macos/spfirewall',
  platform: 'macos',
  family: 'firewall',
  fact: 'firewall',
  pace: 'firewall',
  gather: {
    via: 'command',
    tool: ['/usr/sbin/system_profiler'],
    args: ['-json', 'SPFirewallDataType'],
    timeoutMs: 15_000,
  },
  parse: (output) => {
    const json = asObject(readJson(output));
    const item = asObjects(json === null ? asObjects(readPlist(output))[0]?.['_items'] : json['SPFirewallDataType'])[0];
    if (item === undefined) return readText(output);
    const stealthText = asString(item['spfirewall_stealthenabled']);
    const stealth =
      stealthText === 'Yes' || stealthText === 'spfirewall_stealthenabled_yes'
        ? true
        : stealthText === 'No' || stealthText === 'spfirewall_stealthenabled_no'
          ? false
          : null;
    switch (asString(item['spfirewall_globalstate'])) {
      case 'spfirewall_globalstate_allow_all':
        return firewallReading(false, { stealth });
      case 'spfirewall_globalstate_limit_connections':
      case 'spfirewall_globalstate_block_all':
        return firewallReading(true, { stealth });
      case null:
      default:
        return unknownReading.firewall('unreadable');
    }
  },
});

function readText(output: string) {
  const mode = /^\s*Mode:\s*(\S.*?)\s*$/m.exec(output)?.[1];
  const stealthText = /^\s*Stealth Mode:\s*(Yes|No)\s*$/m.exec(output)?.[1];
  const stealth = stealthText === undefined ? null : stealthText === 'Yes';
  if (mode === 'Allow all incoming connections') return firewallReading(false, { stealth });
  if (
    mode === 'Limit incoming connections to specific services and applications' ||
    mode === 'Block all incoming connections'
  )
    return firewallReading(true, { stealth });
  return unknownReading.firewall(refusalReason(output));
}
