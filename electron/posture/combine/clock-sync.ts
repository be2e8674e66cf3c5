import type { Facts } from '../../../core/facts/catalogue.ts';
import { factOf } from './agree.ts';
import { ofFamily, type Aged } from './results.ts';

/** Whoever says that the clock is not set is believed, also against a service that is content with itself. */
export function combineClockSync(results: readonly Aged[]): Facts['clockSync'] {
  const answers = ofFamily(results, 'clock').map((result) => ({
    result,
    bad: result.reading.synced === null ? null : !result.reading.synced,
  }));
  return factOf(answers, (bad) => ({ synced: !bad }));
}
