import { CHECKS, type CheckId } from '../../../core/checks/catalogue.ts';
import type { PolicyDocument } from '../../../core/policy/schema.ts';

export type PolicyRule = NonNullable<PolicyDocument['checks'][CheckId]>;
export type EditPolicy = (change: (document: PolicyDocument) => PolicyDocument) => void;

/** The policy with one check changed; `null` leaves the check out. */
export function withRule(document: PolicyDocument, check: CheckId, rule: PolicyRule | null): PolicyDocument {
  const { [check]: _before, ...others } = document.checks;
  // Each check's rule has its own parameters; that they fit is what the schema says before anything is published.
  const checks = rule === null ? others : { ...others, [check]: rule };
  return { ...document, checks };
}

/** What a check is when somebody begins to use it: shown to agents, closing nothing yet. */
export function newRule(check: CheckId): PolicyRule {
  return { level: 'warn', graceSeconds: 0, parameters: CHECKS[check].parameters.parse({}) } as PolicyRule;
}

export function withPhone(document: PolicyDocument, phone: Partial<PolicyDocument['phone']>): PolicyDocument {
  return { ...document, phone: { ...document.phone, ...phone } };
}

export function withWeb(document: PolicyDocument, web: Partial<PolicyDocument['web']>): PolicyDocument {
  return { ...document, web: { ...document.web, ...web } };
}
