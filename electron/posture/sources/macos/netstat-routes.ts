import { refusalReason } from '../format/refusal.ts';
import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';
import { vpnReading } from '../vpn.ts';

/** `netstat -rn`: only IPv4 counts, since macOS puts IPv6 default routes on utun devices of its own. */
export const netstatRoutes = defineSource({
  id: 'macos/netstat-routes',
  platform: 'macos',
  family: 'vpn',
  fact: 'vpn',
  pace: 'vpn',
  gather: { via: 'command', tool: ['/usr/sbin/netstat'], args: ['-rn', '-f', 'inet'] },
  parse: (output) => {
    const section = /^Internet:[ \t]*\r?\n([\s\S]*?)(?=^Internet6:|(?![\s\S]))/m.exec(output)?.[1];
    const rows = (section ?? '').split(/\r?\n/).flatMap((line) => {
      const match =
        /^(default|\d[\d./]*)\s+(\S+)\s+([A-Za-z0-9]+)\s+(?:\d+\s+\d+\s+(?:\d+\s+)?)?([a-z]+\d+)(?:\s|$)/.exec(line);
      return match === null ? [] : [{ to: match[1] ?? '', flags: match[3] ?? '', device: match[4] ?? '' }];
    });
    if (rows.length === 0) return unknownReading.vpn(refusalReason(output));
    const isTunnel = (device: string): boolean => /^(utun|ipsec|ppp|tun)\d+$/.test(device);
    const used = rows.filter((row) => row.flags.includes('U'));
    const names = [
      ...new Set(
        used
          .filter((row) => isTunnel(row.device) && !/^(224|239|255|169\.254|127)/.test(row.to))
          .map((row) => row.device),
      ),
    ];
    const through = (to: RegExp): string | undefined =>
      used.find((row) => to.test(row.to) && !row.flags.includes('I'))?.device;
    const [low, high, whole] = [through(/^0\/1$/), through(/^128(\.0)?(\.0\.0)?\/1$/), through(/^default$/)];
    // A flag I (RTF_IFSCOPE) is a default route for those who ask for that interface, not for everybody.
    const carriers = low !== undefined && high !== undefined ? [low, high] : whole === undefined ? [] : [whole];
    return vpnReading(
      names.map((name) => ({ name, kind: name.replace(/\d+$/, '') })),
      { fullTunnel: carriers.length === 0 ? null : carriers.every(isTunnel), carriers },
    );
  },
});
