import { factsRead } from '../checks/facts-read.ts';
import type { FactKey, Facts } from '../facts/catalogue.ts';
import type { Who } from '../policy/audience.ts';
import { rulesFor } from '../policy/rules-for.ts';
import type { PolicyDocument } from '../policy/schema.ts';
import type { Verdict } from './schema.ts';

/** Whether every fact that can close the phone under this policy was looked at: before that there is nothing to judge. */
export function isMeasured(facts: Facts, document: PolicyDocument, who: Who): boolean {
  return rulesFor(document, who).every(
    (rule) =>
      rule.level !== 'block' ||
      factsRead(rule.check, rule.parameters).every((key) => {
        const fact = facts[key];
        return fact.status === 'known' || fact.reason !== 'not-measured';
      }),
  );
}

/** The facts that a policy reads of this laptop, and no others are worth measuring: what is there to recognise it by, and what its checks ask for. */
export function factsWanted(document: PolicyDocument, who: Who): ReadonlySet<FactKey> {
  return new Set<FactKey>([
    'os',
    'hardware',
    ...rulesFor(document, who).flatMap((rule) => factsRead(rule.check, rule.parameters)),
  ]);
}

/**
 * Whether nothing closes the phone but facts that the device has not looked at yet. No lease is given for that, but it is no
 * finding about the laptop: neither the floor nor the audit log may say that it was blocked.
 */
export function isNotMeasuredYet(verdict: Verdict): boolean {
  return (
    verdict.state === 'blocked' &&
    verdict.findings.every(({ effect, reason }) => effect !== 'closes' || reason === 'not-measured')
  );
}
