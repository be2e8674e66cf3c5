import { BlockList, isIP, isIPv6 } from 'node:net';

/**
 * Everything that the IANA registries call not globally reachable, and what carries an IPv4 address in an IPv6 one
 * (https://www.iana.org/assignments/iana-ipv4-special-registry, …/iana-ipv6-special-registry). The cloud's metadata services are
 * in 169.254.0.0/16, fd00::/8 and 100.64.0.0/10.
 */
const NOT_PUBLIC_V4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const;

const blocked = new BlockList();
for (const [network, bits] of NOT_PUBLIC_V4) blocked.addSubnet(network, bits, 'ipv4');
/** RFC 4291 §2.4: the only block that is given out to the world. */
const globalUnicast = new BlockList();
globalUnicast.addSubnet('2000::', 3, 'ipv6');
/** Inside it: Teredo, ORCHID and the rest of 2001::/23, documentation, 6to4, documentation again (RFC 9637). */
const notReachable = new BlockList();
notReachable.addSubnet('2001::', 23, 'ipv6');
notReachable.addSubnet('2001:db8::', 32, 'ipv6');
notReachable.addSubnet('2002::', 16, 'ipv6');
notReachable.addSubnet('3fff::', 20, 'ipv6');

/** Whether an IP address is one of the public internet, so that asking it can't reach anything of ours. False for what is no address. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0) return false;
  if (isIPv6(address)) return globalUnicast.check(address, 'ipv6') && !notReachable.check(address, 'ipv6');
  return !blocked.check(address, 'ipv4');
}
