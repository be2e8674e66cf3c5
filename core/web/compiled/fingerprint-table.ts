import { GROUP_SHIFT, MAX_BUCKET, type Layout } from './layout.ts';

/** The flat arrays that are held in memory; views of one buffer when they come from a file. */
export interface TableArrays {
  readonly map: Uint32Array;
  /** Where each group of buckets starts, absolute; one more at the end. */
  readonly starts: Uint32Array;
  /** Where each bucket starts, relative to its group; one more at the end. */
  readonly offsets: Uint16Array;
  /** Tag in the high bits, value in the low ones; sorted by fingerprint. */
  readonly entries: Uint32Array;
}

/** Membership by fingerprint. `find` gives the entry's place in the order of fingerprints, or -1. */
export class FingerprintTable {
  readonly layout: Layout;
  readonly arrays: TableArrays;
  readonly #map: Uint32Array;
  readonly #starts: Uint32Array;
  readonly #offsets: Uint16Array;
  readonly #entries: Uint32Array;
  readonly #mapShift: number;
  readonly #bucketShift: number;
  readonly #highMask: number;
  readonly #lowBits: number;
  readonly #lowShift: number;
  readonly #valueBits: number;

  constructor(layout: Layout, arrays: TableArrays) {
    this.layout = layout;
    this.arrays = arrays;
    this.#map = arrays.map;
    this.#starts = arrays.starts;
    this.#offsets = arrays.offsets;
    this.#entries = arrays.entries;
    this.#mapShift = 32 - layout.mapBits;
    this.#bucketShift = 32 - layout.bucketBits;
    this.#highMask = 2 ** this.#bucketShift - 1;
    this.#lowBits = layout.tagBits - this.#bucketShift;
    this.#lowShift = 32 - this.#lowBits;
    this.#valueBits = layout.valueBits;
  }

  /** False: surely absent. A hit of this map alone means nothing. */
  mayHave(high: number): boolean {
    const bit = high >>> this.#mapShift;
    return ((this.#map[bit >>> 5] as number) & (1 << (bit & 31))) !== 0;
  }

  find(high: number, low: number): number {
    const bit = high >>> this.#mapShift;
    if (((this.#map[bit >>> 5] as number) & (1 << (bit & 31))) === 0) return -1;
    const bucket = high >>> this.#bucketShift;
    const next = bucket + 1;
    const end = (this.#starts[next >>> GROUP_SHIFT] as number) + (this.#offsets[next] as number);
    const tag = (((high & this.#highMask) << this.#lowBits) | (low >>> this.#lowShift)) >>> 0;
    const entries = this.#entries;
    const valueBits = this.#valueBits;
    let at = (this.#starts[bucket >>> GROUP_SHIFT] as number) + (this.#offsets[bucket] as number);
    for (; at < end; at++) if ((entries[at] as number) >>> valueBits === tag) return at;
    return -1;
  }

  valueAt(at: number): number {
    return (this.#entries[at] as number) & ((1 << this.#valueBits) - 1);
  }

  /** The kept bits of one entry as one number below 2^53: bucket, then tag. */
  fingerprintAt(at: number, bucket: number): number {
    return bucket * 2 ** this.layout.tagBits + ((this.#entries[at] as number) >>> this.#valueBits);
  }

  bucketStart(bucket: number): number {
    return (this.#starts[bucket >>> GROUP_SHIFT] as number) + (this.#offsets[bucket] as number);
  }
}

/** Whether the arrays can be walked: bucket by bucket, ever forwards, to exactly the last entry. */
export function isSoundTable(table: FingerprintTable): boolean {
  const { layout, arrays } = table;
  const buckets = 2 ** layout.bucketBits;
  const { starts, offsets } = arrays;
  let before = 0;
  for (let bucket = 0; bucket <= buckets; bucket++) {
    const at = (starts[bucket >>> GROUP_SHIFT] as number) + (offsets[bucket] as number);
    if (at < before || at - before > MAX_BUCKET) return false;
    before = at;
  }
  return before === layout.count && starts[0] === 0 && offsets[0] === 0;
}

/** The kept bits of a fingerprint, as one number below 2^53. */
export function keptBits(high: number, low: number, layout: Layout): number {
  const lowBits = layout.tagBits + layout.bucketBits - 32;
  return high * 2 ** lowBits + (low >>> (32 - lowBits));
}
