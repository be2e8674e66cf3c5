import { firewallReading } from '../firewall.ts';
import { refusalReason } from '../format/refusal.ts';
import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';

/** The number decides: with State = 2 (block all) the sentence does not say `enabled` at all. */
export const socketfilterfw = defineSource({
  id: 'macos/socketfilterfw',
  platform: 'macos',
  family: 'firewall',
  fact: 'firewall',
  pace: 'firewall',
  gather: {
    via: 'command',
    tool: ['/usr/libexec/ApplicationFirewall/socketfilterfw'],
    args: ['--getglobalstate', '--getstealthmode'],
  },
  parse: (output) => {
    const stealth = /stealth mode (?:is )?(?:enabled|on)\b/i.test(output)
      ? true
      : /stealth mode (?:is )?(?:disabled|off)\b/i.test(output)
        ? false
        : null;
    const states = [...new Set([...output.matchAll(/\(State = (\d+)\)/g)].map((match) => match[1]))];
    if (states.length > 1) return { ...unknownReading.firewall('contradictory'), stealth };
    const [state] = states;
    if (state === '0') return firewallReading(false, { stealth });
    if (state === '1' || state === '2') return firewallReading(true, { stealth });
    if (state !== undefined) return { ...unknownReading.firewall('unreadable'), stealth };
    if (/firewall is (disabled|off)\b/i.test(output)) return firewallReading(false, { stealth });
    return /firewall is enabled\./i.test(output) && !/not permitted|must be root|error/i.test(output)
      ? firewallReading(true, { stealth })
      : { ...unknownReading.firewall(refusalReason(output)), stealth };
  },
});
