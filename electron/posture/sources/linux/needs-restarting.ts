import { refusalReason } from '../format/refusal.ts';
import { unknownReading } from '../reading.ts';
import { defineSource, linuxTool } from '../source.ts';

/** `needs-restarting -r` (dnf-utils, dnf 5), which ends with 1 when a restart is due; and `needrestart -b`. */
export const needsRestarting = defineSource({
  id: 'linux/needs-restarting',
  platform: 'linux',
  family: 'reboot',
  fact: 'osUpdates',
  pace: 'updates',
  gather: { via: 'command', tool: linuxTool('needs-restarting'), args: ['-r'], okExit: [0, 1], timeoutMs: 30_000 },
  parse: (output, { exitCode }) => {
    const kernel = /^NEEDRESTART-KSTA: (\d)\s*$/m.exec(output)?.[1];
    if (kernel !== undefined && kernel !== '0') return { rebootPending: kernel !== '1', reason: null };
    if (/reboot is (required|probably required)|^core libraries or services have been updated/im.test(output))
      return { rebootPending: true, reason: null };
    if (/reboot should not be necessary|no core libraries or services have been updated/i.test(output))
      return { rebootPending: false, reason: null };
    // In another language the list of packages is still a list.
    if (exitCode !== 0 && /^\s+\* \S+\s*$/m.test(output)) return { rebootPending: true, reason: null };
    return unknownReading.reboot(refusalReason(output));
  },
});
