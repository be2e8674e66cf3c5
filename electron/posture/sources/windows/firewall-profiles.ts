import { allProfiles } from '../firewall.ts';
import { asObject, asObjects, asString, field, readJson, type JsonObject } from '../format/json.ts';
import { refusalReason } from '../format/refusal.ts';
import { readRows } from '../format/rows.ts';
import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';
import { powershellJson } from './powershell.ts';

/**
 * `Get-NetFirewallProfile`: Enabled is 0, 1 or 2 (not configured), DefaultInboundAction 0 (not configured), 2 (allow), 4 (block); and
 * `Get-NetConnectionProfile`, which says in which of the profiles the laptop is now: NetworkCategory 0 public, 1 private, 2 domain.
 */
export const firewallProfiles = defineSource({
  id: 'windows/firewall-profiles',
  platform: 'windows',
  family: 'firewall',
  fact: 'firewall',
  pace: 'firewall',
  gather: powershellJson(
    '@{profiles=@(Get-NetFirewallProfile -PolicyStore ActiveStore|ForEach-Object{@{Name=[string]$_.Name;Enabled=[int]$_.Enabled;DefaultInboundAction=[int]$_.DefaultInboundAction}});' +
      'inUse=@(Get-NetConnectionProfile -ErrorAction SilentlyContinue|ForEach-Object{[int]$_.NetworkCategory})}|ConvertTo-Json -Compress -Depth 4',
  ),
  parse: (output) => {
    const whole = asObject(readJson(output));
    const rows = whole !== null && Array.isArray(whole['profiles']) ? asObjects(whole['profiles']) : readTable(output);
    const profiles: Record<string, boolean | null> = {};
    const saysInbound = rows.some((row) => field(row, 'DefaultInboundAction') !== undefined);
    for (const row of rows) {
      const name = nameOf(row);
      if (name === null) continue;
      const action = field(row, 'DefaultInboundAction');
      // One that lacks what the others have was cut off.
      const inbound = saysInbound && action === undefined ? null : inboundOf(action);
      const state = blocks(enabledOf(field(row, 'Enabled')), inbound);
      // The same profile from two stores: the one that is worse.
      const before = profiles[name];
      profiles[name] = before === false || state === false ? false : before === null || state === null ? null : state;
    }
    if (Object.keys(profiles).length === 0) return unknownReading.firewall(refusalReason(output));
    const all: Record<string, boolean | null> = { domain: null, private: null, public: null, ...profiles };
    const inUse = inUseOf(whole?.['inUse']);
    if (inUse === null || inUse.length === 0) return allProfiles(all);
    return { ...allProfiles(Object.fromEntries(inUse.map((name) => [name, all[name] ?? null]))), profiles: all };
  },
});

function nameOf(row: JsonObject): string | null {
  const name = (asString(field(row, 'Name')) ?? asString(field(row, 'Profile')) ?? '').trim().toLowerCase();
  return name === 'domain' || name === 'private' || name === 'public' ? name : null;
}

/** null when it was not asked, or says something that is none of the three. */
function inUseOf(value: unknown): readonly string[] | null {
  if (value === undefined) return null;
  const names = (Array.isArray(value) ? value : [value]).map((category) => CATEGORIES[String(category).toLowerCase()]);
  return names.every((name) => name !== undefined) ? [...new Set(names.flatMap((name) => name ?? []))] : null;
}

const CATEGORIES: Readonly<Record<string, string>> = {
  '0': 'public',
  public: 'public',
  '1': 'private',
  private: 'private',
  '2': 'domain',
  domainauthenticated: 'domain',
};

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

/** JSON, Format-List, CSV, or Format-Table with `Name Enabled` in its head. */
function readTable(output: string): readonly JsonObject[] {
  const list = readRows(output).filter((row) => field(row, 'Enabled') !== undefined && nameOf(row) !== null);
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
