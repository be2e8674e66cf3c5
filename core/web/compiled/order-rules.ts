import { finishHigh, finishLow, stepA, stepB, type Salt } from './hash.ts';
import type { RuleColumns } from './rule-columns.ts';

/** All rules by fingerprint and then by number: place by place, so that later passes read memory in order. */
export interface OrderedRules {
  readonly high: Uint32Array;
  readonly low: Uint32Array;
  /** Numbers of rules. */
  readonly rule: Uint32Array;
}

/** Hashes every rule's name and puts the rules in the order of their fingerprints: a counting sort, then tiny insertion sorts. */
export function orderRules(columns: RuleColumns, salt: Salt): OrderedRules {
  const { count } = columns;
  const bits = Math.min(20, Math.max(8, Math.floor(Math.log2(count + 1)) - 1));
  const shift = 32 - bits;
  const starts = new Uint32Array(2 ** bits + 1);
  const hashes = hashAll(columns, salt);
  for (let rule = 0; rule < count; rule++) {
    const bucket = ((hashes.high[rule] as number) >>> shift) + 1;
    starts[bucket] = (starts[bucket] as number) + 1;
  }
  for (let bucket = 1; bucket < starts.length; bucket++)
    starts[bucket] = (starts[bucket] as number) + (starts[bucket - 1] as number);
  const ordered = { high: new Uint32Array(count), low: new Uint32Array(count), rule: new Uint32Array(count) };
  const ends = starts.slice();
  for (let rule = 0; rule < count; rule++) {
    const first = hashes.high[rule] as number;
    const bucket = first >>> shift;
    const at = ends[bucket] as number;
    ends[bucket] = at + 1;
    ordered.high[at] = first;
    ordered.low[at] = hashes.low[rule] as number;
    ordered.rule[at] = rule;
  }
  for (let bucket = 0; bucket + 1 < starts.length; bucket++)
    sortRun(ordered, starts[bucket] as number, starts[bucket + 1] as number);
  return ordered;
}

function hashAll({ count, names, nameStart, nameLength }: RuleColumns, salt: Salt) {
  const high = new Uint32Array(count);
  const low = new Uint32Array(count);
  for (let rule = 0; rule < count; rule++) {
    let a = salt.a | 0;
    let b = salt.b | 0;
    const start = nameStart[rule] as number;
    for (let i = start + (nameLength[rule] as number) - 1; i >= start; i--) {
      a = stepA(a, names[i] as number);
      b = stepB(b, a);
    }
    high[rule] = finishHigh(a, b);
    low[rule] = finishLow(a, b);
  }
  return { high, low };
}

/** Stable, so that of equal fingerprints the first rule stays first. A run of duplicates costs one comparison each. */
function sortRun({ high, low, rule }: OrderedRules, from: number, to: number): void {
  for (let i = from + 1; i < to; i++) {
    const ownHigh = high[i] as number;
    const ownLow = low[i] as number;
    const own = rule[i] as number;
    let at = i - 1;
    for (; at >= from; at--) {
      const otherHigh = high[at] as number;
      if (otherHigh < ownHigh || (otherHigh === ownHigh && (low[at] as number) <= ownLow)) break;
      high[at + 1] = otherHigh;
      low[at + 1] = low[at] as number;
      rule[at + 1] = rule[at] as number;
    }
    high[at + 1] = ownHigh;
    low[at + 1] = ownLow;
    rule[at + 1] = own;
  }
}
