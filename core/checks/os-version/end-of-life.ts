import type { FactValues } from '../../facts/catalogue.ts';

/** The last day of support of a version and of all that begin with it, as IT wrote it. */
export interface EndOfLifeDate {
  readonly id: string;
  readonly version: string;
  readonly date: string;
}

/**
 * Whether support has ended. The policy's own date decides where it has one; else what the client's table said. A judge has no clock:
 * the day is the one on which the laptop looked, by its own clock, as it is for the client's table.
 */
export function endOfLifeOf(os: FactValues['os'], dates: readonly EndOfLifeDate[]): boolean | null {
  const own = dates.filter(
    ({ id, version }) => id === os.id && [os.version, os.build].some((text) => begins(text, version)),
  );
  if (own.length === 0) return os.endOfLife;
  if (os.judgedOn === null || !/^\d{4}-\d{2}-\d{2}$/.test(os.judgedOn)) return os.endOfLife === true ? true : null;
  const longest = Math.max(...own.map(({ version }) => version.length));
  const meant = own.filter(({ version }) => version.length === longest).map(({ date }) => date);
  // Two dates for the same version: the earlier one.
  const [end = ''] = meant.toSorted();
  return os.judgedOn > end;
}

/** 14.7 begins 14.7 and 14.7.1, not 14.70. */
function begins(text: string | null, version: string): boolean {
  return text !== null && (text === version || text.startsWith(`${version}.`));
}
