import { canonicalJson } from '../../core/canonical-json.ts';
import { FACT_KEYS, type Facts } from '../../core/facts/catalogue.ts';

/** What the facts say, without how old they are and who said it: equal texts mean that nothing changed for anybody. */
export function valuesOf(facts: Facts): string {
  return canonicalJson(
    FACT_KEYS.map((key) => {
      const fact = facts[key];
      return fact.status === 'known' ? { key, value: fact.value } : { key, reason: fact.reason };
    }),
  );
}
