export const DURATION_UNITS = ['seconds', 'minutes', 'hours', 'days'] as const;
export type DurationUnit = (typeof DURATION_UNITS)[number];

export const SECONDS_IN: Readonly<Record<DurationUnit, number>> = {
  seconds: 1,
  minutes: 60,
  hours: 3600,
  days: 86_400,
};

/** The largest unit in which these seconds are a whole number. */
export function unitOf(seconds: number): DurationUnit {
  if (!Number.isFinite(seconds) || seconds === 0) return 'minutes';
  return DURATION_UNITS.toReversed().find((unit) => seconds % SECONDS_IN[unit] === 0) ?? 'seconds';
}
