import type { Hop, Refusal } from './contract.ts';
import type { Connections } from './connections.ts';
import type { Dialed, Dialer, DialOptions } from './dial.ts';
import type { Hops } from './hops.ts';
import type { Judge } from './judge.ts';
import type { PortalPass } from './portal/portal-pass.ts';
import type { PortRules } from './ports.ts';
import type { Target } from './target.ts';

/** What every handler of requests works with. */
export interface ProxyParts {
  readonly judge: Judge;
  readonly dialer: Dialer;
  readonly connections: Connections;
  readonly portal: PortalPass;
  readonly ports: PortRules;
  readonly idleMs: number;
  readonly firstBytesMs: number;
  readonly hops: Hops;
  noteBrowser(userAgent: string | undefined): void;
  onRefused(why: Refusal): void;
}

export async function dialHop(parts: ProxyParts, hop: Hop, target: Target, options: DialOptions): Promise<Dialed> {
  if (hop === null) return parts.dialer.toTarget(target, options);
  const dialed = await parts.dialer.toUpstream(hop, options);
  if (!dialed.ok && !options.signal.aborted) parts.hops.failed(hop);
  return dialed;
}
