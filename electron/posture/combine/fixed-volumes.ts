import type { Facts } from '../../../core/facts/catalogue.ts';
import { knownFact, mostTelling, ofFamily, unknownFact, type Aged } from './results.ts';

/** One source a system; should there be more, the one that sees the most that is not encrypted is believed. */
export function combineFixedVolumes(results: readonly Aged[]): Facts['fixedVolumes'] {
  const all = ofFamily(results, 'volumes');
  const known = all.flatMap((result) =>
    result.reading.volumes === null ? [] : [{ result, counts: countsOf(result.reading.volumes) }],
  );
  const [worst] = known.toSorted((a, b) => plainOf(b.counts) - plainOf(a.counts));
  if (worst === undefined) return unknownFact(mostTelling(all.map((result) => result.reading.reason)), all);
  return knownFact(worst.counts, [worst.result]);
}

interface Counts {
  readonly total: number;
  readonly encrypted: number;
  readonly unclear: number;
}

function countsOf(volumes: readonly { readonly encrypted: boolean | null }[]): Counts {
  // The wire's limit (fact.ts): whoever has more volumes than that has enough of them.
  const counted = volumes.slice(0, 1000);
  const having = (encrypted: boolean | null): number =>
    counted.filter((volume) => volume.encrypted === encrypted).length;
  return { total: counted.length, encrypted: having(true), unclear: having(null) };
}

/** What is known not to be encrypted weighs more than what is unclear. */
function plainOf({ total, encrypted, unclear }: Counts): number {
  return (total - encrypted - unclear) * 1001 + unclear;
}
