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
    if (rows.length === 0 && !isList) return unknownReading.vpn(refusalReason(output));
    const connected = rows.filter((row) => row[1] === 'Connected');
    return vpnReading(
      connected.map((row) => ({
        name: (/"([^"]+)"/.exec(row[3] ?? '')?.[1] ?? 'vpn').slice(0, 32),
        kind: /\[(?:PPP|VPN|IPSec|IKEv2)[:\]]?([\w.]*)/.exec(row[3] ?? '')?.[1]?.slice(0, 32) || 'vpn',
      })),
    );
  },
});
