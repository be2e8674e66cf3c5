import type { HeldRelease } from './compiled-index.ts';
import { finishHigh, finishLow, stepA, stepB } from './hash.ts';
import type { NameTable } from './name-table.ts';

/** What became of one list since the release before. */
export interface ListChange {
  readonly list: string;
  readonly before: number;
  readonly after: number;
  /** Names that were its, and are in no list now. */
  readonly lost: number;
  /** Names that are its, and were in no list before. */
  readonly gained: number;
}

export interface ChangeLimits {
  /** Share of the names before, 0 to 1. */
  readonly maxLostShare: number;
  readonly maxGainedShare: number;
  /** Smaller lists may change as they like. */
  readonly minNames: number;
}

/**
 * Ordinary weeks of a real phishing list lost up to 4 % and gained up to 7 %; its accidents lost 32 % in a week, and another
 * list's replaced 94 % in a day.
 */
export const DEFAULT_LIMITS: ChangeLimits = { maxLostShare: 0.2, maxGainedShare: 0.5, minNames: 200 };

/** Changes by list, by comparing names under the salt of the release before. */
export function compareWithPrevious(names: NameTable, previous: HeldRelease): ListChange[] {
  const { columns, merged } = names;
  const { table, salt, palette } = previous;
  const stayed = new Uint8Array(table.layout.count);
  const oldLists = palette.values.map(
    ([self, below]) => palette.lists[palette.origins[self < 0 ? below : self]?.list ?? -1]?.name ?? '',
  );
  const changes = new Map<string, { before: number; after: number; lost: number; gained: number }>();
  const of = (list: string) => {
    const known = changes.get(list) ?? { before: 0, after: 0, lost: 0, gained: 0 };
    changes.set(list, known);
    return known;
  };
  for (const { name } of columns.lists) of(name);
  for (let i = 0; i < merged.count; i++) {
    const rule = merged.rule[i] as number;
    let a = salt.a | 0;
    let b = salt.b | 0;
    const start = columns.nameStart[rule] as number;
    for (let at = start + (columns.nameLength[rule] as number) - 1; at >= start; at--) {
      a = stepA(a, columns.names[at] as number);
      b = stepB(b, a);
    }
    const old = table.find(finishHigh(a, b), finishLow(a, b));
    const self = merged.selfRule[i] as number;
    const decider = self >= 0 ? self : (merged.belowRule[i] as number);
    const change = of(columns.lists[columns.origins[columns.origin[decider] as number]?.list ?? -1]?.name ?? '');
    change.after++;
    if (old >= 0) stayed[old] = 1;
    else change.gained++;
  }
  for (let at = 0; at < stayed.length; at++) {
    const change = of(oldLists[table.valueAt(at)] ?? '');
    change.before++;
    if (stayed[at] === 0) change.lost++;
  }
  return [...changes].map(([list, change]) => ({ list, ...change }));
}

/** Lists whose change looks like an accident: such a release is held back until somebody says that it is meant. */
export function suspicious(changes: readonly ListChange[], limits: ChangeLimits = DEFAULT_LIMITS): ListChange[] {
  return changes.filter(
    ({ before, lost, gained }) =>
      before >= limits.minNames && (lost > before * limits.maxLostShare || gained > before * limits.maxGainedShare),
  );
}
