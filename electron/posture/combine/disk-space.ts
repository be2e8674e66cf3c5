import type { Facts } from '../../../core/facts/catalogue.ts';
import { knownFact, mostTelling, ofFamily, unknownFact, type Aged } from './results.ts';

/** One source a system; should there be more, the one that sees the least room is believed. */
export function combineDiskSpace(results: readonly Aged[]): Facts['diskSpace'] {
  const all = ofFamily(results, 'diskSpace');
  const known = all.flatMap((result) => {
    const { freeMegabytes, totalMegabytes } = result.reading;
    return freeMegabytes === null || totalMegabytes === null || totalMegabytes < 1
      ? []
      : [{ result, value: { freeMegabytes: capped(freeMegabytes), totalMegabytes: capped(totalMegabytes) } }];
  });
  const [least] = known.toSorted((a, b) => a.value.freeMegabytes - b.value.freeMegabytes);
  if (least === undefined) return unknownFact(mostTelling(all.map((result) => result.reading.reason)), all);
  return knownFact(least.value, [least.result]);
}

/** The wire's limit (fact.ts), a petabyte. */
function capped(megabytes: number): number {
  return Math.min(1_000_000_000, megabytes);
}
