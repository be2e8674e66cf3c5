import { addressBytes, isIn, readNetwork, type Network } from '../address/bytes.ts';

/** What a hotel's or a train's log-in page may have that no other page may: an address inside its network. */
export interface PortalPass {
  /** Whether this otherwise refused address is the portal's, right now. */
  allows(host: string, address: string): boolean;
  /** Whether this host is the portal's, right now; such a host may be on any port. */
  isPortal(host: string): boolean;
  /** A name led to a private address, which is what a captive network does to names: worth a look. */
  suspect(): void;
  /** A portal's page sent the browser on to this host. */
  follow(from: string, to: string): void;
}

/**
 * Where portals live: private and shared networks, the addresses that access points answer for by custom
 * (192.0.2.0/24: https://www.cisco.com/c/en/us/support/docs/wireless/catalyst-9800-series-wireless-controllers/217119),
 * and the benchmark network. Never this computer, link-local, multicast or a cloud's metadata.
 */
const PORTAL_NETWORKS: readonly Network[] = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '192.0.2.0/24',
  '198.18.0.0/15',
  'fc00::/7',
].flatMap((text) => readNetwork(text) ?? []);

const NEVER = ['100.100.100.200', 'fd00:ec2::254', 'fd20:ce::254'];

/** A portal that sends people through more hosts than this is none. */
const MAX_HOSTS = 16;

export interface PortalGrant {
  readonly hosts: readonly string[];
  readonly addresses: readonly string[];
}

export interface PortalPassOptions {
  /** Milliseconds on a clock that never goes back. */
  monotonicMs(): number;
  /** Called when a portal is suspected; may be called often. */
  onSuspect(): void;
}

/** Holds the temporary way through to a captive portal. Closed until granted, and closed again by itself. */
export function createPortalPass(options: PortalPassOptions): PortalPass & {
  grant(grant: PortalGrant, forMs: number): void;
  end(): void;
} {
  let hosts = new Set<string>();
  let addresses = new Set<string>();
  let untilMs = -Infinity;
  const isOpen = (): boolean => options.monotonicMs() < untilMs;
  return {
    allows: (host, address) => isOpen() && isPortalAddress(address) && (hosts.has(host) || addresses.has(address)),
    isPortal: (host) => isOpen() && (hosts.has(host) || addresses.has(host)),
    suspect: () => options.onSuspect(),
    follow: (from, to) => {
      if (isOpen() && (hosts.has(from) || addresses.has(from)) && hosts.size < MAX_HOSTS) hosts.add(to);
    },
    grant: (grant, forMs) => {
      hosts = new Set([...(isOpen() ? hosts : []), ...grant.hosts].slice(0, MAX_HOSTS));
      addresses = new Set(grant.addresses.slice(0, MAX_HOSTS));
      untilMs = options.monotonicMs() + forMs;
    },
    end: () => {
      untilMs = -Infinity;
    },
  };
}

function isPortalAddress(address: string): boolean {
  const bytes = addressBytes(address);
  return bytes !== null && !NEVER.includes(address) && PORTAL_NETWORKS.some((network) => isIn(bytes, network));
}

/** For a computer that meets no portals, and for tests. */
export const NO_PORTAL: PortalPass = {
  allows: () => false,
  isPortal: () => false,
  suspect: () => undefined,
  follow: () => undefined,
};
