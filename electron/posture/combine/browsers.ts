import type { BrowserName } from '../../../core/checks/browsers/fact.ts';
import { compareVersions } from '../../../core/checks/version.ts';
import type { Facts } from '../../../core/facts/catalogue.ts';
import { knownFact, mostTelling, ofFamily, unknownFact, type Aged } from './results.ts';

/**
 * All that any source found. A place that is not there (no such package manager, no such folder) has none; a place that is there and could not
 * be read leaves the whole unknown. The same browser from two places counts with its older version.
 */
export function combineBrowsers(results: readonly Aged[]): Facts['browsers'] {
  const all = ofFamily(results, 'browser');
  const answered = all.filter((result) => result.reading.browsers !== null);
  const silent = all.filter((result) => result.reading.browsers === null && result.reading.reason !== 'not-installed');
  if (answered.length === 0 || silent.length > 0)
    return unknownFact(mostTelling((silent.length > 0 ? silent : all).map((result) => result.reading.reason)), all);
  const oldest = new Map<BrowserName, string>();
  for (const { name, version } of answered.flatMap((result) => result.reading.browsers ?? [])) {
    const before = oldest.get(name);
    if (before === undefined || (compareVersions(version, before) ?? 0) < 0) oldest.set(name, version);
  }
  const browsers = [...oldest].map(([name, version]) => ({ name, version: version.slice(0, 32) }));
  return knownFact({ browsers: browsers.toSorted((a, b) => a.name.localeCompare(b.name, 'en')) }, answered);
}
