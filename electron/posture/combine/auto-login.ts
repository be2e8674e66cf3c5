import type { Facts } from '../../../core/facts/catalogue.ts';
import { factOf } from './agree.ts';
import { ofFamily, type Aged } from './results.ts';

/**
 * One place that signs somebody in is enough for yes. No needs that every place that is there said so: a display manager whose settings could not be
 * read leaves it open.
 */
export function combineAutoLogin(results: readonly Aged[]): Facts['autoLogin'] {
  const all = ofFamily(results, 'autoLogin');
  const there = all.filter(({ reading }) => reading.reason !== 'not-installed');
  const isOpen = there.some(({ reading }) => reading.autoLogin === null);
  const answers = (there.length > 0 ? there : all).map((result) => ({
    result,
    bad: isOpen && result.reading.autoLogin === false ? null : result.reading.autoLogin,
  }));
  return factOf(answers, (enabled) => ({ enabled }));
}
