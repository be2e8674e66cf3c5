import type { Hop } from './contract.ts';
import { nameOfHop } from './pac/original-route.ts';

/** Which hop to try, as a browser with that list of proxies would. */
export interface Hops {
  /** The hops for a request on this listening port, in the order to try them. Never empty. */
  inOrder(host: string, localPort: number | undefined): readonly Hop[];
  /** This one could not be reached; for a while the others come first. */
  failed(hop: Hop): void;
}

export interface HopsOptions {
  hopsOf(port: number | undefined): readonly Hop[];
  isPortal(host: string): boolean;
  /** Milliseconds on a clock that never goes back. */
  monotonicMs(): number;
}

/** Browsers leave a dead proxy alone for minutes; a laptop that comes home to its office should not wait that long. */
const DOWN_MS = 30_000;

export function createHops(options: HopsOptions): Hops {
  const downUntilMs = new Map<string, number>();
  const isDown = (hop: Hop): boolean =>
    hop !== null && (downUntilMs.get(nameOfHop(hop)) ?? -Infinity) > options.monotonicMs();
  return {
    inOrder: (host, localPort) => {
      // A portal is always right here.
      if (options.isPortal(host)) return [null];
      const hops = options.hopsOf(localPort);
      return [...hops.filter((hop) => !isDown(hop)), ...hops.filter(isDown)];
    },
    failed: (hop) => {
      if (hop !== null) downUntilMs.set(nameOfHop(hop), options.monotonicMs() + DOWN_MS);
    },
  };
}
