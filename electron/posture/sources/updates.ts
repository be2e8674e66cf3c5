import type { UpdatesReading } from './reading.ts';

export function updatesReading(
  fields: Partial<Omit<UpdatesReading, 'reason'>>,
  reason: UpdatesReading['reason'] = null,
): UpdatesReading {
  return { pending: null, securityPending: null, restartRequired: null, checkedDaysAgo: null, ...fields, reason };
}

/** Whole and part days from an ISO date to the day of judgement; null for a date that is none or lies ahead by more than a day. */
export function daysSince(date: string | null, asOf: string): number | null {
  const then = date === null ? Number.NaN : Date.parse(date);
  const days = (Date.parse(`${asOf}T23:59:59Z`) - then) / 86_400_000;
  return Number.isFinite(days) && days > -1 ? Math.max(0, Math.floor(days)) : null;
}
