import { allProfiles } from '../firewall.ts';
import { refusalReason } from '../format/refusal.ts';
import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';

/**
 * `netsh advfirewall show allprofiles [state]`: translated, so we never run it. Its blocks come in the order domain, private,
 * public, each behind a line of dashes; the first line of a block is the state. Words that are not listed are unknown.
 */
export const netshAdvfirewall = defineSource({
  id: 'windows/netsh-advfirewall',
  platform: 'windows',
  family: 'firewall',
  fact: 'firewall',
  pace: 'firewall',
  gather: null,
  parse: (output) => {
    const blocks = output.split(/^-{10,}[ \t]*\r?$/m).slice(1, 4);
    if (blocks.length === 0) return unknownReading.firewall(refusalReason(output));
    const states = blocks.map(readState);
    const [domain = null, privately = null, publicly = null] = states;
    return allProfiles({ domain, private: privately, public: publicly });
  },
});

function readState(block: string): boolean | null {
  const line = block.split(/\r?\n/).find((text) => text.trim() !== '');
  const word =
    line
      ?.trim()
      .split(/\s{2,}|[:：]\s*/)
      .at(-1)
      ?.toLowerCase() ?? '';
  if (OFF.has(word)) return false;
  // `BlockInbound,AllowOutbound` is not translated; AllowInbound leaves the door open whatever the state is.
  if (/^\S.*\s{2,}AllowInbound,/m.test(block)) return false;
  return ON.has(word) ? true : null;
}

const ON = new Set([
  'on',
  'ein',
  'actif',
  'activé',
  'activar',
  'activado',
  'attivato',
  'ativado',
  'ligado',
  'aan',
  'włącz',
  'вкл',
  'вкл.',
  'включить',
  'オン',
  '启用',
  '開啟',
  '사용',
  'på',
  'päällä',
  'zapnuto',
  'açık',
  'aktiv',
  'aktiviert',
  'bekapcsolva',
  'be',
  'til',
  'zap',
  'ενεργό',
  'увімкнути',
  '打开',
  '켜기',
]);
const OFF = new Set([
  'off',
  'aus',
  'inactif',
  'désactivé',
  'desactivar',
  'desactivado',
  'disattivato',
  'desativado',
  'desligado',
  'uit',
  'wyłącz',
  'выкл',
  'выкл.',
  'отключить',
  'オフ',
  '关闭',
  '停用',
  '關閉',
  '사용 안 함',
  'av',
  'fra',
  'pois',
  'vypnuto',
  'kapalı',
  'inaktiv',
  'deaktiviert',
  'kikapcsolva',
  'ki',
  'vyp',
  'ανενεργό',
  'вимкнути',
  '禁用',
  '끄기',
]);
