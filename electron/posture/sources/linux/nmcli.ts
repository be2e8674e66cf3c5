import { refusalReason } from '../format/refusal.ts';
import { unknownReading, type Tunnel } from '../reading.ts';
import { defineSource } from '../source.ts';
import { vpnReading } from '../vpn.ts';

/** NetworkManager's view; the kernel's (ip) is the truth that we run, this one explains recordings. Types are not translated, states are. */
export const nmcli = defineSource({
  id: 'linux/nmcli',
  platform: 'linux',
  family: 'vpn',
  fact: 'vpn',
  pace: 'vpn',
  gather: null,
  parse: (output) => {
    const lines = output.split(/\r?\n/).filter((line) => line.trim() !== '');
    const rows = lines.map((line) => (/\S\s{2,}\S/.test(line) ? line.trim().split(/\s{2,}/) : line.split(/(?<!\\):/)));
    const typed = rows.filter((row) => row.some((cell) => TYPES.test(cell)));
    if (typed.length === 0) return unknownReading.vpn(refusalReason(output));
    const tunnels: Tunnel[] = [];
    let unclear = false;
    for (const row of typed) {
      const kind = row.find((cell) => /^(vpn|wireguard|tun)$/.test(cell));
      if (kind === undefined) continue;
      const state = stateOf(row);
      const others = row.filter(
        (cell) => cell !== kind && !UUID.test(cell) && cell !== '' && cell !== '--' && !STATE_WORDS.test(cell),
      );
      if (state === 'up') tunnels.push({ name: (others.at(-1) ?? kind).slice(0, 32), kind });
      else if (state === 'unclear') unclear = true;
    }
    return tunnels.length === 0 && unclear ? unknownReading.vpn('unreadable') : vpnReading(tunnels);
  },
});

const TYPES =
  /^(vpn|wireguard|tun|ethernet|wifi|802-3-ethernet|802-11-wireless|loopback|bridge|gsm|bond|vlan|dummy|wifi-p2p)$/;
const UUID = /^[0-9a-f]{8}(\\?-[0-9a-f]{4}){3}\\?-[0-9a-f]{12}$/i;
const UP =
  /^(activated|connected|aktiviert|verbunden|activée?|connectée?|activado|conectado|attivato|connesso|ativado|geactiveerd|verbonden|aktywowano|połączono|активировано|подключено|アクティベート済み|接続済み|已激活|已连接|已連線)(\s*\(.*\))?$/i;
const DOWN =
  /^(activating|deactivating|deactivated|disconnected|unavailable|unmanaged|connecting.*|wird aktiviert|nicht verbunden|déconnecté|desconectado|disconnesso|--)$/i;
const STATE_WORDS = new RegExp(`${UP.source}|${DOWN.source}`, 'i');

/** Without a state column an active connection is one that has a device; an inactive one shows two dashes or nothing. */
function stateOf(row: readonly string[]): 'up' | 'down' | 'unclear' {
  if (row.some((cell) => DOWN.test(cell)) || row.some((cell) => cell === '')) return 'down';
  if (row.some((cell) => UP.test(cell))) return 'up';
  return row.some((cell) => UUID.test(cell)) && row.length >= 4 ? 'up' : 'unclear';
}
