import { refusalReason } from '../format/refusal.ts';
import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';
import { vpnReading } from '../vpn.ts';

/** `scutil --nc list`: the VPNs that the system's own settings know; those of other programs are not in it. */
export const scutilNc = defineSource({
  id: 'macos/scutil-nc',
  platform: 'macos',
  family: 'vpn',
  fact: 'vpn',
  pace: 'vpn',
  gather: { via: 'command', tool: ['/usr/sbin/scutil'], args: ['--nc', 'list'] },
  parse: (output) => {
    const rows = [
      ...output.matchAll(
        /^\s*\*?\s*\((Connected|Disconnected|Connecting|Disconnecting|Invalid|No Service)\)\s+(\S+)(.*)$/gm,
      ),
    ];
    const isList = /^Available network connection services/m.test(output);
    // `scutil --nc status NAME` says it on a line of its own, and more of it below.
    const alone = /^(Connected|Disconnected|Connecting|Disconnecting)\r?\n(?:Extended Status|$)/m.exec(output)?.[1];
    if (rows.length === 0 && !isList && alone !== undefined) {
      const name = /InterfaceName : (\S+)/.exec(output)?.[1] ?? 'vpn';
      return vpnReading(alone === 'Connected' ? [{ name: name.slice(0, 32), kind: 'vpn' }] : []);
    }
    if (rows.length === 0 && !isList) return unknownReading.vpn(refusalReason(output));
    // A modem and PPPoE are the way to the provider, not into a network of somebody's own.
    const connected = rows.filter(
      (row) => row[1] === 'Connected' && !/\[PPP:(Modem|PPPoE|PPPSerial|Bluetooth)\b/.test(row[3] ?? ''),
    );
    return vpnReading(
      connected.map((row) => ({
        name: (/"([^"]+)"/.exec(row[3] ?? '')?.[1] ?? 'vpn').slice(0, 32),
        kind: /\[(?:PPP|VPN|IPSec|IKEv2)[:\]]?([\w.]*)/.exec(row[3] ?? '')?.[1]?.slice(0, 32) || 'vpn',
      })),
    );
  },
});
