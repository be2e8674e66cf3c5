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
    const values = [...output.matchAll(/^[^\s:：][^:：\n]{0,40}?[ \t]*[:：][ \t]*(\S[^\n]*?)[ \t]*\r?$/gm)];
    const state = values
      .map((match) => (match[1] ?? '').toLowerCase())
      .find((word) => ACTIVE.has(word) || INACTIVE.has(word));
    if (state === undefined) return unknownReading.firewall(refusalReason(output));
    if (INACTIVE.has(state)) return firewallReading(false);
    // `Default: deny (incoming), …` is only in the verbose form; the word before the bracket is not translated.
    const inbound = /^[^\n:：]+[:：][ \t]*(allow|deny|reject)\b/m.exec(output)?.[1];
    if (inbound === 'allow') return firewallReading(false, { profiles: { incoming: false } });
    return firewallReading(!EVERYTHING.test(output) && !EVERY_PORT.test(output));
  },
});

/** A rule from anywhere to anywhere, for one kind of address or on the network card too; the word for anywhere is translated, so it is the same twice. */
const EVERYTHING =
  /^(?:\[ *\d+\] +)?([^\s\d]+)(?: on (?:eth|en|wl|ww|usb)\S*)?(?: \(v6\))?[ \t]+ALLOW(?: IN)?[ \t]+\1(?: \(v6\))?[ \t]*(?:#.*)?\r?$/m;

const EVERY_PORT =
  /^(?:\[ *\d+\] +)?[01]:65535\/(?:tcp|udp)(?: \(v6\))?[ \t]+ALLOW(?: IN)?[ \t]+[^\s\d]+(?: \(v6\))?[ \t]*(?:#.*)?\r?$/m;

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
  'активный',
  'aktiviert',
  '활성',
  '有効',
  '已启用',
  '啟動',
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
  'неактивный',
  'deaktiviert',
  '비활성',
  '無効',
  '未启用',
  '未啟動',
  'не активен',
  'неактивно',
  '非アクティブ',
  '不活动',
  '停用',
  'neaktivní',
  'neaktívny',
  'inaktivt',
  'devre dışı',
]);
