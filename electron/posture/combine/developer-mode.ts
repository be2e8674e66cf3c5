import type { Facts } from '../../../core/facts/catalogue.ts';
import { worseOf } from './agree.ts';
import { knownFact, mostTelling, ofFamily, unknownFact, type Aged } from './results.ts';

/** Here a yes of this one source settles it: signatures are asked for, whatever else does not ask. */
const SETTLING = 'linux/module-signatures';

/** The two settings each by itself; who says that one is on is believed. */
export function combineDeveloperMode(results: readonly Aged[]): Facts['developerMode'] {
  const all = ofFamily(results, 'developer');
  const settled = all.find(({ source, reading }) => source === SETTLING && reading.testSigning === false);
  const developer = worseOf(all.map((result) => ({ result, bad: result.reading.developerMode })));
  const signing =
    settled === undefined
      ? worseOf(all.map((result) => ({ result, bad: result.reading.testSigning })))
      : { bad: false, from: [settled] };
  if (developer === null && signing === null)
    return unknownFact(mostTelling(all.map(({ reading }) => reading.reason)), all);
  return knownFact({ developerMode: developer?.bad ?? null, testSigning: signing?.bad ?? null }, [
    ...(developer?.from ?? []),
    ...(signing?.from ?? []),
  ]);
}
