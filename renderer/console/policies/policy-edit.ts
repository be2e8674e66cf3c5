import type { CheckId } from '../../../core/checks/catalogue.ts';
import { checkRulesSchema } from '../../../core/policy/rule.ts';
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
  // The schema's own defaults, whatever else a rule holds.
  return checkRulesSchema.shape[check].parse({ level: 'warn' }) as PolicyRule;
}

export function withPhone(document: PolicyDocument, phone: Partial<PolicyDocument['phone']>): PolicyDocument {
  return { ...document, phone: { ...document.phone, ...phone } };
}

export function withWeb(document: PolicyDocument, web: Partial<PolicyDocument['web']>): PolicyDocument {
  return { ...document, web: { ...document.web, ...web } };
}

/** Which kinds of sites lists block; none leaves it to the lists, which is all. */
export function withListCategories(document: PolicyDocument, categories: readonly string[]): PolicyDocument {
  const { lists: _before, ...web } = document.web;
  return { ...document, web: categories.length === 0 ? web : { ...web, lists: { categories: [...categories] } } };
}

type Audience = PolicyDocument['audiences'][number];

/** The policy with one audience changed; `null` removes it. */
export function withAudience(document: PolicyDocument, index: number, audience: Audience | null): PolicyDocument {
  const audiences = document.audiences.flatMap((before, at) => (at === index ? (audience ?? []) : before));
  return { ...document, audiences };
}

/** A name that no other audience has yet. */
export function withNewAudience(document: PolicyDocument, name: string): PolicyDocument {
  const taken = new Set(document.audiences.map((audience) => audience.name));
  let free = name;
  for (let count = 2; taken.has(free); count += 1) free = `${name} ${count}`;
  const audience: Audience = { name: free, groups: [], platforms: [], checks: {}, except: [] };
  return { ...document, audiences: [...document.audiences, audience] };
}

/** An audience with one check's rule changed; `null` leaves it to everyone's. */
export function withAudienceRule(audience: Audience, check: CheckId, rule: PolicyRule | null): Audience {
  const { [check]: _before, ...others } = audience.checks;
  return { ...audience, checks: rule === null ? others : { ...others, [check]: rule } };
}
