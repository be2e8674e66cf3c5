import type { Facts } from '../../../core/facts/catalogue.ts';
import { knownFact, mostTelling, ofFamily, unknownFact, type Aged } from './results.ts';

/**
 * One source: ourselves. Proof that this build has but that could not be read makes the whole unknown, unless something worse is plain to see already.
 */
export function combineAppIntegrity(results: readonly Aged[]): Facts['appIntegrity'] {
  const all = ofFamily(results, 'appIntegrity');
  const [own] = all;
  if (own === undefined) return unknownFact('not-measured', all);
  const { signed, archiveIntact, debugger: traced, reason } = own.reading;
  const isBad = signed === false || archiveIntact === false || traced === true;
  if ((reason !== null && !isBad) || traced === null) return unknownFact(mostTelling([reason ?? 'unreadable']), all);
  return knownFact({ signed, archiveIntact, debugger: traced }, all);
}
