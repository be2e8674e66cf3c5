import { CHECKS } from '../../core/checks/catalogue.ts';
import { FACT_KEYS, type FactKey, type Facts } from '../../core/facts/catalogue.ts';
import { rulesFor } from '../../core/policy/rules-for.ts';
import type { PolicyRelease } from '../../core/policy/schema.ts';
import { evaluate } from '../../core/verdict/evaluate.ts';
import { failingFor, updateFailingSince, type FailingSince } from '../../core/verdict/failing-since.ts';
import type { Verdict } from '../../core/verdict/schema.ts';
import type { ActiveWaiver } from '../../core/verdict/waiver.ts';
import type { Who } from '../../core/policy/audience.ts';

/** The client's own verdict, with the memory that grace needs. Times are monotonic milliseconds. */
export interface Judge {
  /** No verdict without a policy, or before everything was looked at once (null). */
  judge(facts: Facts | null, policy: PolicyRelease | null, terms: Terms, nowMs: number): Judgement;
  /** Takes over the server's count of grace where it is further: it also remembers what was before this start. */
  adopt(theirs: Verdict, policy: PolicyRelease, who: Who, nowMs: number): void;
}

/** What was looked at for the findings that do not pass. */
export function notPassing(verdict: Verdict | null): readonly FactKey[] {
  return (verdict?.findings ?? []).flatMap(({ check, status }) => (status === 'pass' ? [] : CHECKS[check].facts));
}

/** For whom the policy is judged: what the server said last. */
export interface Terms {
  readonly who: Who;
  /** With their ends on the monotonic clock, in ms. */
  readonly waivers: readonly (Omit<ActiveWaiver, 'leftMs'> & { readonly endsAtMs: number })[];
}

export interface Judgement {
  readonly verdict: Verdict | null;
  /** When the same facts may be judged otherwise: a grace ends or a fact grows stale. */
  readonly againInMs: number | null;
}

/** No sooner than this, so that rounding can't make it spin; no later, so that it never hangs on one wrong estimate. */
const SOONEST_MS = 100;
const LATEST_MS = 60_000;

export function createJudge(): Judge {
  let since: FailingSince = {};
  return {
    judge(facts, policy, { who, waivers }, nowMs) {
      if (policy === null || facts === null) return { verdict: null, againInMs: null };
      // First with the clocks as they were, to learn what fails; then again, in case a clock has only now begun.
      const terms = { who, waivers: waivers.map((waiver) => ({ ...waiver, leftMs: whole(waiver.endsAtMs - nowMs) })) };
      const first = evaluate({ facts, policy, ...terms, failingForMs: failingFor(since, nowMs) });
      since = updateFailingSince(since, first.findings, nowMs);
      const verdict = evaluate({ facts, policy, ...terms, failingForMs: failingFor(since, nowMs) });
      return { verdict, againInMs: againInMs(verdict, facts) };
    },
    adopt(theirs, policy, who, nowMs) {
      const later: Record<string, number> = { ...since };
      const rules = rulesFor(policy.document, who);
      for (const finding of theirs.findings) {
        const rule = rules.find(({ check }) => check === finding.check);
        if (rule === undefined || finding.status === 'pass') continue;
        // What we ourselves find to pass is forgotten again at the next judgement.
        const mine = since[finding.check] ?? nowMs;
        const leftMs = finding.effect === 'grace' ? (finding.graceLeftMs ?? 0) : finding.effect === 'closes' ? 0 : null;
        if (leftMs !== null) later[finding.check] = Math.min(mine, nowMs - (rule.graceSeconds * 1000 - leftMs));
      }
      since = later;
    },
  };
}

function whole(ms: number): number {
  return Math.max(0, Math.floor(ms));
}

function againInMs(verdict: Verdict, facts: Facts): number {
  const times = verdict.findings.flatMap(({ check }) =>
    CHECKS[check].facts.map((key) => CHECKS[check].maxAgeMs - facts[key].ageMs + 1).filter((ms) => ms > 0),
  );
  if (verdict.closesInMs !== null) times.push(verdict.closesInMs);
  return Math.min(LATEST_MS, Math.max(SOONEST_MS, Math.min(...times, LATEST_MS)));
}

/** What of the facts would make the server think again: everything but how old they are. */
export function factsText(facts: Facts): string {
  return JSON.stringify(
    FACT_KEYS.map((key) => {
      const fact = facts[key];
      return fact.status === 'known' ? fact.value : fact.reason;
    }),
  );
}
