import { refusalReason } from '../format/refusal.ts';
import { unknownReading, type Tunnel } from '../reading.ts';
import { defineSource } from '../source.ts';
import { addressKind, isSharedAddress, vpnReading } from '../vpn.ts';

/** Every Mac has several utun devices that are up with nothing but a link-local address: they are the system's own. */
export const ifconfig = defineSource({
  id: 'macos/ifconfig',
  platform: 'macos',
  family: 'vpn',
  fact: 'vpn',
  pace: 'vpn',
  gather: { via: 'command', tool: ['/sbin/ifconfig'], args: ['-a'] },
  parse: (output) => {
    const blocks = output
      .split(/^(?=[a-z][\w-]*\d*: flags=)/m)
      .filter((block) => /^[a-z][\w-]*: flags=[0-9a-fx]*<[^>\n]*>/.test(block));
    if (blocks.length === 0) return unknownReading.vpn(refusalReason(output));
    const tunnels: Tunnel[] = [];
    let unclear = false;
    for (const block of blocks) {
      const [, name = '', flags = ''] = /^([\w-]+): flags=[0-9a-fx]*<([^>]*)>/.exec(block) ?? [];
      const kind = /^(utun|ipsec|ppp|tun)\d+$/.exec(name)?.[1];
      const set = flags.split(',');
      if (kind === undefined || !set.includes('UP') || !set.includes('RUNNING') || /^\s+status: inactive/m.test(block))
        continue;
      const v4 = [...block.matchAll(/^\s+inet (\d+\.\d+\.\d+\.\d+) +(?:-->|netmask)/gm)].map((match) => match[1] ?? '');
      const v6 = [...block.matchAll(/^\s+inet6 ([0-9a-f:]+)\S* prefixlen \d+(.*)$/gm)]
        .filter((match) => !/tentative|detached|duplicated|deprecated/.test(match[2] ?? ''))
        .map((match) => match[1] ?? '');
      const routable4 = v4.filter((address) => addressKind(address) !== 'none');
      // PPPoE and phone modems are ppp too, with an address of the provider's.
      if (
        kind === 'ppp' &&
        routable4.length > 0 &&
        routable4.every((address) => addressKind(address) === 'public' || isSharedAddress(address))
      )
        unclear = true;
      else if (routable4.length > 0 || v6.some((address) => addressKind(address) === 'public'))
        tunnels.push({ name, kind });
      // A phone on the cable (Xcode, CoreDevice) gets a utun with a unique local address.
      else if (v6.some((address) => addressKind(address) === 'private')) unclear = true;
    }
    return tunnels.length === 0 && unclear ? unknownReading.vpn('contradictory') : vpnReading(tunnels);
  },
});
