import { readNetwork, type Network } from './bytes.ts';

/** What an address that is no ordinary place on the internet is for. */
export type SpecialKind =
  | 'unspecified'
  | 'loopback'
  | 'link-local'
  | 'metadata'
  | 'multicast'
  | 'private'
  | 'shared'
  | 'documentation'
  | 'benchmark'
  | 'reserved';

interface SpecialNetwork {
  readonly kind: SpecialKind;
  readonly network: Network;
}

/**
 * IANA's special-purpose registries (https://www.iana.org/assignments/iana-ipv4-special-registry and
 * https://www.iana.org/assignments/iana-ipv6-special-registry) and multicast, with the addresses at which clouds hand
 * secrets to whoever asks from inside. The first match names the kind.
 */
const LIST: readonly (readonly [SpecialKind, ...string[]])[] = [
  // 168.63.129.16: https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16
  // 192.0.0.192: Oracle Cloud; 100.100.100.200: Alibaba Cloud; fd00:ec2::254: Amazon EC2; fd20:ce::254: Google Cloud.
  [
    'metadata',
    '169.254.169.254/32',
    '169.254.170.2/32',
    '168.63.129.16/32',
    '192.0.0.192/32',
    '100.100.100.200/32',
    'fd00:ec2::254/128',
    'fd20:ce::254/128',
  ],
  ['unspecified', '0.0.0.0/8', '::/128'],
  ['loopback', '127.0.0.0/8', '::1/128'],
  ['link-local', '169.254.0.0/16', 'fe80::/10'],
  ['private', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7', 'fec0::/10'],
  ['shared', '100.64.0.0/10'],
  ['documentation', '192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24', '2001:db8::/32', '3fff::/20'],
  ['benchmark', '198.18.0.0/15', '2001:2::/48'],
  ['multicast', '224.0.0.0/4', 'ff00::/8'],
  // 64:ff9b:1::/48 is local NAT64: where in it the IPv4 address stands is each network's own affair (RFC 8215).
  // 2001::/23 holds Teredo, ORCHID and other protocol assignments; ::/96 is IPv4-compatible, deprecated by RFC 4291.
  [
    'reserved',
    '192.0.0.0/24',
    '192.88.99.0/24',
    '240.0.0.0/4',
    '::/96',
    '::ffff:0:0:0/96',
    '64:ff9b:1::/48',
    '100::/64',
    '100:0:0:1::/64',
    '2001::/23',
    '5f00::/16',
  ],
];

export const SPECIAL_NETWORKS: readonly SpecialNetwork[] = LIST.flatMap(([kind, ...networks]) =>
  networks.flatMap((text) => {
    const network = readNetwork(text);
    return network === null ? [] : [{ kind, network }];
  }),
);
