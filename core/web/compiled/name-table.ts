import { buildTable } from './build-table.ts';
import { keptBits, type FingerprintTable } from './fingerprint-table.ts';
import { fingerprintOf, finishHigh, finishLow, stepA, stepB, type Salt } from './hash.ts';
import { chooseLayout, type Layout } from './layout.ts';
import type { MergedNames } from './merge-rules.ts';
import { runAtOnce } from './steps.ts';
import type { RuleColumns } from './rule-columns.ts';

/** The compiler's own view of the names: a table by fingerprint, and behind each place the letters. */
export interface NameTable {
  readonly table: FingerprintTable;
  readonly columns: RuleColumns;
  readonly merged: MergedNames;
  readonly salt: Salt;
}

/** Null: two names share the bits that are kept, so that another salt is wanted. */
export function tabulate(
  columns: RuleColumns,
  merged: MergedNames,
  salt: Salt,
  layout: Layout = chooseLayout(merged.count, merged.values.length),
): NameTable | null {
  const { high, low } = merged;
  const kept = new Float64Array(merged.count);
  for (let at = 0; at < merged.count; at++) kept[at] = keptBits(high[at] as number, low[at] as number, layout);
  const table = runAtOnce(buildTable(layout, kept, merged.value));
  return table === null ? null : { table, columns, merged, salt };
}

/** For each rule the place of its name, or -1 when an equal name came before it. To go through names as they lie in memory. */
export function placesOfRules({ columns, merged }: NameTable): Int32Array {
  const places = new Int32Array(columns.count).fill(-1);
  for (let at = 0; at < merged.count; at++) places[merged.rule[at] as number] = at;
  return places;
}

export type Probe = { readonly hit: 'none' | 'collision' } | { readonly hit: 'listed'; readonly at: number };

/** Looks for one exact name. `collision`: a stranger's fingerprint is in its place. */
export function probeName(names: NameTable, name: string): Probe {
  const { high, low } = fingerprintOf(name, names.salt);
  const at = names.table.find(high, low);
  if (at < 0) return { hit: 'none' };
  return names.columns.nameOf(names.merged.rule[at] as number) === name ? { hit: 'listed', at } : { hit: 'collision' };
}

/** A name and each of its parents, the name first. */
export function* withParents(name: string): Generator<string> {
  yield name;
  for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) yield name.slice(dot + 1);
}

/**
 * Calls `visit` for every listed name that has a listed parent, with both places; names are compared by their letters. The
 * nearest parent comes last; returning true ends the search for that name. Goes through the letters in the order in which they
 * lie in memory, which is several times faster than the order of fingerprints.
 */
export function eachListedParent(
  names: NameTable,
  places: Int32Array,
  visit: (child: number, parent: number) => boolean,
): void {
  const { table, columns, salt } = names;
  const { nameStart, nameLength, names: letters, count, hasSingleLabels } = columns;
  const firstBoundary = hasSingleLabels ? 1 : 0;
  for (let rule = 0; rule < count; rule++) {
    const child = places[rule] as number;
    const start = nameStart[rule] as number;
    const end = start + (nameLength[rule] as number);
    const leftDot = child < 0 ? end : firstDot(letters, start, end);
    if (leftDot === end || (!hasSingleLabels && firstDot(letters, leftDot + 1, end) === end)) continue;
    let a = salt.a | 0;
    let b = salt.b | 0;
    let boundary = firstBoundary;
    for (let i = end - 1; i >= leftDot; i--) {
      const code = letters[i] as number;
      if (code === 46 && boundary++ > 0) {
        const high = finishHigh(a, b);
        if (table.mayHave(high)) {
          const parent = table.find(high, finishLow(a, b));
          if (parent >= 0 && endsWith(names, i + 1, end, parent) && visit(child, parent)) break;
        }
      }
      a = stepA(a, code);
      b = stepB(b, a);
    }
  }
}

/** The place of the first dot, or `end`. */
function firstDot(letters: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && letters[at] !== 46) at++;
  return at;
}

function endsWith({ columns, merged }: NameTable, from: number, to: number, parent: number): boolean {
  const rule = merged.rule[parent] as number;
  const start = columns.nameStart[rule] as number;
  if (columns.nameLength[rule] !== to - from) return false;
  for (let i = 0; i < to - from; i++) if (columns.names[from + i] !== columns.names[start + i]) return false;
  return true;
}
