import { refusalReason } from '../format/refusal.ts';
import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';
import { updatesReading } from '../updates.ts';

/** `flatpak remote-ls --updates` asks the network, so we never run it. Flatpak does not mark security updates. */
export const flatpak = defineSource({
  id: 'linux/flatpak',
  platform: 'linux',
  family: 'updates',
  fact: 'osUpdates',
  pace: 'updates',
  gather: null,
  parse: (output) => {
    if (/^\s*(error|fehler|erreur|errore|erro|fout|błąd|ошибка|エラー|错误|錯誤)\s*[:：]/im.test(output))
      return unknownReading.updates(refusalReason(output));
    const rows = output
      .split(/\r?\n/)
      .filter((line) => /(^|\s|\t)[A-Za-z_]\w*(\.[A-Za-z_][\w-]*){2,}(\s|\t|$|\/)/.test(line));
    if (rows.length > 0) return updatesReading({ pending: rows.length }, 'unsupported');
    return NOTHING.test(output)
      ? updatesReading({ pending: 0, securityPending: 0 })
      : unknownReading.updates(refusalReason(output));
  },
});

/** “Nothing to do.”, as flatpak's own catalogues have it. */
const NOTHING =
  /^(Nothing to do|Nichts zu tun|Rien à faire|Nada que hacer|Niente da fare|Nada (a|para) fazer|Niets te doen|Nie ma nic do zrobienia|Brak działań do wykonania|Нечего делать|Делать нечего|何もすることがありません|无事可做|無事可做)[.。]?\s*$/m;
