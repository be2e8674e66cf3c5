import { AppError } from '../../errors.ts';
import type { FingerprintTable } from './fingerprint-table.ts';
import { guardNames, type GuardNames, type GuardReport } from './guards.ts';
import type { Salt } from './hash.ts';
import { chooseLayout, mapBitsFor, MAX_VALUES, type Layout } from './layout.ts';
import { mergeRules, type MergedNames } from './merge-rules.ts';
import { eachListedParent, placesOfRules, tabulate, type NameTable } from './name-table.ts';
import { orderRules } from './order-rules.ts';
import type { Palette } from './palette.ts';
import type { RuleColumns } from './rule-columns.ts';

export interface CompileOptions extends GuardNames {
  /** The salt of the release before, kept as long as nothing collides, so that a delta can be made; then ever new ones. */
  readonly firstSalt: Salt;
  readonly nextSalt: () => Salt;
  /** The layout of the release before, kept while it fits. */
  readonly previousLayout?: Layout | undefined;
}

export interface CompiledNames {
  readonly salt: Salt;
  readonly palette: Palette;
  readonly table: FingerprintTable;
  readonly hasSingleLabels: boolean;
  readonly names: NameTable;
  readonly report: Pick<GuardReport, 'refused' | 'blockedTopSites'> & {
    readonly rules: number;
    readonly duplicates: number;
    readonly subsumed: number;
    readonly saltsTried: number;
  };
}

/** A collision is a matter of one in a hundred; so many in a row means that somebody aims them, or that the hash is broken. */
const MAX_SALTS = 32;

/** From rules to the table. Throws AppError INVALID_INPUT beyond the limits of the format. */
export function compileRules(columns: RuleColumns, options: CompileOptions): CompiledNames {
  try {
    for (let tried = 1; tried <= MAX_SALTS; tried++) {
      const compiled = compileWith(columns, tried === 1 ? options.firstSalt : options.nextSalt(), options, tried);
      if (compiled !== null) return compiled;
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new AppError('INVALID_INPUT', `These lists can’t be one release: ${error.message}. Use fewer lists.`, {
      cause: error,
    });
  }
  throw new AppError('INTERNAL', `No salt of ${MAX_SALTS} keeps the listed names apart.`);
}

function compileWith(
  columns: RuleColumns,
  salt: Salt,
  options: CompileOptions,
  saltsTried: number,
): CompiledNames | null {
  const merged = mergeRules(columns, orderRules(columns, salt), MAX_VALUES);
  const all = merged === null ? null : tabulate(columns, merged, salt);
  if (merged === null || all === null) return null;
  const places = placesOfRules(all);
  const guarded = guardNames(all, places, options);
  if (guarded === null) return null;
  const keep = new Uint8Array(merged.count).fill(1);
  for (const at of guarded.dropped) keep[at] = 0;
  const subsumed = dropSubsumed(all, places, keep);
  const kept = subsumed + guarded.dropped.size === 0 ? merged : pick(merged, keep);
  const layout = layoutFor(kept, options.previousLayout);
  const names = tabulate(columns, kept, salt, layout);
  if (names === null) return null;
  return {
    salt,
    palette: { lists: columns.lists, origins: columns.origins, values: merged.values },
    table: names.table,
    hasSingleLabels: columns.hasSingleLabels,
    names,
    report: {
      refused: guarded.refused,
      blockedTopSites: guarded.blockedTopSites,
      rules: columns.count,
      duplicates: columns.count - merged.count,
      subsumed,
      saltsTried,
    },
  };
}

/** A child of a listed parent that says the same of all that is below it needs no entry of its own. Returns how many went. */
function dropSubsumed({ merged, ...rest }: NameTable, places: Int32Array, keep: Uint8Array): number {
  const isTree = merged.values.map(([self, below]) => self >= 0 && self === below);
  let subsumed = 0;
  eachListedParent({ merged, ...rest }, places, (child, parent) => {
    const value = merged.value[child] as number;
    // A parent that went for the sake of a grandparent is as good: the grandparent says the same. One that was refused is not.
    const isSame = value === merged.value[parent] && isTree[value] === true && keep[parent] !== 0;
    if (isSame && keep[child] === 1) {
      keep[child] = 2;
      subsumed++;
    }
    return isSame;
  });
  for (let at = 0; at < keep.length; at++) if (keep[at] === 2) keep[at] = 0;
  return subsumed;
}

function pick(merged: MergedNames, keep: Uint8Array): MergedNames {
  let count = 0;
  for (const one of keep) count += one;
  const picked = <T extends Uint32Array | Uint16Array | Int32Array>(from: T, to: T): T => {
    let size = 0;
    for (let at = 0; at < keep.length; at++) if (keep[at] === 1) to[size++] = from[at] as number;
    return to;
  };
  return {
    count,
    rule: picked(merged.rule, new Uint32Array(count)),
    high: picked(merged.high, new Uint32Array(count)),
    low: picked(merged.low, new Uint32Array(count)),
    value: picked(merged.value, new Uint16Array(count)),
    selfRule: picked(merged.selfRule, new Int32Array(count)),
    belowRule: picked(merged.belowRule, new Int32Array(count)),
    values: merged.values,
  };
}

/** Deltas need the same cut of the fingerprints, so the layout before is kept while its buckets are neither empty nor crowded. */
function layoutFor(kept: MergedNames, previous: Layout | undefined): Layout {
  const fresh = chooseLayout(kept.count, kept.values.length);
  if (previous === undefined || previous.valueBits < Math.ceil(Math.log2(Math.max(1, kept.values.length))))
    return fresh;
  const { bucketBits, tagBits, valueBits } = previous;
  const load = kept.count / 2 ** bucketBits;
  if (!(load > 2 && load < 7)) return fresh;
  return { count: kept.count, bucketBits, tagBits, valueBits, mapBits: mapBitsFor(kept.count, bucketBits) };
}
