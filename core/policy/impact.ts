import type { CheckId } from '../checks/catalogue.ts';
import type { Facts } from '../facts/catalogue.ts';
import { effectOf, type Effect, type EvaluationInput } from '../verdict/evaluate.ts';
import type { Who } from './audience.ts';
import { rulesFor, type RuleFor } from './rules-for.ts';
import type { PolicyDocument } from './schema.ts';

/** What a laptop is that last reported some time ago. */
export interface ImpactDevice extends Pick<EvaluationInput, 'who' | 'waivers' | 'failingForMs'> {
  /** Asked for only where they decide; null when nothing readable was ever reported. */
  readonly facts: () => Facts | null;
  /** Since its last report, in ms. */
  readonly reportedAgoMs: number | null;
}

export const IMPACT_CHANGES = ['newly-blocked', 'newly-in-grace', 'newly-passing', 'unchanged', 'unknown'] as const;
export type ImpactChange = (typeof IMPACT_CHANGES)[number];

export interface Impact {
  readonly change: ImpactChange;
  /** The checks that make the difference. */
  readonly checks: readonly CheckId[];
}

/** So many laptops are named at most; the counts are of all. */
export const IMPACT_LIST_MAX = 500;
/** What a laptop said longer ago says too little about it. A month, so that a holiday does not empty a preview. */
export const FACTS_TELL_FOR_MS = 30 * 86_400_000;

const UNCHANGED: Impact = { change: 'unchanged', checks: [] };
const UNKNOWN: Impact = { change: 'unknown', checks: [] };

/**
 * What putting `draft` in the place of `current` would do to one laptop, by what it said last. The same as evaluating both,
 * but only rules that differ are judged as long as they alone decide.
 */
export function impactOf(device: ImpactDevice, current: PolicyDocument, draft: PolicyDocument): Impact {
  const rules = compared(current, draft, device.who);
  if (rules.before.length === 0 && rules.after.length === 0) return UNCHANGED;
  const { reportedAgoMs } = device;
  if (reportedAgoMs === null || !(reportedAgoMs <= FACTS_TELL_FOR_MS)) return UNKNOWN;
  const facts = device.facts();
  if (facts === null) return UNKNOWN;
  const input = { facts, waivers: device.waivers, failingForMs: device.failingForMs };
  const [before, after] = [standingOf(rules.before, input), standingOf(rules.after, input)];
  if (before.weight === after.weight && !after.isOpenEnded) return UNCHANGED;
  const same = standingOf(rules.same, input).weight;
  if (same === CLOSES) return UNCHANGED;
  const [was, is] = [Math.max(before.weight, same), Math.max(after.measured, same)];
  // What was never measured will be as soon as the policy asks for it: until then nobody can tell.
  if (after.isOpenEnded && is < CLOSES) return UNKNOWN;
  if (was === is) return UNCHANGED;
  return is > was
    ? { change: is === CLOSES ? 'newly-blocked' : 'newly-in-grace', checks: after.of(is) }
    : { change: is === 0 ? 'newly-passing' : 'newly-in-grace', checks: before.of(was) };
}

const CLOSES = 2;
const WEIGHT: Readonly<Record<Effect, 0 | 1 | 2>> = { none: 0, warns: 0, waived: 0, grace: 1, closes: CLOSES };

interface Standing {
  readonly weight: number;
  /** Of what was measured. */
  readonly measured: number;
  /** Something that was never measured counts down or closes. */
  readonly isOpenEnded: boolean;
  of(weight: number): readonly CheckId[];
}

type Input = Pick<EvaluationInput, 'facts' | 'waivers' | 'failingForMs'>;

function standingOf(rules: readonly RuleFor[], input: Input): Standing {
  let [weight, measured, isOpenEnded] = [0, 0, false];
  const bad: { readonly check: CheckId; readonly weight: number }[] = [];
  for (const rule of rules) {
    const { effect, isMeasured } = effectOf(rule, input);
    const mine = WEIGHT[effect];
    if (mine === 0) continue;
    weight = Math.max(weight, mine);
    bad.push({ check: rule.check, weight: mine });
    if (isMeasured) measured = Math.max(measured, mine);
    else isOpenEnded = true;
  }
  return {
    weight,
    measured,
    isOpenEnded,
    of: (weight) => bad.flatMap((one) => (one.weight === weight ? [one.check] : [])),
  };
}

interface Compared {
  readonly same: readonly RuleFor[];
  readonly before: readonly RuleFor[];
  readonly after: readonly RuleFor[];
}

/** Policies never change once they are parsed, so that two are compared once for each kind of laptop. */
const known = new WeakMap<PolicyDocument, WeakMap<PolicyDocument, Map<string, Compared>>>();

function compared(current: PolicyDocument, draft: PolicyDocument, who: Who): Compared {
  const drafts = known.get(current) ?? new WeakMap<PolicyDocument, Map<string, Compared>>();
  known.set(current, drafts);
  const kinds = drafts.get(draft) ?? new Map<string, Compared>();
  drafts.set(draft, kinds);
  const kind = `${who.platform} ${who.group ?? ''}`;
  const before = kinds.get(kind);
  if (before !== undefined) return before;
  const made = compare(rulesFor(current, who), rulesFor(draft, who));
  kinds.set(kind, made);
  return made;
}

function compare(was: readonly RuleFor[], is: readonly RuleFor[]): Compared {
  const text = ({ audience: _audience, ...rule }: RuleFor) => JSON.stringify(rule);
  const isIn = (rules: readonly RuleFor[]) => {
    const texts = new Set(rules.map(text));
    return (rule: RuleFor) => texts.has(text(rule));
  };
  const [stays, isOld] = [isIn(is), isIn(was)];
  return {
    same: was.filter(stays),
    before: was.filter((rule) => !stays(rule)),
    after: is.filter((rule) => !isOld(rule)),
  };
}
