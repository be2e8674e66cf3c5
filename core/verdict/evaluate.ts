import { CHECKS, type CheckId } from '../checks/catalogue.ts';
import type { Outcome } from '../checks/check.ts';
import type { Facts } from '../facts/catalogue.ts';
import type { Who } from '../policy/audience.ts';
import type { Level } from '../policy/rule.ts';
import { rulesFor, type RuleFor } from '../policy/rules-for.ts';
import type { PolicyDocument } from '../policy/schema.ts';
import type { Finding, Verdict } from './schema.ts';
import type { ActiveWaiver } from './waiver.ts';

/** For each check that is failing: how long ago, in ms, it first did. */
export type FailingForMs = { readonly [K in CheckId]?: number };

export interface EvaluationInput {
  readonly facts: Facts;
  readonly policy: { readonly version: number; readonly document: PolicyDocument };
  /** Whose laptop it is, as far as the policy makes a difference. */
  readonly who: Who;
  /** Those that hold for this laptop; of two for one check the longer counts. */
  readonly waivers: readonly ActiveWaiver[];
  readonly failingForMs: FailingForMs;
}

/**
 * The one decision that client and server both make, from the same inputs. Pure and total. Times come in as how long ago and how long still,
 * never as a clock's: so that no clock can be argued with.
 */
export function evaluate({ facts, policy, who, waivers, failingForMs }: EvaluationInput): Verdict {
  const findings: Finding[] = [];
  let closesInMs = Infinity;
  let state: Verdict['state'] = 'compliant';
  for (const rule of rulesFor(policy.document, who)) {
    const outcome = judge(rule, facts);
    const decided = decide(rule, outcome, failingForMs[rule.check] ?? 0, waiverFor(rule.check, waivers));
    findings.push(findingOf(rule, outcome, decided, ageOf(rule, facts)));
    if (decided.effect === 'closes') state = 'blocked';
    else if (decided.effect === 'grace' && state === 'compliant') state = 'grace';
    closesInMs = Math.min(closesInMs, decided.closesInMs);
  }
  const isLimited = state !== 'blocked' && closesInMs !== Infinity;
  return { state, policyVersion: policy.version, closesInMs: isLimited ? closesInMs : null, findings };
}

export type Effect = Finding['effect'];

/** What one rule does to the phone, without the words; `isMeasured` is false when it is so only because nobody has looked yet. */
export function effectOf(
  rule: RuleFor,
  { facts, waivers, failingForMs }: Pick<EvaluationInput, 'facts' | 'waivers' | 'failingForMs'>,
): { readonly effect: Effect; readonly isMeasured: boolean } {
  const outcome = judge(rule, facts);
  const { effect } = decide(rule, outcome, failingForMs[rule.check] ?? 0, waiverFor(rule.check, waivers));
  return { effect, isMeasured: outcome.status !== 'unknown' || outcome.reason !== 'not-measured' };
}

interface Decided {
  readonly effect: Effect;
  readonly graceLeftMs: number | null;
  readonly waiver: ActiveWaiver | null;
  /** When it closes the phone if nothing changes; Infinity: never. */
  readonly closesInMs: number;
}

function decide(rule: RuleFor, outcome: Outcome, failingMs: number, waiver: ActiveWaiver | null): Decided {
  const nothing = { graceLeftMs: null, waiver: null, closesInMs: Infinity } as const;
  const level = levelOf(rule, outcome);
  if (outcome.status === 'pass' || level === 'observe') return { effect: 'none', ...nothing };
  // Written so that NaN and a time before the first failure close: only a number truly above zero keeps the phone open.
  const left = failingMs >= 0 ? Math.ceil(rule.graceSeconds * 1000 - failingMs) : 0;
  const graceLeftMs = left > 0 ? left : 0;
  if (waiver !== null)
    return {
      effect: 'waived',
      graceLeftMs: null,
      waiver,
      closesInMs: level === 'block' ? Math.max(waiver.leftMs, graceLeftMs) : Infinity,
    };
  if (level === 'warn') return { effect: 'warns', ...nothing };
  if (graceLeftMs > 0) return { effect: 'grace', graceLeftMs, waiver: null, closesInMs: graceLeftMs };
  return { effect: 'closes', ...nothing };
}

const STRENGTH: Readonly<Record<Level, number>> = { observe: 0, warn: 1, block: 2 };

/** What could not be told weighs as the rule says, but never more than the check itself does. */
function levelOf(rule: RuleFor, outcome: Outcome): Level {
  const said =
    outcome.status === 'unknown'
      ? rule.whenUnknown
      : outcome.status === 'unsupported'
        ? rule.whenUnsupported
        : rule.level;
  return STRENGTH[said] < STRENGTH[rule.level] ? said : rule.level;
}

/** A waiver without time left is none; written so that NaN is none either. */
function waiverFor(check: CheckId, waivers: readonly ActiveWaiver[]): ActiveWaiver | null {
  let longest: ActiveWaiver | null = null;
  for (const waiver of waivers)
    if (waiver.check === check && waiver.leftMs > 0 && !(waiver.leftMs <= (longest?.leftMs ?? 0))) longest = waiver;
  return longest;
}

function findingOf(rule: RuleFor, outcome: Outcome, decided: Decided, ageMs: number): Finding {
  return {
    check: rule.check,
    status: outcome.status,
    level: rule.level,
    reason: outcome.status === 'unknown' ? outcome.reason : outcome.status === 'unsupported' ? 'unsupported' : null,
    evidence: outcome.evidence,
    effect: decided.effect,
    graceLeftMs: decided.graceLeftMs,
    waiverLeftMs: decided.waiver?.leftMs ?? null,
    decidedBy: { audience: rule.audience, waiver: decided.waiver?.id ?? null },
    ageMs,
  };
}

/** The age of the oldest fact that a check reads, in ms. An age that is no age (NaN, negative) is older than any limit. */
function ageOf({ reads }: RuleFor, facts: Facts): number {
  let oldest = 0;
  for (const key of reads) {
    const age = facts[key].ageMs;
    if (!(age >= 0 && age <= Number.MAX_SAFE_INTEGER)) return Number.MAX_SAFE_INTEGER;
    oldest = Math.max(oldest, age);
  }
  return oldest;
}

function judge(rule: RuleFor, facts: Facts): Outcome {
  const check = CHECKS[rule.check];
  if (ageOf(rule, facts) > check.maxAgeMs)
    return { status: 'unknown', reason: 'stale', evidence: { key: 'evidence.unknown.stale' } };
  // Each check's own schema made these parameters when the policy was parsed; the union of them is never.
  return check.judge(facts, rule.parameters as never);
}
