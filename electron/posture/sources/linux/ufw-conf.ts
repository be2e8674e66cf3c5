import { firewallReading } from '../firewall.ts';
import { refusalReason } from '../format/refusal.ts';
import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';

/** What ufw is told to do; whether the kernel does it is nft's to say. Both files are world-readable. */
export const ufwConf = defineSource({
  id: 'linux/ufw-conf',
  platform: 'linux',
  family: 'firewall',
  fact: 'firewall',
  pace: 'firewall',
  gather: { via: 'file', paths: ['/etc/ufw/ufw.conf', '/etc/default/ufw'], take: 'all' },
  parse: (output) => {
    const last = (name: string): string | null =>
      [...output.matchAll(new RegExp(`^[ \\t]*${name}=[ \\t]*["']?(\\w+)["']?[ \\t]*\\r?$`, 'gm'))]
        .at(-1)?.[1]
        ?.toLowerCase() ?? null;
    const enabled = last('ENABLED');
    if (enabled === 'no') return firewallReading(false);
    // ufw itself takes nothing but these two words.
    if (enabled !== 'yes') return unknownReading.firewall(refusalReason(output));
    const inbound = last('DEFAULT_INPUT_POLICY');
    // It is there, and not to be read: cut off, or a word that ufw does not know.
    if (/^[ \t]*DEFAULT_INPUT_POLICY\b/m.test(output) && !/^(accept|drop|reject)$/.test(inbound ?? ''))
      return unknownReading.firewall('unreadable');
    if (inbound === 'accept') return firewallReading(false, { profiles: { incoming: false } });
    return firewallReading(true);
  },
});
