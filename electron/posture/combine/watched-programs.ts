import type { Facts } from '../../../core/facts/catalogue.ts';
import { knownFact, mostTelling, ofFamily, unknownFact, type Aged } from './results.ts';

/** What any source sees does run; that something does not run is known only when every source that answers saw the whole list. */
export function combineWatchedPrograms(results: readonly Aged[]): Facts['watchedPrograms'] {
  const all = ofFamily(results, 'programs');
  const seen = (kind: 'remoteControl' | 'screenCapture'): string[] =>
    [...new Set(all.flatMap(({ reading }) => reading[kind] ?? []))].slice(0, 32);
  const value = { remoteControl: seen('remoteControl'), screenCapture: seen('screenCapture') };
  const isKnown =
    all.length > 0 && all.every(({ reading }) => reading.remoteControl !== null && reading.screenCapture !== null);
  // A part of a list that shows some has still nothing to say of the other kind, and the fact has no room for half an answer.
  if (isKnown || (value.remoteControl.length > 0 && value.screenCapture.length > 0)) return knownFact(value, all);
  return unknownFact(mostTelling(all.map(({ reading }) => reading.reason)), all);
}
