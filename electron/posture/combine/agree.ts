import { knownFact, mostTelling, unknownFact, type Aged } from './results.ts';

/** One answer of one source: true is the state that is not safe, false the safe one, null none. */
export interface Answer {
  readonly result: Aged;
  readonly bad: boolean | null;
}

/** null: nobody answered. Who says that it is bad is believed, whoever else says that it is not. */
export function worseOf(answers: readonly Answer[]): { readonly bad: boolean; readonly from: readonly Aged[] } | null {
  const bad = answers.filter((answer) => answer.bad === true);
  const good = answers.filter((answer) => answer.bad === false);
  const chosen = bad.length > 0 ? bad : good;
  return chosen.length === 0 ? null : { bad: bad.length > 0, from: chosen.map((answer) => answer.result) };
}

/** The fact that follows, or why there is none. */
export function factOf<T>(answers: readonly Answer[], valueOf: (bad: boolean) => T) {
  const worse = worseOf(answers);
  const all = answers.map((answer) => answer.result);
  return worse === null
    ? unknownFact(mostTelling(all.map((result) => result.reading.reason)), all)
    : knownFact(valueOf(worse.bad), worse.from);
}
