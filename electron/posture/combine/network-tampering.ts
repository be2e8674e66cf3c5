import type { Facts } from '../../../core/facts/catalogue.ts';
import { knownFact, mostTelling, ofFamily, unknownFact, type Aged, type ResultOf } from './results.ts';

type NetworkResult = Aged<ResultOf<'networkSettings'>>;

const PROXY_SOURCES: ReadonlySet<string> = new Set([
  'linux/environment-proxy',
  'linux/gsettings-proxy',
  'linux/kde-proxy',
  'macos/scutil-proxy',
  'windows/proxy-settings',
]);

/**
 * Each place speaks of its own part. Of several that speak of the proxy the worst counts, and none is known only when no place that is there
 * failed to answer; the same for names. What could not be read is null in the fact, so the check sees which part it is.
 */
export function combineNetworkTampering(results: readonly Aged[]): Facts['networkTampering'] {
  const all = ofFamily(results, 'networkSettings');
  const hosts = partOf(all.filter(({ source }) => source.endsWith('/hosts-file')));
  const proxies = all.filter(({ source }) => PROXY_SOURCES.has(source));
  const resolvers = all.flatMap(({ reading }) => reading.dns ?? []);
  const value = {
    hosts,
    names: [...new Set(all.flatMap(({ reading }) => reading.names))].slice(0, 16),
    proxy: proxyOf(proxies),
    dns: resolvers.includes('manual') ? ('manual' as const) : (resolvers[0] ?? null),
  };
  // Nothing could be read at all: then it is one answer, not four.
  if (value.hosts === null && value.proxy === null && value.dns === null)
    return unknownFact(mostTelling(all.map(({ reading }) => reading.reason)), all);
  return knownFact(value, all);
}

function partOf(files: readonly NetworkResult[]): boolean | null {
  const said = files.map(({ reading }) => reading.tampered);
  if (said.includes(true)) return true;
  return said.length > 0 && !said.includes(null) ? false : null;
}

function proxyOf(proxies: readonly NetworkResult[]): 'none' | 'manual' | 'automatic' | null {
  const said = proxies.map(({ reading }) => reading.proxy);
  if (said.includes('manual')) return 'manual';
  if (said.includes('automatic')) return 'automatic';
  const silent = proxies.filter(({ reading }) => reading.proxy === null && reading.reason !== 'not-installed');
  return said.includes('none') && silent.length === 0 ? 'none' : null;
}
