import type { Facts } from '../../../core/facts/catalogue.ts';
import { knownFact, mostTelling, ofFamily, unknownFact, type Aged } from './results.ts';

/** The sum over the places where a system keeps them; known when each of them could be read. */
export function combineRootCertificates(results: readonly Aged[]): Facts['rootCertificates'] {
  const all = ofFamily(results, 'rootCertificates');
  const silent = all.filter(({ reading }) => reading.added === null);
  if (all.length === 0 || silent.length > 0)
    return unknownFact(mostTelling(silent.map(({ reading }) => reading.reason)), all);
  return knownFact(
    {
      added: Math.min(
        10_000,
        all.reduce((sum, { reading }) => sum + (reading.added ?? 0), 0),
      ),
      interceptors: [...new Set(all.flatMap(({ reading }) => reading.interceptors))].slice(0, 16),
    },
    all,
  );
}
