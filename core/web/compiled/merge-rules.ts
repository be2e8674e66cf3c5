import type { OrderedRules } from './order-rules.ts';
import { rankOf, type Palette } from './palette.ts';
import { SCOPE_BELOW, SCOPE_EXACT, type RuleColumns } from './rule-columns.ts';

/** One name each, in the order of fingerprints. */
export interface MergedNames {
  readonly count: number;
  /** For each name the first rule that has it; its letters are that rule's. */
  readonly rule: Uint32Array;
  /** Its fingerprint. */
  readonly high: Uint32Array;
  readonly low: Uint32Array;
  /** For each name its place in `palette.values`. */
  readonly value: Uint16Array;
  /** For each name the rules that decide for itself and for what is below it, or -1. */
  readonly selfRule: Int32Array;
  readonly belowRule: Int32Array;
  readonly values: Palette['values'];
}

/**
 * Makes one entry of all rules with one name: for the name itself and for what is below it, the rule of the highest rank, of
 * equals the first. Null: two names share a fingerprint of 64 bits, so that another salt is wanted. Throws RangeError when
 * there are more combinations than a release may have.
 */
export function mergeRules(
  columns: RuleColumns,
  { high, low, rule: order }: OrderedRules,
  maxValues: number,
): MergedNames | null {
  const total = order.length;
  const rule = new Uint32Array(total);
  const keptHigh = new Uint32Array(total);
  const keptLow = new Uint32Array(total);
  const value = new Uint16Array(total);
  const selfRule = new Int32Array(total);
  const belowRule = new Int32Array(total);
  const ranks = Uint8Array.from(columns.origins, (origin) => rankOf(origin.effect));
  const values: [number, number][] = [];
  const known = new Map<number, number>();
  const width = columns.origins.length + 1;
  let lastKey = -1;
  let lastValue = 0;
  let count = 0;
  for (let at = 0; at < total;) {
    const first = order[at] as number;
    const ownHigh = high[at] as number;
    const ownLow = low[at] as number;
    let self = -1;
    let below = -1;
    for (; at < total; at++) {
      const next = order[at] as number;
      if (next !== first) {
        if (high[at] !== ownHigh || low[at] !== ownLow) break;
        if (!columns.sameName(next, first)) return null;
      }
      const rank = ranks[columns.origin[next] as number] as number;
      const scope = columns.scope[next] as number;
      if (scope !== SCOPE_BELOW && (self < 0 || rank > (ranks[columns.origin[self] as number] as number))) self = next;
      if (scope !== SCOPE_EXACT && (below < 0 || rank > (ranks[columns.origin[below] as number] as number)))
        below = next;
    }
    const selfOrigin = self < 0 ? -1 : (columns.origin[self] as number);
    const belowOrigin = below < 0 ? -1 : (columns.origin[below] as number);
    const key = (selfOrigin + 1) * width + belowOrigin + 1;
    if (key !== lastKey) {
      let place = known.get(key);
      if (place === undefined) {
        place = values.push([selfOrigin, belowOrigin]) - 1;
        if (place >= maxValues) throw new RangeError(`a release holds ${maxValues} kinds of rule at most`);
        known.set(key, place);
      }
      lastKey = key;
      lastValue = place;
    }
    rule[count] = first;
    keptHigh[count] = ownHigh;
    keptLow[count] = ownLow;
    value[count] = lastValue;
    selfRule[count] = self;
    belowRule[count++] = below;
  }
  return {
    count,
    rule: rule.subarray(0, count),
    high: keptHigh.subarray(0, count),
    low: keptLow.subarray(0, count),
    value: value.subarray(0, count),
    selfRule: selfRule.subarray(0, count),
    belowRule: belowRule.subarray(0, count),
    values,
  };
}
