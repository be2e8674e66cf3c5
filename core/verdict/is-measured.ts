import { CHECK_IDS, CHECKS } from '../checks/catalogue.ts';
import type { Facts } from '../facts/catalogue.ts';
import type { PolicyDocument } from '../policy/schema.ts';

/** Whether every fact that can close the phone under this policy was looked at: before that there is nothing to judge. */
export function isMeasured(facts: Facts, document: PolicyDocument): boolean {
  return CHECK_IDS.every((id) => {
    if (document.checks[id]?.level !== 'block') return true;
    return CHECKS[id].facts.every((key) => {
      const fact = facts[key];
      return fact.status === 'known' || fact.reason !== 'not-measured';
    });
  });
}
