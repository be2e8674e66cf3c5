import type { Tunnel, VpnReading } from './reading.ts';

export function vpnReading(
  tunnels: readonly Tunnel[],
  more: { readonly fullTunnel?: boolean | null; readonly carriers?: readonly string[] } = {},
): VpnReading {
  return {
    connected: tunnels.length > 0,
    interfaces: tunnels.map((tunnel) => tunnel.name),
    tunnels,
    fullTunnel: tunnels.length === 0 ? (more.fullTunnel ?? false) : (more.fullTunnel ?? null),
    reason: null,
    ...(more.carriers === undefined ? {} : { carriers: more.carriers }),
  };
}

/** Names that tunnels have by convention or by brand, with what they are. Bridges, containers and virtual machines have others. */
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/^(tun|ovpn|vpn|gpd|cscotun|zcctun|tunsnx|fctvpn|nordtun|ipvpn)[\w-]*\d+$/i, 'tun'],
  [/^(tun|ovpn)-[\w-]+$/i, 'tun'],
  [/^(wg|nordlynx|wgpia|proton|pvpnwg|mullvad|wgcf)[\w.-]*$/i, 'wireguard'],
  [/^tailscale\d+$/i, 'tailscale'],
  [/^CloudflareWARP$/i, 'tun'],
  [/^(ipsec|xfrm|vti)\d+$/i, 'ipsec'],
  [/^ppp\d+$/i, 'ppp'],
  [/^utun\d+$/i, 'utun'],
];

export function tunnelKindByName(name: string): string | null {
  // The kernel's own fallback devices are always there and are no tunnels.
  if (/^(tunl|sit|gre|gretap|erspan|ip6tnl|ip6gre|ip_vti|ip6_vti)\d*$/i.test(name)) return null;
  return NAMES.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}

export type AddressKind = 'none' | 'private' | 'public';

/** Whether traffic can be routed from an address: not link-local, loopback, unspecified, multicast or documentation’s mask. */
export function addressKind(address: string): AddressKind {
  const bare = address.replace(/[%/].*$/, '').toLowerCase();
  if (bare.includes(':')) {
    if (!/^[0-9a-f:.]+$/.test(bare)) return 'none';
    if (/^(::|::1)$/.test(bare) || /^fe[89ab]/.test(bare) || bare.startsWith('ff')) return 'none';
    return /^f[cd]/.test(bare) ? 'private' : 'public';
  }
  const parts = bare.split('.').map((part) => (/^\d{1,3}$/.test(part) ? Number(part) : 256));
  const [a = 256, b = 256] = parts;
  if (parts.length !== 4 || parts.some((part) => part > 255)) return 'none';
  if (a === 0 || a === 127 || a >= 224 || (a === 169 && b === 254)) return 'none';
  const isPrivate =
    a === 10 || (a === 172 && b >= 16 && b <= 31) || (a === 192 && b === 168) || (a === 198 && (b === 18 || b === 19));
  return isPrivate || (a === 100 && b >= 64 && b <= 127) ? 'private' : 'public';
}

/** A carrier's shared address (RFC 6598): what a phone modem gets, and Tailscale. */
export function isSharedAddress(address: string): boolean {
  const [a, b = ''] = address.split('.');
  return a === '100' && Number(b) >= 64 && Number(b) <= 127;
}
