import { field } from '../format/json.ts';
import { refusalReason } from '../format/refusal.ts';
import { asBoolean, readRows } from '../format/rows.ts';
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
    const rows = readRows(output);
    // A list of updates says of each whether it will want a restart: another question.
    const flags = (rows.length === 1 && field(rows[0] ?? {}, 'Title') === undefined ? rows : []).flatMap((row) =>
      Object.entries(row)
        // A `false` under a name that says nothing of restarts proves nothing; a rename alone is no restart.
        .filter(([name]) => /reboot|restart|servic|update|^cbs/i.test(name) && !/rename/i.test(name))
        .map(([, value]) => asBoolean(value)),
    );
    if (flags.includes(true)) return { rebootPending: true, reason: null };
    if (flags.length > 0)
      return flags.includes(null) ? unknownReading.reboot('unreadable') : { rebootPending: false, reason: null };
    if (/^\s*HKEY_LOCAL_MACHINE\\.*\\(RebootPending|RebootRequired)(\\|\s*$)/im.test(output))
      return { rebootPending: true, reason: null };
    if (/^\s*true\s*$/im.test(output)) return { rebootPending: true, reason: null };
    if (/^\s*false\s*$/im.test(output) || KEY_MISSING.test(output)) return { rebootPending: false, reason: null };
    return unknownReading.reboot(refusalReason(output));
  },
});

/** How reg.exe says that a key is not there. */
const KEY_MISSING =
  /unable to find the specified registry key|Registrierungsschlüssel.*nicht gefunden|Registre n.a pas pu trouver|Registro no pudo encontrar|impossibile trovare .*Registro|sistema não (conseguiu|pôde) (localizar|encontrar) .*Registro|register.* niet (worden )?(ge)?vonden|nie można odnaleźć .*rejestru|не уда(ется|лось) найти .*реестр|レジストリ.*見つかりません|找不到.*(注册表|登錄)|레지스트리.*찾을 수 없/i;
