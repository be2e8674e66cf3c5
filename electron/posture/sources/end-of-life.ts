import { z } from 'zod';
import type { UnknownReason } from '../../../core/facts/fact.ts';
import table from '../data/end-of-life.json' with { type: 'json' };

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const dates = z.record(z.string(), day);
export const endOfLifeTableSchema = z.object({
  /** The day on which somebody last compared the table with the makers' pages. */
  asOf: day,
  /** Systems without versions: they are supported as long as they are updated, which is another check's matter. */
  rolling: z.array(z.string()),
  codenames: z.record(z.string(), z.record(z.string(), z.string())),
  linux: z.record(z.string(), dates),
  /** null: supported on the table's day, with no end announced. */
  macos: z.record(z.string(), day.nullable()),
  windows: z.record(z.string(), dates),
});
export type EndOfLifeTable = z.infer<typeof endOfLifeTableSchema>;

const TABLE: EndOfLifeTable = endOfLifeTableSchema.parse(table);
/** After so many days without a look at the makers' pages the table proves nothing. */
const TABLE_LASTS_DAYS = 400;

export interface EndOfLife {
  readonly eol: boolean | null;
  readonly reason: UnknownReason | null;
}

const UNLISTED: EndOfLife = { eol: null, reason: 'unsupported' };

/** `version` as os-release writes it: 12, 22.04, 9.4, 3.19.1. The longest listed prefix decides. */
export function linuxEndOfLife(id: string, version: string | null, asOf: string): EndOfLife {
  if (TABLE.rolling.includes(id)) return whileFresh(asOf, { eol: false, reason: null });
  const versions = own(TABLE.linux, id);
  if (versions === undefined || version === null) return UNLISTED;
  for (let prefix = version; prefix !== ''; prefix = prefix.slice(0, Math.max(0, prefix.lastIndexOf('.')))) {
    const end = own(versions, prefix);
    if (end !== undefined) return judge(end, asOf);
  }
  return UNLISTED;
}

/** For derivatives: the version of the base that a code name stands for. */
export function versionOfCodename(base: string, codename: string): string | null {
  return own(own(TABLE.codenames, base) ?? {}, codename) ?? null;
}

/** A date that the system itself gives, as in SUPPORT_END of os-release: no table, so no stale table. */
export function endOfLifeOn(end: string, asOf: string): EndOfLife {
  return { eol: asOf > end, reason: null };
}

export function macosEndOfLife(version: string, asOf: string): EndOfLife {
  const [major = '', minor = ''] = version.split('.');
  const end = own(TABLE.macos, major === '10' ? `10.${minor}` : major);
  if (end === undefined) return UNLISTED;
  return end === null ? whileFresh(asOf, { eol: false, reason: null }) : judge(end, asOf);
}

/** Microsoft's lifecycle differs by edition: https://learn.microsoft.com/lifecycle/faq/windows */
export type WindowsServicing = 'home' | 'enterprise' | 'ltsc' | 'iot-ltsc' | 'server';

export function windowsEndOfLife(build: number, servicing: WindowsServicing | null, asOf: string): EndOfLife {
  const ends = own(TABLE.windows, String(build));
  if (ends === undefined) return UNLISTED;
  if (servicing !== null) {
    const end = ends[servicing] ?? ends['any'];
    return end === undefined ? UNLISTED : judge(end, asOf);
  }
  // The edition is not known: it is over when it is over for all of them, and goes on when it does for all of them.
  const judged = Object.values(ends).map((end) => judge(end, asOf));
  const first = judged[0];
  if (first === undefined || judged.some((one) => one.eol !== first.eol)) return { eol: null, reason: 'unreadable' };
  return first;
}

function judge(end: string, asOf: string): EndOfLife {
  // An end that has passed stays passed, however old the table is.
  return asOf > end ? { eol: true, reason: null } : whileFresh(asOf, { eol: false, reason: null });
}

function whileFresh(asOf: string, answer: EndOfLife): EndOfLife {
  const ageDays = (Date.parse(asOf) - Date.parse(TABLE.asOf)) / 86_400_000;
  return ageDays <= TABLE_LASTS_DAYS ? answer : { eol: null, reason: 'stale' };
}

/** Keys come from recordings: `constructor` must not find Object's. */
function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
