import type { Facts } from '../../../core/facts/catalogue.ts';
import { knownFact, mostTelling, ofFamily, unknownFact, type Aged } from './results.ts';

/** Chips of several kinds are looked for one by one, so who finds one is right; none needs that nobody did and somebody could say so. */
export function combineSecurityChip(results: readonly Aged[]): Facts['securityChip'] {
  const all = ofFamily(results, 'securityChip');
  const found = all.filter(({ reading }) => reading.present === true);
  const chosen = found.length > 0 ? found : all.filter(({ reading }) => reading.present === false);
  const [first] = chosen;
  if (first === undefined) return unknownFact(mostTelling(all.map(({ reading }) => reading.reason)), all);
  const version = chosen.map(({ reading }) => reading.version).find((text) => text !== null) ?? null;
  return knownFact({ present: found.length > 0, kind: first.reading.kind, version }, chosen);
}
