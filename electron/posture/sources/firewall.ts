import type { FirewallReading } from './reading.ts';

export function firewallReading(
  enabled: boolean,
  more: { readonly profiles?: FirewallReading['profiles']; readonly stealth?: boolean | null } = {},
): FirewallReading {
  return { enabled, profiles: more.profiles ?? null, stealth: more.stealth ?? null, reason: null };
}

/** On only when every profile is; off as soon as one is; else unknown. */
export function allProfiles(profiles: Readonly<Record<string, boolean | null>>): FirewallReading {
  const states = Object.values(profiles);
  if (states.includes(false)) return firewallReading(false, { profiles });
  if (states.length === 0 || states.includes(null))
    return { enabled: null, profiles, stealth: null, reason: 'unreadable' };
  return firewallReading(true, { profiles });
}
