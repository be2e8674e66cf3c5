import type { FactKey } from '../../core/facts/catalogue.ts';
import type { Who } from '../../core/policy/audience.ts';
import type { PolicyRelease } from '../../core/policy/schema.ts';
import { factsWanted } from '../../core/verdict/is-measured.ts';

/** What the server has to know to tell which policy this is; without a policy nobody wants more. */
const WITHOUT_POLICY: readonly FactKey[] = ['os', 'hardware'];

/** Nothing is looked at that no check of the policy in force reads. */
export function factsNeeded(policy: PolicyRelease | null, who: Who): Iterable<FactKey> {
  return policy === null ? WITHOUT_POLICY : factsWanted(policy.document, who);
}
