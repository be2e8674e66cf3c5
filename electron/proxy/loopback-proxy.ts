import { createAddressJudge, type PrivateAccess } from './address/judge-address.ts';
import { createConnections } from './connections.ts';
import type { BlockedHit, Decide, HostPort, Refusal, Resolve } from './contract.ts';
import { pacPath } from './control.ts';
import { createDialer } from './dial.ts';
import { createHops } from './hops.ts';
import { createJudge } from './judge.ts';
import { createLanes, type Lane } from './lanes.ts';
import { NO_ORIGINAL, routesOf, type OriginalRoute } from './pac/original-route.ts';
import { writePac, type PacBypass } from './pac/write-pac.ts';
import { NO_PORTAL, type PortalPass } from './portal/portal-pass.ts';
import type { PortRules } from './ports.ts';
import { createProbes, type BrowserFamily, type Probe } from './probe.ts';
import { IDLE_TUNNEL_MS } from './relay.ts';
import { createListener } from './requests.ts';

export interface LoopbackProxyOptions {
  readonly decide: Decide;
  readonly resolve: Resolve;
  /** Cryptographically strong random bytes. */
  random(bytes: number): Buffer;
  /** Milliseconds on a clock that never goes back. */
  monotonicMs(): number;
  readonly access: PrivateAccess;
  readonly ports: PortRules;
  readonly bypass: PacBypass;
  /** What browsers do when nobody listens here any more: wait for us, or go on as they did before. */
  readonly whenProxyIsGone: 'closed' | 'open';
  readonly portal?: PortalPass;
  readonly timeouts?: Partial<ProxyTimeouts>;
  onBlocked?(hit: BlockedHit): void;
  /** Never with a name: what a page or a program tried, not where it wanted to go. */
  onRefused?(why: Refusal): void;
}

/** All in milliseconds. */
export interface ProxyTimeouts {
  readonly connect: number;
  /** From the first byte in a tunnel to the whole greeting. */
  readonly firstBytes: number;
  readonly idle: number;
  readonly probe: number;
}

const TIMEOUTS: ProxyTimeouts = { connect: 30_000, firstBytes: 15_000, idle: IDLE_TUNNEL_MS, probe: 120_000 };

export interface ProxyPlace {
  /** For the system's settings. Changes whenever the PAC does, so that browsers read it again. */
  readonly pacUrl: string;
  /** For a client that takes a proxy rather than a PAC, straight to the origins. */
  readonly proxy: HostPort;
}

export interface LoopbackProxy {
  /** Listens and serves the PAC. `original` is how the computer reached the internet before. */
  start(original?: OriginalRoute): Promise<ProxyPlace>;
  /** The former settings changed (another network, another PAC of the organisation): a new PAC, at a new URL. */
  reroute(original: OriginalRoute): Promise<ProxyPlace>;
  /** Ends every connection. Not startable again: the next run has another secret. */
  stop(): Promise<void>;
  issueProbe(): Probe;
  /** Milliseconds since browsers of each family came by. */
  browsersSeen(): Readonly<Partial<Record<BrowserFamily, number>>>;
  /** Open connections, both sides counted. */
  connections(): number;
}

/** An HTTP proxy for this computer's browsers: judges each name before a byte leaves, and opens no TLS. */
export function createLoopbackProxy(options: LoopbackProxyOptions): LoopbackProxy {
  const secret = options.random(32).toString('hex');
  const timeouts = { ...TIMEOUTS, ...options.timeouts };
  const onRefused = (why: Refusal): void => options.onRefused?.(why);
  const connections = createConnections(onRefused);
  const portal = options.portal ?? NO_PORTAL;
  const probes = createProbes({
    randomToken: () => options.random(16).toString('hex'),
    monotonicMs: () => options.monotonicMs(),
    lifetimeMs: timeouts.probe,
  });
  let pac = '';
  let revision = 0;
  const lanes = createLanes(() =>
    createListener({
      judge: createJudge(options.decide, (hit) => options.onBlocked?.(hit)),
      dialer,
      connections,
      portal,
      ports: options.ports,
      idleMs: timeouts.idle,
      firstBytesMs: timeouts.firstBytes,
      hops,
      noteBrowser: (userAgent) => probes.noteBrowser(userAgent),
      onRefused,
      control: { secret, pac: () => pac },
      probes,
    }),
  );
  const hops = createHops({
    hopsOf: (port) => lanes.hopsOf(port),
    isPortal: (host) => portal.isPortal(host),
    monotonicMs: () => options.monotonicMs(),
  });
  const dialer = createDialer({
    resolve: options.resolve,
    judge: createAddressJudge(options.access),
    portal,
    isOwnPort: (port) => lanes.isOwnPort(port),
    connectTimeoutMs: timeouts.connect,
  });
  const reroute = async (original: OriginalRoute): Promise<ProxyPlace> => {
    const open = await lanes.open([[null], ...routesOf(original)]);
    pac = writePac({ lanes: open, original, bypass: options.bypass, whenProxyIsGone: options.whenProxyIsGone });
    revision += 1;
    return placeOf(open, pacPath(secret, revision));
  };
  return {
    start: (original = NO_ORIGINAL) => reroute(original),
    reroute,
    stop: async () => {
      probes.stop();
      connections.destroyAll();
      await lanes.close();
    },
    issueProbe: () => probes.issue(),
    browsersSeen: () => probes.lastSeen(),
    connections: () => connections.open,
  };
}

function placeOf(lanes: readonly Lane[], path: string): ProxyPlace {
  const port = lanes[0]?.ports[0] ?? 0;
  return { pacUrl: `http://127.0.0.1:${port}${path}`, proxy: { host: '127.0.0.1', port } };
}
