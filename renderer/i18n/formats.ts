const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

type Unit = 'second' | 'minute' | 'hour' | 'day';

/** The unit in which people say this many milliseconds, and how many of it. */
export function inPeopleUnits(ms: number): { readonly unit: Unit; readonly ms: number } {
  const size = Math.abs(ms);
  if (size < MINUTE) return { unit: 'second', ms: SECOND };
  if (size < HOUR) return { unit: 'minute', ms: MINUTE };
  if (size < 36 * HOUR) return { unit: 'hour', ms: HOUR };
  return { unit: 'day', ms: DAY };
}

/** Dates, times and durations as the locale writes them. Formatters are made once. */
export function createFormats(locale: string) {
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
  const number = new Intl.NumberFormat(locale);
  const units = new Map<Unit, Intl.NumberFormat>();
  const unitFormat = (unit: Unit): Intl.NumberFormat => {
    let format = units.get(unit);
    if (format === undefined) {
      format = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: unit === 'day' ? 'long' : 'short' });
      units.set(unit, format);
    }
    return format;
  };
  return {
    number: (value: number): string => number.format(value),
    dateTime: (ms: number): string => dateTime.format(ms),
    time: (ms: number): string => time.format(ms),
    /** “2 minutes ago”, “in 3 hours”; anything within ten seconds is “now”. */
    relativeTime: (deltaMs: number): string => {
      if (Math.abs(deltaMs) < 10 * SECOND) return relative.format(0, 'second');
      const { unit, ms } = inPeopleUnits(deltaMs);
      return relative.format(Math.trunc(deltaMs / ms), unit);
    },
    /** “12 min”, “45 sec”: rounded up, so that a countdown never promises less time than there is left to lose. */
    duration: (ms: number): string => {
      const { unit, ms: size } = inPeopleUnits(Math.max(0, ms));
      return unitFormat(unit).format(Math.ceil(Math.max(0, ms) / size));
    },
    /** “12 ms” or “1.4 sec”, for how long a machine took. */
    machineTime: (ms: number): string =>
      ms < SECOND
        ? new Intl.NumberFormat(locale, { style: 'unit', unit: 'millisecond', maximumFractionDigits: 0 }).format(ms)
        : new Intl.NumberFormat(locale, { style: 'unit', unit: 'second', maximumFractionDigits: 1 }).format(
            ms / SECOND,
          ),
    /** “a, b and c” */
    list: (items: readonly string[]): string => new Intl.ListFormat(locale, { type: 'conjunction' }).format(items),
    /** “112 or 999” */
    either: (items: readonly string[]): string => new Intl.ListFormat(locale, { type: 'disjunction' }).format(items),
  };
}
