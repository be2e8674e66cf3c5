import type { FactKey, Facts, FactValues } from '../facts/catalogue.ts';
import type { Outcome } from './check.ts';

/** Runs `judge` on a known fact; an unknown one becomes an `unknown` or `unsupported` outcome by itself. */
export function whenKnown<K extends FactKey>(facts: Facts, key: K, judge: (value: FactValues[K]) => Outcome): Outcome {
  const fact = facts[key];
  if (fact.status === 'known') return judge(fact.value);
  if (fact.reason === 'unsupported') return { status: 'unsupported', evidence: { key: 'evidence.unsupported' } };
  return { status: 'unknown', reason: fact.reason, evidence: { key: `evidence.unknown.${fact.reason}` } };
}
