import { buildTable } from './build-table.ts';
import { STEP, type Steps } from './steps.ts';
import type { FingerprintTable } from './fingerprint-table.ts';
import type { Layout } from './layout.ts';

/** The kept bits of all entries, ascending. */
export function* keptOf(table: FingerprintTable): Steps<Float64Array> {
  const kept = new Float64Array(table.layout.count);
  const buckets = 2 ** table.layout.bucketBits;
  for (let bucket = 0; bucket < buckets; bucket++) {
    const end = table.bucketStart(bucket + 1);
    for (let at = table.bucketStart(bucket); at < end; at++) kept[at] = table.fingerprintAt(at, bucket);
    if (bucket % STEP === STEP - 1) yield;
  }
  return kept;
}

/** Kept bits by value: one ascending run for each of `values`. */
export function* groupByValue(table: FingerprintTable, values: number): Steps<Float64Array[]> {
  const kept = yield* keptOf(table);
  const sizes = new Uint32Array(values);
  for (let at = 0; at < kept.length; at++) {
    const value = table.valueAt(at);
    sizes[value] = (sizes[value] as number) + 1;
  }
  yield;
  const groups = Array.from(sizes, (size) => new Float64Array(size));
  const filled = new Uint32Array(values);
  for (let at = 0; at < kept.length; at++) {
    const value = table.valueAt(at);
    const place = filled[value] as number;
    (groups[value] as Float64Array)[place] = kept[at] as number;
    filled[value] = place + 1;
    if (at % STEP === STEP - 1) yield;
  }
  return groups;
}

/** The table of such groups; null when two entries are equal or a bucket is crowded. */
export function* tableOfGroups(layout: Layout, groups: readonly Float64Array[]): Steps<FingerprintTable | null> {
  const { count, bucketBits, tagBits } = layout;
  const kept = new Float64Array(count);
  const values = new Uint16Array(count);
  const ends = new Uint32Array(2 ** bucketBits + 1);
  const size = 2 ** tagBits;
  let done = 0;
  for (const group of groups)
    for (const bits of group) {
      const bucket = Math.floor(bits / size) + 1;
      ends[bucket] = (ends[bucket] as number) + 1;
      if (++done % STEP === 0) yield;
    }
  for (let bucket = 1; bucket < ends.length; bucket++)
    ends[bucket] = (ends[bucket] as number) + (ends[bucket - 1] as number);
  yield;
  // Each group ascends, so an entry only ever moves past the few of its own bucket.
  const starts = ends.slice();
  for (const [value, group] of groups.entries())
    for (const bits of group) {
      const bucket = Math.floor(bits / size);
      const start = starts[bucket] as number;
      let at = ends[bucket] as number;
      ends[bucket] = at + 1;
      for (; at > start && (kept[at - 1] as number) > bits; at--) {
        kept[at] = kept[at - 1] as number;
        values[at] = values[at - 1] as number;
      }
      kept[at] = bits;
      values[at] = value;
      if (++done % STEP === 0) yield;
    }
  return yield* buildTable(layout, kept, values);
}
