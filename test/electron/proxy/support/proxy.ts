import { randomBytes } from 'node:crypto';
import { afterEach } from 'vitest';
import type { BlockedHit, FilterDecision, FilterRequest, Refusal } from '../../../../electron/proxy/contract.ts';
import {
  createLoopbackProxy,
  type LoopbackProxy,
  type LoopbackProxyOptions,
  type ProxyPlace,
} from '../../../../electron/proxy/loopback-proxy.ts';
import type { OriginalRoute } from '../../../../electron/proxy/pac/original-route.ts';

const cleanups: (() => Promise<void> | void)[] = [];

/** Runs when the test is over, last first. */
export function onEnd(clean: () => Promise<void> | void): void {
  cleanups.push(clean);
}

afterEach(async () => {
  for (const clean of cleanups.splice(0).toReversed()) await clean();
});

export interface RunningProxy {
  readonly proxy: LoopbackProxy;
  readonly place: ProxyPlace;
  readonly port: number;
  readonly asked: FilterRequest[];
  readonly hits: BlockedHit[];
  readonly refused: Refusal[];
}

/** Names below blocked.example are blocked, in whatever field they stand; everything else is allowed. */
export function blockExample({ url, sni = '', hostHeader = '' }: FilterRequest): FilterDecision {
  const host = URL.canParse(url) ? new URL(url).hostname : url;
  const names = [host, sni, hostHeader.replace(/:\d*$/, '')].map((name) => name.toLowerCase().replace(/\.+$/, ''));
  const bad = names.find((name) => name === 'blocked.example' || name.endsWith('.blocked.example'));
  if (bad === undefined && !url.includes('/bad-path')) return { action: 'allow' };
  return { action: 'block', host: bad ?? host, rule: 'blocked.example', category: 'phishing', why: '<b>a "trap"</b>' };
}

/** Every name is this computer, as a test's origin is; nothing leaves it. */
export const EVERY_NAME_IS_HERE = (host: string): Promise<readonly string[]> =>
  host.endsWith('.nowhere.example') ? Promise.reject(new Error('no such name')) : Promise.resolve(['127.0.0.1']);

export async function startProxy(
  over: Partial<LoopbackProxyOptions> = {},
  original?: OriginalRoute,
): Promise<RunningProxy> {
  const asked: FilterRequest[] = [];
  const hits: BlockedHit[] = [];
  const refused: Refusal[] = [];
  const decide = over.decide ?? blockExample;
  const proxy = createLoopbackProxy({
    resolve: EVERY_NAME_IS_HERE,
    random: (bytes) => randomBytes(bytes),
    monotonicMs: () => performance.now(),
    access: { hosts: [], networks: ['127.0.0.0/8', '::1/128'] },
    ports: { connect: Array.from({ length: 64_512 }, (_, index) => index + 1024), http: [] },
    bypass: { privateAddresses: true, plainNames: false, hosts: [] },
    whenProxyIsGone: 'closed',
    onBlocked: (hit) => hits.push(hit),
    onRefused: (why) => refused.push(why),
    ...over,
    decide: (request) => {
      asked.push(request);
      return decide(request);
    },
  });
  const place = await proxy.start(original);
  onEnd(() => proxy.stop());
  return { proxy, place, port: place.proxy.port, asked, hits, refused };
}
