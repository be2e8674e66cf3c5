import { refusalReason } from '../format/refusal.ts';
import { unknownReading } from '../reading.ts';
import { defineSource, linuxTool } from '../source.ts';

/**
 * The kernel's own flag, whoever set the clock. `show` names it NTPSynchronized; the human text has called it `NTP synchronized` and `System clock synchronized`.
 * That a service is active or enabled is no answer: it may never have reached anybody.
 */
export const timedatectl = defineSource({
  id: 'linux/timedatectl',
  platform: 'linux',
  family: 'clock',
  fact: 'clockSync',
  pace: 'settings',
  gather: {
    via: 'command',
    tool: linuxTool('timedatectl'),
    args: ['show', '-p', 'NTPSynchronized'],
    olderArgs: ['status'],
  },
  parse: (output, { exitCode }) => {
    const answers = [
      ...output.matchAll(/^\s*(?:NTPSynchronized\s*=|(?:NTP|System clock) synchronized:)\s*(yes|no)\s*$/gim),
      // `--value` prints the word alone.
      ...(exitCode === undefined || /=/.test(output) ? output.matchAll(/^\s*(yes|no)\s*$/g) : []),
    ].map((line) => line[1]?.toLowerCase() === 'yes');
    if (answers.length === 0) return unknownReading.clock(refusalReason(output));
    if (answers.includes(true) && answers.includes(false)) return unknownReading.clock('contradictory');
    return { synced: !answers.includes(false), reason: null };
  },
});
