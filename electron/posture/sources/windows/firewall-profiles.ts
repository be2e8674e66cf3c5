import { allProfiles } from '../firewall.ts';
import { readFormatList } from '../format/format-list.ts';
import { asObjects, asString, field, readJson, type JsonObject } from '../format/json.ts';
import { refusalReason } from '../format/refusal.ts';
import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';
import { powershellJson } from './powershell.ts';

/** `Get-NetFirewallProfile`: Enabled is 0, 1 or 2 (not configured), DefaultInboundAction 0 (not configured), 2 (allow), 4 (block). */
export const firewallProfiles = defineSource({
  id: 'windows/firewall-profiles',
  platform: 'windows',
  family: 'firewall',
  fact: 'firewall',
  pace: 'firewall',
  gather: powershellJson(
    '@(Get-NetFirewallProfile -PolicyStore ActiveStore|ForEach-Object{@{Name=[string]$_.Name;Enabled=[int]$_.Enabled;DefaultInboundAction=[int]$_.DefaultInboundAction}})|ConvertTo-Json -Compress',
  ),
  parse: (output) => {
    const json = readJson(output);
    const rows = json === undefined ? readTable(output) : asObjects(json);
    const profiles: Record<string, boolean | null> = {};
    for (const row of rows) {
      const name = (asString(field(row, 'Name')) ?? asString(field(row, 'Profile')) ?? '').toLowerCase();
      if (name !== 'domain' && name !== 'private' && name !== 'public') continue;
      profiles[name] = blocks(enabledOf(field(row, 'Enabled')), inboundOf(field(row, 'DefaultInboundAction')));
    }
    const found = Object.values(profiles);
    if (found.length === 0) return unknownReading.firewall(refusalReason(output));
    // One or two of the three: off is off, but on is not known for those that are not there.
    if (found.length < 3 && !found.includes(false))
      return {
        ...allProfiles({ domain: null, private: null, public: null, ...profiles }),
        reason: 'unreadable' as const,
      };
    return allProfiles(profiles);
  },
});

/** null where it is not known. An inbound action that is not configured is Windows' own default: block. */
export function blocks(enabled: boolean | null, inbound: 'allow' | 'block' | 'unset' | null): boolean | null {
  if (enabled === false || inbound === 'allow') return false;
  return enabled === null || inbound === null ? null : true;
}

function enabledOf(value: unknown): boolean | null {
  if (value === 1 || value === true || (typeof value === 'string' && /^(true|1)$/i.test(value))) return true;
  if (value === 0 || value === false || (typeof value === 'string' && /^(false|0)$/i.test(value))) return false;
  return null;
}

function inboundOf(value: unknown): 'allow' | 'block' | 'unset' | null {
  switch (typeof value === 'string' ? value.toLowerCase() : value) {
    case undefined:
    case 0:
    case '0':
    case 'notconfigured':
      return 'unset';
    case 2:
    case '2':
    case 'allow':
      return 'allow';
    case 4:
    case '4':
    case 'block':
      return 'block';
    default:
      return null;
  }
}

/** Format-List, or Format-Table with `Name Enabled` in its head. */
function readTable(output: string): readonly JsonObject[] {
  const list = readFormatList(output).filter((row) => Object.hasOwn(row, 'Name') && Object.hasOwn(row, 'Enabled'));
  if (list.length > 0) return list;
  const lines = output.split(/\r?\n/);
  const head = lines
    .find((line) => /^\s*Name\s+.*\bEnabled\b/.test(line))
    ?.trim()
    .split(/\s+/);
  if (head === undefined) return [];
  return lines.flatMap((line) => {
    const cells = line.trim().split(/\s+/);
    return /^(Domain|Private|Public)$/.test(cells[0] ?? '') && cells.length === head.length
      ? [Object.fromEntries(head.map((name, index) => [name, cells[index]] as const))]
      : [];
  });
}
