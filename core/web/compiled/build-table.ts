import { FingerprintTable, type TableArrays } from './fingerprint-table.ts';
import { STEP, type Steps } from './steps.ts';
import { GROUP_SHIFT, MAX_BUCKET, type Layout } from './layout.ts';

/**
 * Lays sorted entries out. `kept` holds their kept bits, ascending (see `keptBits`), `values` their values. Returns null when
 * two of them are equal or crowd one bucket: the salt is bad luck, and the caller picks another.
 */
export function* buildTable(layout: Layout, kept: Float64Array, values: Uint16Array): Steps<FingerprintTable | null> {
  const { count, bucketBits, tagBits, valueBits, mapBits } = layout;
  const buckets = 2 ** bucketBits;
  const arrays: TableArrays = {
    map: new Uint32Array(2 ** mapBits / 32),
    starts: new Uint32Array((buckets >>> GROUP_SHIFT) + 1),
    offsets: new Uint16Array(buckets + 4),
    entries: new Uint32Array(count),
  };
  const { map, starts, offsets, entries } = arrays;
  const tagSize = 2 ** tagBits;
  // The map is indexed by the first mapBits of the fingerprint, which may reach into the tag.
  const mapSize = 2 ** (bucketBits + tagBits - mapBits);
  let filled = 0;
  let start = 0;
  let before = -1;
  const open = (bucket: number, at: number): void => {
    for (; filled <= bucket; filled++) {
      if ((filled & ((1 << GROUP_SHIFT) - 1)) === 0) starts[filled >>> GROUP_SHIFT] = start = at;
      offsets[filled] = at - start;
    }
  };
  for (let i = 0; i < count; i++) {
    const bits = kept[i] as number;
    if (bits <= before) return null;
    before = bits;
    const bucket = Math.floor(bits / tagSize);
    if (bucket >= filled) open(bucket, i);
    else if (i - start - (offsets[bucket] as number) >= MAX_BUCKET) return null;
    entries[i] = ((bits - bucket * tagSize) << valueBits) | (values[i] as number);
    const bit = Math.floor(bits / mapSize);
    map[bit >>> 5] = (map[bit >>> 5] as number) | (1 << (bit & 31));
    if (i % STEP === STEP - 1) yield;
  }
  open(buckets, count);
  return new FingerprintTable(layout, arrays);
}
