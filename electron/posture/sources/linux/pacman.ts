import { refusalReason } from '../format/refusal.ts';
import { unknownReading } from '../reading.ts';
import { defineSource, linuxTool } from '../source.ts';
import { updatesReading } from '../updates.ts';

/** `pacman -Qu`, which ends with 1 when nothing waits, or `checkupdates`. Arch does not mark security updates. */
export const pacman = defineSource({
  id: 'linux/pacman',
  platform: 'linux',
  family: 'updates',
  fact: 'osUpdates',
  pace: 'updates',
  gather: { via: 'command', tool: linuxTool('pacman'), args: ['-Qu'], okExit: [0, 1] },
  parse: (output, { exitCode }) => {
    if (/^(error|fehler|erreur|==> ERROR)\b/im.test(output)) return unknownReading.updates(refusalReason(output));
    const lines = output.split(/\r?\n/).filter((line) => /^(\S+\/)?\S+ \S+ -> \S+/.test(line));
    const pending = lines.filter((line) => !/\[ignored\]\s*$/.test(line)).length;
    if (pending > 0) return updatesReading({ pending }, 'unsupported');
    if (lines.length > 0 || (output.trim() === '' && exitCode === 1))
      return updatesReading({ pending: 0, securityPending: 0 });
    return unknownReading.updates(refusalReason(output));
  },
});
