import { firewallReading } from '../firewall.ts';
import { asObject, readJson } from '../format/json.ts';
import { readPlist } from '../format/plist.ts';
import { refusalReason } from '../format/refusal.ts';
import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';

/** com.apple.alf: as plist, JSON or `defaults read`. It is gone since macOS 15; what is left there from before is not the truth. */
export const alfPlist = defineSource({
  id: 'macos/alf-plist',
  platform: 'macos',
  family: 'firewall',
  fact: 'firewall',
  pace: 'firewall',
  gather: null,
  parse: (output) => {
    const object = asObject(readPlist(output)) ?? asObject(readJson(output));
    const value = (name: string): number | null => {
      const found =
        object === null ? new RegExp(`^\\s*"?${name}"?\\s*=\\s*"?(\\d+)"?;`, 'm').exec(output)?.[1] : object[name];
      if (typeof found === 'boolean') return found ? 1 : 0;
      return typeof found === 'number'
        ? found
        : typeof found === 'string' && /^\d+$/.test(found)
          ? Number(found)
          : null;
    };
    const state = value('globalstate') ?? bare(output);
    const stealthValue = value('stealthenabled');
    const stealth = stealthValue === null ? null : stealthValue !== 0;
    if (state === 0) return firewallReading(false, { stealth });
    if (state === 1 || state === 2) return firewallReading(true, { stealth });
    return unknownReading.firewall(refusalReason(output));
  },
});

/** `defaults read … globalstate` prints the number alone. */
function bare(output: string): number | null {
  return /^\s*[012]\s*$/.test(output) ? Number(output) : null;
}
