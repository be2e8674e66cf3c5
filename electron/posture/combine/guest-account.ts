import type { Facts } from '../../../core/facts/catalogue.ts';
import { factOf } from './agree.ts';
import { ofFamily, type Aged } from './results.ts';

/** One source a system; of several, the one that says yes is believed. */
export function combineGuestAccount(results: readonly Aged[]): Facts['guestAccount'] {
  const answers = ofFamily(results, 'guest').map((result) => ({ result, bad: result.reading.guestEnabled }));
  return factOf(answers, (enabled) => ({ enabled }));
}
