import type { Facts } from '../../../core/facts/catalogue.ts';
import { knownFact, mostTelling, ofFamily, unknownFact, type Aged } from './results.ts';

/** One source a system; should there be more, the one that sees the most drives is believed. */
export function combineRemovableStorage(results: readonly Aged[]): Facts['removableStorage'] {
  const all = ofFamily(results, 'removable');
  const known = all.flatMap((result) =>
    result.reading.mounted === null ? [] : [{ result, mounted: result.reading.mounted }],
  );
  const [most] = known.toSorted((a, b) => b.mounted - a.mounted);
  if (most === undefined) return unknownFact(mostTelling(all.map((result) => result.reading.reason)), all);
  return knownFact({ mounted: Math.min(1000, most.mounted) }, [most.result]);
}
