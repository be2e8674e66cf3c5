import { addressBytes, isIn, readNetwork, type Network } from './bytes.ts';
import { SPECIAL_NETWORKS, type SpecialKind } from './special-networks.ts';

/** What the policy opens besides the public internet. */
export interface PrivateAccess {
  /** Names (each with everything below it) that may have an address inside the organisation's own networks. */
  readonly hosts: readonly string[];
  /** Networks in CIDR notation that any name or address may lead to. */
  readonly networks: readonly string[];
}

export type AddressVerdict =
  | { readonly reachable: true; readonly special: boolean }
  | { readonly reachable: false; readonly kind: SpecialKind | 'not-an-address' };

/** A named intranet host may be at a private address, but never at this computer or at a cloud's secrets. */
const OPEN_TO_NAMED_HOSTS: ReadonlySet<SpecialKind> = new Set(['private', 'shared']);

export type JudgeAddress = (host: string, address: string) => AddressVerdict;

/** Decides which addresses pages may reach through the proxy: the public internet and what the policy names. */
export function createAddressJudge(access: PrivateAccess): JudgeAddress {
  const networks = access.networks.flatMap((text) => readNetwork(text) ?? []);
  const hosts = new Set(access.hosts.map((host) => host.toLowerCase().replace(/^\.+|\.+$/g, '')));
  return (host, address) => {
    const bytes = addressBytes(address);
    if (bytes === null) return { reachable: false, kind: 'not-an-address' };
    const kind = specialKind(bytes);
    if (kind === null) return { reachable: true, special: false };
    if (kind === 'unspecified') return { reachable: false, kind };
    const named = OPEN_TO_NAMED_HOSTS.has(kind) && isNamed(host, hosts);
    return named || isListed(bytes, networks) ? { reachable: true, special: true } : { reachable: false, kind };
  };
}

/** The address that a packet would end at: IPv4 inside IPv6 by mapping, NAT64, 6to4 or ISATAP is that IPv4 address. */
function innermost(bytes: readonly number[]): readonly number[] {
  for (const { prefix, at } of EMBEDDINGS) {
    if (isIn(bytes, prefix)) return bytes.slice(at, at + 4);
  }
  return bytes;
}

const EMBEDDINGS: readonly { readonly prefix: Network; readonly at: number }[] = (
  [
    ['::ffff:0:0/96', 12], // RFC 4291 §2.5.5.2
    ['64:ff9b::/96', 12], // RFC 6052 §2.1
    ['2002::/16', 2], // RFC 3056 §2
  ] as const
).flatMap(([text, at]) => {
  const prefix = readNetwork(text);
  return prefix === null ? [] : [{ prefix, at }];
});

function specialKind(bytes: readonly number[]): SpecialKind | null {
  const inner = innermost(bytes);
  const special = SPECIAL_NETWORKS.find(({ network }) => isIn(inner, network));
  if (special !== undefined) return special.kind;
  // ISATAP (RFC 5214 §6.1): an interface identifier of 00-00-5E-FE or 02-00-5E-FE, then the IPv4 address.
  const isatap = inner.length === 16 && inner[9] === 0 && inner[10] === 0x5e && inner[11] === 0xfe;
  if (!isatap || ((inner[8] ?? 0) & 0xfd) !== 0) return null;
  return specialKind(inner.slice(12));
}

function isListed(bytes: readonly number[], networks: readonly Network[]): boolean {
  const inner = innermost(bytes);
  return networks.some((network) => isIn(bytes, network) || isIn(inner, network));
}

function isNamed(host: string, hosts: ReadonlySet<string>): boolean {
  for (let name = host; name !== ''; name = name.includes('.') ? name.slice(name.indexOf('.') + 1) : '') {
    if (hosts.has(name)) return true;
  }
  return false;
}

/** Whether this is the computer itself, in whichever spelling. */
export function isLoopback(address: string): boolean {
  const bytes = addressBytes(address);
  const kind = bytes === null ? null : specialKind(bytes);
  return kind === 'loopback' || kind === 'unspecified';
}
