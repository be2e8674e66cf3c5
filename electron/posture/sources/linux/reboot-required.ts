import { refusalReason } from '../format/refusal.ts';
import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';

/** Debian's and Ubuntu's flag (https://www.debian.org/doc/debian-policy/ch-opersys.html#signaling-that-a-reboot-is-required): the file is the message. */
export const rebootRequired = defineSource({
  id: 'linux/reboot-required',
  platform: 'linux',
  family: 'reboot',
  fact: 'osUpdates',
  pace: 'updates',
  gather: { via: 'file', paths: ['/run/reboot-required', '/var/run/reboot-required'], take: 'first' },
  whenMissing: { rebootPending: false, reason: null },
  parse: (output, { exitCode }) => {
    if (
      /^\s*\*{3}.+\*{3}\s*$/m.test(output) ||
      /^(-[rwx-]{9}.*\s)?\/(var\/)?run\/reboot-required\s*$/m.test(output) ||
      exitCode === 0
    )
      return { rebootPending: true, reason: null };
    if (/reboot-required/.test(output) && NOT_THERE.test(output)) return { rebootPending: false, reason: null };
    return unknownReading.reboot(refusalReason(output));
  },
});

/** How `ls` and `cat` say it; the name of the file in the same breath says of what. */
const NOT_THERE =
  /no such file|nicht gefunden|aucun fichier|そのようなファイル|no existe|nessun file|bestand of map|não encontrad|inexistente|nie ma takiego|нет такого файла|没有那个文件|沒有此/i;
