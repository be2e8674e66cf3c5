import { CHECK_IDS, type CheckId } from '../checks/catalogue.ts';
import { factsRead } from '../checks/facts-read.ts';
import type { FactKey } from '../facts/catalogue.ts';
import { isFor, specificity, type Who } from './audience.ts';
import type { Level } from './rule.ts';
import type { PolicyDocument } from './schema.ts';

/** One check's rule for one laptop, and whose rule it is. */
export interface RuleFor {
  readonly check: CheckId;
  readonly level: Level;
  readonly graceSeconds: number;
  readonly whenUnknown: Level;
  readonly whenUnsupported: Level;
  readonly parameters: unknown;
  /** The facts that it reads with these parameters. */
  readonly reads: readonly FactKey[];
  /** The audience whose rule it is; null for everyone's. */
  readonly audience: string | null;
}

/** A policy never changes once it is parsed, so that its rules need to be sorted out only once for each kind of laptop. */
const known = new WeakMap<PolicyDocument, Map<string, readonly RuleFor[]>>();

/** The rules that hold for somebody, in the order of the checks: of those that are for them, the most specific; of equals, the first (lint refuses those). */
export function rulesFor(document: PolicyDocument, who: Who): readonly RuleFor[] {
  const key = `${who.platform} ${who.group ?? ''}`;
  let byKind = known.get(document);
  if (byKind === undefined) {
    byKind = new Map();
    known.set(document, byKind);
  }
  const before = byKind.get(key);
  if (before !== undefined) return before;
  const rules = sortOut(document, who);
  byKind.set(key, rules);
  return rules;
}

function sortOut(document: PolicyDocument, who: Who): readonly RuleFor[] {
  const audiences = document.audiences
    .filter((audience) => isFor(audience, who))
    .toSorted((a, b) => specificity(b) - specificity(a));
  return CHECK_IDS.flatMap((check): RuleFor[] => {
    for (const audience of audiences) {
      if (audience.except.includes(check)) return [];
      const rule = audience.checks[check];
      if (rule !== undefined) return [ruleFor(check, rule, audience.name)];
    }
    const rule = document.checks[check];
    return rule === undefined ? [] : [ruleFor(check, rule, null)];
  });
}

function ruleFor(
  check: CheckId,
  rule: Omit<RuleFor, 'check' | 'audience' | 'reads'>,
  audience: string | null,
): RuleFor {
  return { check, ...rule, audience, reads: factsRead(check, rule.parameters) };
}
