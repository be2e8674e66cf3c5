export type WebMode = 'filter' | 'allow-only';

/** What IT decided about the web, beside the lists. */
export interface WebRules {
  /** `allow-only`: nothing opens but what `allow` names. */
  readonly mode: WebMode;
  /** Canonical hosts; each means itself and all below it. */
  readonly allow: readonly string[];
  readonly deny: readonly { readonly host: string; readonly category: string; readonly why: string }[];
  /** What lists' categories come to. A category that is not named blocks. */
  readonly categories: Readonly<Record<string, 'block' | 'allow'>>;
}

/** Rules for some people or some hours, laid over the others. */
export interface ScheduledRules {
  /** Empty: everyone. */
  readonly groups: readonly string[];
  /** 0 is Sunday. Empty: every day. A window past midnight belongs to the day on which it starts. */
  readonly days: readonly number[];
  /** Minutes after midnight, in the agent's zone; `toMinute` is not part of it. Equal: the whole day. */
  readonly fromMinute: number;
  readonly toMinute: number;
  readonly rules: Partial<WebRules>;
}

export interface WebMoment {
  /** 0 is Sunday. */
  readonly day: number;
  /** Minutes after midnight, in the agent's zone. */
  readonly minute: number;
  readonly groups: readonly string[];
}

/** The rules that hold for somebody now. Lists add up; of modes and categories the later entry wins. */
export function effectiveRules(base: WebRules, scheduled: readonly ScheduledRules[], moment: WebMoment): WebRules {
  let rules = base;
  for (const entry of scheduled) {
    if (!isFor(entry, moment) || !isNow(entry, moment)) continue;
    rules = {
      mode: entry.rules.mode ?? rules.mode,
      allow: [...rules.allow, ...(entry.rules.allow ?? [])],
      deny: [...rules.deny, ...(entry.rules.deny ?? [])],
      categories: { ...rules.categories, ...entry.rules.categories },
    };
  }
  return rules;
}

function isFor(entry: ScheduledRules, { groups }: WebMoment): boolean {
  return entry.groups.length === 0 || entry.groups.some((group) => groups.includes(group));
}

function isNow(entry: ScheduledRules, { day, minute }: WebMoment): boolean {
  const onDay = (wanted: number) => entry.days.length === 0 || entry.days.includes(wanted);
  if (entry.fromMinute === entry.toMinute) return onDay(day);
  if (entry.fromMinute < entry.toMinute) return onDay(day) && minute >= entry.fromMinute && minute < entry.toMinute;
  return (onDay(day) && minute >= entry.fromMinute) || (onDay((day + 6) % 7) && minute < entry.toMinute);
}
