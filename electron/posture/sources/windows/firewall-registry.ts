import { allProfiles } from '../firewall.ts';
import { refusalReason } from '../format/refusal.ts';
import { readRegistry, type RegistryKeys } from '../format/registry.ts';
import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';
import { blocks } from './firewall-profiles.ts';

const KEY = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy';
/** StandardProfile is what the console calls private (https://learn.microsoft.com/openspecs/windows_protocols/ms-gpfas). */
const PROFILES = { domain: 'domainprofile', private: 'standardprofile', public: 'publicprofile' } as const;

/** The configured state, by `reg query /s`; a group policy under …\\Policies\\Microsoft\\WindowsFirewall overrides it. */
export const firewallRegistry = defineSource({
  id: 'windows/firewall-registry',
  platform: 'windows',
  family: 'firewall',
  fact: 'firewall',
  pace: 'firewall',
  gather: { via: 'command', tool: ['C:\\Windows\\System32\\reg.exe'], args: ['query', KEY, '/s', '/reg:64'] },
  parse: (output) => {
    const keys = readRegistry(output);
    const profiles: Record<string, boolean | null> = {};
    for (const [name, key] of Object.entries(PROFILES)) profiles[name] = judge(keys, key);
    const found = Object.values(profiles);
    if (found.every((state) => state === null)) return unknownReading.firewall(refusalReason(output));
    return allProfiles(profiles);
  },
});

function judge(keys: RegistryKeys, profile: string): boolean | null {
  const value = (name: string): number | undefined => {
    const found = [...keys].filter(([path, values]) => path.endsWith(`\\${profile}`) && values.has(name));
    // The policy's copy, where there is one, is what Windows obeys.
    const chosen = found.find(([path]) => path.includes('\\policies\\')) ?? found[0];
    const number = chosen?.[1].get(name);
    return typeof number === 'number' ? number : undefined;
  };
  const enabled = value('enablefirewall');
  const inbound = value('defaultinboundaction');
  // In the registry, unlike in PowerShell, 0 is allow and 1 is block.
  const action = inbound === undefined ? 'unset' : inbound === 0 ? 'allow' : inbound === 1 ? 'block' : null;
  return blocks(enabled === undefined ? null : enabled === 1 ? true : enabled === 0 ? false : null, action);
}
