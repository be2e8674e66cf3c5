import type { PolicyDocument } from '../../../core/policy/schema.ts';

type Hours = PolicyDocument['shift']['hours'];

/** “1-5 08:00-18:00”: days by number, Monday is 1; a line each. */
export function hoursText(hours: Hours): string {
  return hours.map(({ days, from, to }) => `${daysText(days)} ${from}-${to}`).join('\n');
}

/** What can't be read is left as it is, for the schema to refuse: nothing that is typed may vanish. */
export function readHours(text: string): Hours {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [, days = '', from = line, to = ''] = /^(\S+)\s+(\S+?)\s*[-–]\s*(\S+)$/u.exec(line) ?? [];
      return { days: readDays(days), from, to };
    });
}

function daysText(days: readonly number[]): string {
  const [first, last] = [days[0], days.at(-1)];
  const isRun = days.length > 2 && days.every((day, index) => index === 0 || day === (days[index - 1] ?? 0) + 1);
  return isRun ? `${String(first)}-${String(last)}` : days.join(',');
}

function readDays(text: string): number[] {
  return text.split(',').flatMap((part) => {
    const [, first, last] = /^(\d)(?:[-–](\d))?$/u.exec(part) ?? [];
    if (first === undefined) return [];
    const to = Number(last ?? first);
    return Array.from({ length: Math.max(0, to - Number(first) + 1) }, (_none, index) => Number(first) + index);
  });
}
