import type { Facts } from '../../../core/facts/catalogue.ts';
import { knownFact, mostTelling, ofFamily, readingOf, unknownFact, type Aged } from './results.ts';

/**
 * One way that installs updates by itself is enough. dnf-automatic needs two: its timer must run (then linux/update-timers says
 * `unsupported`: it can't tell), and its settings must install. Off needs that every way that there is says so.
 */
export function combineAutomaticUpdates(results: readonly Aged[]): Facts['automaticUpdates'] {
  const all = ofFamily(results, 'automaticUpdates');
  const timers = readingOf(results, 'automaticUpdates', 'linux/update-timers');
  const settings = readingOf(results, 'automaticUpdates', 'linux/dnf-automatic');
  const byTimer = timers?.reason === 'unsupported' && settings?.automatic === true;
  const yes = all.filter((result) => result.source !== 'linux/dnf-automatic' && result.reading.automatic === true);
  if (yes.length > 0 || byTimer) return knownFact({ enabled: true }, yes.length > 0 ? yes : all);
  const open = all.filter(
    ({ source, reading }) =>
      reading.automatic === null &&
      reading.reason !== 'not-installed' &&
      // Without settings of its own, dnf-automatic only tells what waits.
      !(source === 'linux/update-timers' && reading.reason === 'unsupported' && settings?.automatic === false),
  );
  if (open.length > 0) return unknownFact(mostTelling(open.map((result) => result.reading.reason)), open);
  const no = all.filter((result) => result.reading.automatic === false);
  if (no.length > 0) return knownFact({ enabled: false }, no);
  return unknownFact(mostTelling(all.map((result) => result.reading.reason)), all);
}
