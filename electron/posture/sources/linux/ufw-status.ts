import { firewallReading } from '../firewall.ts';
import { refusalReason } from '../format/refusal.ts';
import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';

/**
 * `ufw status [verbose]`: needs root, and ufw is translated, so we never run it. The words are those of ufw's own catalogues
 * (https://git.launchpad.net/ufw, locales/po).
 */
export const ufwStatus = defineSource({
  id: 'linux/ufw-status',
  platform: 'linux',
  family: 'firewall',
  fact: 'firewall',
  pace: 'firewall',
  gather: null,
  parse: (output) => {
    const state = /^[ \t]*([^\s:：][^:：\n]{0,30}?)[ \t]*[:：][ \t]*(\S[^\n]*?)[ \t]*\r?$/m
      .exec(output)?.[2]
      ?.toLowerCase();
    if (state === undefined) return unknownReading.firewall(refusalReason(output));
    if (INACTIVE.has(state)) return firewallReading(false);
    if (!ACTIVE.has(state)) return unknownReading.firewall(refusalReason(output));
    // `Default: deny (incoming), …` is only in the verbose form; the word before the bracket is not translated.
    const inbound = /^[^\n:：]+[:：][ \t]*(allow|deny|reject)\b/m.exec(output)?.[1];
    if (inbound === 'allow') return firewallReading(false, { profiles: { incoming: false } });
    const opened = /^(Anywhere|\*)\s+ALLOW( IN)?\s+Anywhere\s*$/m.test(output);
    return opened ? firewallReading(false) : firewallReading(true);
  },
});

const ACTIVE = new Set([
  'active',
  'aktiv',
  'actif',
  'activo',
  'attivo',
  'ativo',
  'actief',
  'aktywny',
  'активен',
  'активно',
  'アクティブ',
  '激活',
  '活动',
  '啟用',
  'aktivní',
  'aktívny',
  'aktivt',
  'etkin',
]);
const INACTIVE = new Set([
  'inactive',
  'inaktiv',
  'inactif',
  'inactivo',
  'inattivo',
  'inativo',
  'inactief',
  'nieaktywny',
  'неактивен',
  'неактивно',
  '非アクティブ',
  '不活动',
  '停用',
  'neaktivní',
  'neaktívny',
  'inaktivt',
  'devre dışı',
]);
