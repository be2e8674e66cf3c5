import { suspicious, type ChangeLimits, type ListChange } from '../../core/web/compiled/compare-release.ts';
import type { TakenList } from '../../core/web/compiled/intake.ts';

/** More than half of a list that goes or comes at once is an accident until somebody says that it is meant. */
const LIMITS: ChangeLimits = { maxLostShare: 0.5, maxGainedShare: 0.5, minNames: 200 };

export function rulesOf({ domainRules, others }: TakenList): number {
  return domainRules + others.length;
}

/** Why the new text of a list should not be used, in a sentence; null when nothing is odd. `before` is the number of its rules in use. */
export function oddChange(taken: TakenList, changes: readonly ListChange[], before: number | null): string | null {
  const rules = rulesOf(taken);
  if (rules === 0) return 'The new text holds no rule that can be read, so the one before stays in use.';
  const names = suspicious(
    changes.filter(({ list }) => list === taken.list),
    LIMITS,
  )[0];
  if (names !== undefined)
    return `Of ${names.before} sites, ${names.lost} would go and ${names.gained} would come at once, so the text before stays in use.`;
  if (before !== null && before >= LIMITS.minNames && (rules < before * 0.5 || rules > before * 1.5))
    return `The list would go from ${before} rules to ${rules} at once, so the text before stays in use.`;
  return null;
}
