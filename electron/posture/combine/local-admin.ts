import type { Facts } from '../../../core/facts/catalogue.ts';
import { factOf } from './agree.ts';
import { ofFamily, type Aged } from './results.ts';

/** One source a system; of several, the one that says yes is believed. */
export function combineLocalAdmin(results: readonly Aged[]): Facts['localAdmin'] {
  const answers = ofFamily(results, 'admin').map((result) => ({ result, bad: result.reading.admin }));
  return factOf(answers, (admin) => ({ admin }));
}
