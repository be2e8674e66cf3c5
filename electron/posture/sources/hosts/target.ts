import { isIPv4, isIPv6 } from 'node:net';

/** Where an address of a hosts file leads: nowhere, to one's own network, or out into the world. null: it is no address. */
export type Target = 'sink' | 'private' | 'public' | null;

export function targetOf(address: string): Target {
  const plain = address.replace(/%\w+$/, '').toLowerCase();
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(plain)?.[1];
  if (mapped !== undefined) return targetOf(mapped);
  if (plain === '0' || plain === '127.1') return 'sink';
  if (isIPv4(plain)) return targetOfV4(plain);
  if (!isIPv6(plain)) return null;
  if (/^[0:]+1?$/.test(plain)) return 'sink';
  // Link-local, unique local (RFC 4193), multicast.
  return /^(?:fe[89ab]|f[cd]|ff)/.test(plain) ? 'private' : 'public';
}

function targetOfV4(address: string): Target {
  const [a = 0, b = 0] = address.split('.').map(Number);
  if (a === 0 || a === 127 || a >= 224) return 'sink';
  // RFC 1918, 3927 (link-local), 6598 (shared by carriers, and used by mesh VPNs).
  const isPrivate =
    a === 10 ||
    (a === 172 && b >= 16 && b <= 31) ||
    (a === 192 && b === 168) ||
    (a === 169 && b === 254) ||
    (a === 100 && b >= 64 && b <= 127);
  return isPrivate ? 'private' : 'public';
}
