import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Contender } from './measure.ts';

/** Peers are no dependency of ours: they live in .cache/, and only `--peers` puts them there. */
const FOLDER = join(import.meta.dirname, '..', '..', '..', '.cache', 'bench-peers');
const PACKAGES = ['@ghostery/adblocker@2.18.2', '@gorhill/ubo-core@0.1.30'];
export const INSTALL = [
  'npm',
  'install',
  '--prefix',
  '.cache/bench-peers',
  '--no-save',
  '--no-audit',
  '--no-fund',
  '--ignore-scripts',
  ...PACKAGES,
];

export function installPeers(): void {
  mkdirSync(FOLDER, { recursive: true });
  const [command = 'npm', ...args] = INSTALL;
  const { status } = spawnSync(command, args, {
    cwd: join(FOLDER, '..', '..'),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error(`The peers can’t be installed: ${INSTALL.join(' ')}`);
}

export interface PeerRequest {
  readonly url: string;
  readonly source: string;
  /** As webRequest has it: main_frame, script … */
  readonly type: string;
}

export interface Peer {
  readonly contender: Contender<PeerRequest>;
  readonly loadMs: number;
  readonly heldBytes: number;
}

type Load = (entry: (path: string) => Promise<unknown>, filters: string) => Promise<Contender<PeerRequest>>;

interface Ghostery {
  readonly FiltersEngine: { parse(text: string): { match(request: unknown): { readonly match: boolean } } };
  readonly Request: { fromRawDetails(details: object): unknown };
}
interface UboEngine {
  useLists(lists: readonly { readonly name: string; readonly raw: string }[]): Promise<void>;
  matchRequest(details: object): number;
}
interface Ubo {
  readonly StaticNetFilteringEngine: { create(options: object): Promise<UboEngine> };
}

let ubo: UboEngine | undefined;

const LOADERS: Readonly<Record<string, Load>> = {
  '@ghostery/adblocker': async (entry, filters) => {
    const { FiltersEngine, Request } = (await entry('@ghostery/adblocker/dist/esm/index.js')) as Ghostery;
    const engine = FiltersEngine.parse(filters);
    return {
      name: '@ghostery/adblocker',
      check: ({ url, source, type }) => engine.match(Request.fromRawDetails({ url, sourceUrl: source, type })).match,
    };
  },
  '@gorhill/ubo-core': async (entry, filters) => {
    const { StaticNetFilteringEngine } = (await entry('@gorhill/ubo-core/index.js')) as Ubo;
    // It allows one instance for a process; other lists replace the former.
    ubo ??= await StaticNetFilteringEngine.create({ noPSL: true });
    const engine = ubo;
    await engine.useLists([{ name: 'bench', raw: filters }]);
    return {
      name: '@gorhill/ubo-core',
      check: ({ url, source, type }) => engine.matchRequest({ originURL: source, url, type }) === 1,
    };
  },
};

/** Each peer that is there, loaded with the same rules; for one that is not, how to get it. */
export async function loadPeers(filters: string): Promise<{ readonly peers: Peer[]; readonly absent: string[] }> {
  const peers: Peer[] = [];
  const absent: string[] = [];
  for (const [name, load] of Object.entries(LOADERS)) {
    if (!existsSync(join(FOLDER, 'node_modules', name))) {
      absent.push(`${name}: not installed; add --peers, or run ${INSTALL.join(' ')}`);
      continue;
    }
    const before = used();
    const startedAt = performance.now();
    try {
      const entry = (path: string) =>
        import(pathToFileURL(join(FOLDER, 'node_modules', path)).href) as Promise<unknown>;
      const contender = await load(entry, filters);
      contender.check({ url: 'https://www.example.com/', source: 'https://www.example.com/', type: 'main_frame' });
      const loadMs = Math.round(performance.now() - startedAt);
      peers.push({ contender, loadMs, heldBytes: used() - before });
    } catch (error) {
      absent.push(`${name}: ${String(error)}`);
    }
  }
  return { peers, absent };
}

/** Bytes in use after a collection; run with --expose-gc. */
export function used(): number {
  // Twice: what the first one finds unreachable may itself hold buffers.
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
