import { asObject, readJson } from '../format/json.ts';
import { refusalReason } from '../format/refusal.ts';
import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';
import { powershellJson } from './powershell.ts';

const CBS = 'HKLM:\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing\\RebootPending';
const UPDATE = 'HKLM:\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate\\Auto Update\\RebootRequired';

/** Two keys that are there only while a restart is due. File renames alone prove nothing: installers leave them behind. */
export const pendingReboot = defineSource({
  id: 'windows/pending-reboot',
  platform: 'windows',
  family: 'reboot',
  fact: 'osUpdates',
  pace: 'updates',
  gather: powershellJson(
    `@{componentServicing=(Test-Path '${CBS}');windowsUpdate=(Test-Path '${UPDATE}')}|ConvertTo-Json -Compress`,
  ),
  parse: (output) => {
    const json = asObject(readJson(output));
    if (json !== null) {
      const flags = Object.entries(json)
        // A `false` under a name that says nothing of restarts proves nothing.
        .filter(([name]) => /reboot|restart|servicing|update/i.test(name) && !/rename/i.test(name))
        .map(([, value]) => value);
      if (flags.some((flag) => flag === true)) return { rebootPending: true, reason: null };
      return flags.length > 0 && flags.every((flag) => flag === false)
        ? { rebootPending: false, reason: null }
        : unknownReading.reboot('unreadable');
    }
    if (/^\s*HKEY_LOCAL_MACHINE\\.*\\(RebootPending|RebootRequired)(\\|\s*$)/im.test(output))
      return { rebootPending: true, reason: null };
    if (/^\s*true\s*$/im.test(output)) return { rebootPending: true, reason: null };
    if (/^\s*false\s*$/im.test(output) || /unable to find the specified registry key/i.test(output))
      return { rebootPending: false, reason: null };
    return unknownReading.reboot(refusalReason(output));
  },
});
