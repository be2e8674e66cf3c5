import { refusalReason } from '../format/refusal.ts';
import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';

/**
 * Whether macOS sets its clock by itself: timed's own settings, or `systemsetup -getusingnetworktime`, which needs rights. timed then keeps it right or the
 * Mac is offline; macOS has no word for “and it is”.
 */
export const timed = defineSource({
  id: 'macos/timed',
  platform: 'macos',
  family: 'clock',
  fact: 'clockSync',
  pace: 'hourly',
  gather: {
    via: 'command',
    tool: ['/usr/bin/defaults'],
    args: ['read', '/var/db/timed/com.apple.timed', 'TMAutomaticTimeOnlyEnabled'],
  },
  parse: (output, { exitCode }) => {
    const text =
      /^\s*Network Time: (On|Off)\s*$/m.exec(output)?.[1] ??
      /^\s*"?TMAutomaticTimeOnlyEnabled"?\s*=\s*"?([01])"?;/m.exec(output)?.[1] ??
      /<key>TMAutomaticTimeOnlyEnabled<\/key>\s*<(true|false)\/>/.exec(output)?.[1] ??
      (exitCode === 0 ? /^\s*([01])\s*$/.exec(output)?.[1] : undefined);
    if (text === undefined) return unknownReading.clock(refusalReason(output));
    return { synced: text === 'On' || text === '1' || text === 'true', reason: null };
  },
});
