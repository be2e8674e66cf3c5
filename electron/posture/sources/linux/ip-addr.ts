import { refusalReason } from '../format/refusal.ts';
import { unknownReading, type Tunnel } from '../reading.ts';
import { defineSource, linuxTool } from '../source.ts';
import { addressKind, isSharedAddress, tunnelKindByName, vpnReading } from '../vpn.ts';
import { readLinks, type Link } from './links.ts';

/** iproute2: what is up, with a carrier, by kind, and with which addresses. */
export const ipAddr = defineSource({
  id: 'linux/ip-addr',
  platform: 'linux',
  family: 'vpn',
  fact: 'vpn',
  pace: 'vpn',
  gather: { via: 'command', tool: linuxTool('ip'), args: ['-json', '-details', 'address', 'show'] },
  parse: (output) => {
    const links = readLinks(output);
    if (links === null) return unknownReading.vpn(refusalReason(output));
    const found = links.map((link) => ({ link, is: classify(link) }));
    const tunnels = found.flatMap(({ link, is }): Tunnel[] => (is.sure ? [{ name: link.name, kind: is.kind }] : []));
    // The text ends in the middle of what may be a tunnel, before its addresses.
    const last = links.at(-1);
    if (tunnels.length === 0 && last?.addresses.length === 0 && isCutOff(output) && couldBeTunnel(last))
      return unknownReading.vpn('unreadable');
    if (tunnels.length === 0 && found.some(({ is }) => is.kind !== '' && !is.sure))
      return unknownReading.vpn('contradictory');
    return vpnReading(tunnels);
  },
});

const KINDS: ReadonlySet<string> = new Set(['tun', 'wireguard', 'ppp', 'xfrm', 'vti', 'vti6', 'ovpn']);
const NONE = { kind: '', sure: false };

/** What kind of tunnel works here; not `sure` when it may as well be something that is no VPN. */
function classify(link: Link): { kind: string; sure: boolean } {
  if (!link.up || !link.carrier || link.enslaved) return NONE;
  const routable = link.addresses.filter((address) => addressKind(address) !== 'none');
  if (routable.length === 0) return NONE;
  const kind = link.kind === null ? kindByLook(link) : KINDS.has(link.kind) ? link.kind : null;
  if (kind === null) return NONE;
  // Layer-2 taps are most often the legs of virtual machines.
  if (link.tap) return { kind, sure: false };
  // PPPoE and phone modems are ppp too, with an address of the provider's.
  if (kind === 'ppp' && routable.every((address) => addressKind(address) === 'public' || isSharedAddress(address)))
    return { kind, sure: false };
  return { kind, sure: true };
}

function isCutOff(output: string): boolean {
  return !/[\]\n]\s*$/.test(output) && !/ (forever|\d+sec)$/.test(output);
}

function couldBeTunnel(link: Link): boolean {
  return (
    link.up &&
    link.carrier &&
    !link.enslaved &&
    (KINDS.has(link.kind ?? '') ||
      tunnelKindByName(link.name) !== null ||
      !/^(ether|loopback)$/.test(link.linkType ?? ''))
  );
}

function kindByLook({ name, linkType }: Link): string | null {
  const byName = tunnelKindByName(name);
  if (byName !== null) return linkType === 'ether' || linkType === 'loopback' ? null : byName;
  // No link layer at all: tun and WireGuard, under whatever name.
  return linkType === 'none' ? 'tun' : null;
}
