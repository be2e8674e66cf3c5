import { CHECKS, CHECK_IDS, type CheckId } from '../checks/catalogue.ts';
import type { Outcome } from '../checks/check.ts';
import type { Facts } from '../facts/catalogue.ts';
import type { Level, PolicyDocument } from '../policy/schema.ts';
import type { Finding, Verdict } from './schema.ts';

/** For each check that is failing: how long ago, in ms, it first did. */
export type FailingForMs = { readonly [K in CheckId]?: number };

export interface EvaluationInput {
  readonly facts: Facts;
  readonly policy: { readonly version: number; readonly document: PolicyDocument };
  readonly failingForMs: FailingForMs;
}

interface Rule {
  readonly level: Level;
  readonly graceSeconds: number;
  readonly parameters: unknown;
}

/** The one decision that client and server both make, from the same inputs. Pure and total. */
export function evaluate({ facts, policy, failingForMs }: EvaluationInput): Verdict {
  const findings: Finding[] = [];
  for (const id of CHECK_IDS) {
    const rule = policy.document.checks[id];
    if (rule !== undefined) findings.push(findingOf(id, rule, facts, failingForMs[id] ?? 0));
  }
  const graces = findings.flatMap((finding) => (finding.graceLeftMs === null ? [] : [finding.graceLeftMs]));
  if (findings.some((finding) => finding.effect === 'closes'))
    return { state: 'blocked', policyVersion: policy.version, closesInMs: null, findings };
  if (graces.length > 0)
    return { state: 'grace', policyVersion: policy.version, closesInMs: Math.min(...graces), findings };
  return { state: 'compliant', policyVersion: policy.version, closesInMs: null, findings };
}

function findingOf(id: CheckId, rule: Rule, facts: Facts, failingMs: number): Finding {
  const outcome = judge(id, rule.parameters, facts);
  const ageMs = ageOf(id, facts);
  const shared = {
    check: id,
    status: outcome.status,
    level: rule.level,
    reason:
      outcome.status === 'unknown'
        ? outcome.reason
        : outcome.status === 'unsupported'
          ? ('unsupported' as const)
          : null,
    evidence: outcome.evidence,
    ageMs,
  };
  if (outcome.status === 'pass' || rule.level === 'observe') return { ...shared, effect: 'none', graceLeftMs: null };
  if (rule.level === 'warn') return { ...shared, effect: 'warns', graceLeftMs: null };
  const graceLeftMs = rule.graceSeconds * 1000 - failingMs;
  // Written so that NaN and a time before the first failure close: only a number truly above zero keeps the phone open.
  if (failingMs >= 0 && graceLeftMs > 0) return { ...shared, effect: 'grace', graceLeftMs: Math.ceil(graceLeftMs) };
  return { ...shared, effect: 'closes', graceLeftMs: null };
}

/** The age of the oldest fact that a check reads, in ms. An age that is no age (NaN, negative) is older than any limit. */
function ageOf(id: CheckId, facts: Facts): number {
  const ages = CHECKS[id].facts.map((key) => facts[key].ageMs);
  return ages.every((age) => age >= 0 && age <= Number.MAX_SAFE_INTEGER) ? Math.max(...ages) : Number.MAX_SAFE_INTEGER;
}

function judge(id: CheckId, parameters: unknown, facts: Facts): Outcome {
  const check = CHECKS[id];
  if (ageOf(id, facts) > check.maxAgeMs)
    return { status: 'unknown', reason: 'stale', evidence: { key: 'evidence.unknown.stale' } };
  // Each check's own schema made these parameters when the policy was parsed; the union of them is never.
  return check.judge(facts, parameters as never);
}
