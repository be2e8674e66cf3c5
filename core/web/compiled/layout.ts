/**
 * How a fingerprint is cut up. Of its 64 bits the first `bucketBits` choose the bucket, the next `tagBits` are kept, the rest
 * is dropped. A kept entry is one 32-bit word: the tag, then `valueBits` of value.
 */
export interface Layout {
  readonly count: number;
  readonly bucketBits: number;
  readonly tagBits: number;
  readonly valueBits: number;
  /** Bits of the map in front that says "surely not here". */
  readonly mapBits: number;
}

export const MIN_BUCKET_BITS = 12;
export const MAX_BUCKET_BITS = 22;
/** 26 bits of tag in buckets of about four: a stranger's name looks listed once in 17 million, and is then confirmed by its letters. */
export const WIDE_TAG_BITS = 26;
export const MIN_TAG_BITS = 22;
export const MAX_VALUES = 1 << (32 - MIN_TAG_BITS);
/** Four to the bucket at most on average; beyond that the buckets themselves get slow. */
export const MAX_COUNT = 6 << MAX_BUCKET_BITS;
/** Buckets that share one absolute start; within them starts are 16-bit. */
export const GROUP_SHIFT = 6;
/** Names per block of the names file: one read fetches one block, and every block costs four bytes of memory. */
export const BLOCK_SHIFT = 4;
/** A salted hash never fills a bucket like this (mean at most 6); a file that does is damaged or forged. */
export const MAX_BUCKET = 96;

/** The layout for so many entries and values; throws RangeError beyond the format's limits. */
export function chooseLayout(count: number, values: number): Layout {
  if (count > MAX_COUNT) throw new RangeError(`a compiled list holds ${MAX_COUNT} names at most`);
  if (values > MAX_VALUES) throw new RangeError(`a compiled list holds ${MAX_VALUES} kinds of rule at most`);
  const bucketBits = clamp(Math.floor(Math.log2(Math.max(1, count / 3))), MIN_BUCKET_BITS, MAX_BUCKET_BITS);
  const valueBits = Math.max(32 - WIDE_TAG_BITS, Math.ceil(Math.log2(Math.max(1, values))));
  return { count, bucketBits, tagBits: 32 - valueBits, valueBits, mapBits: mapBitsFor(count, bucketBits) };
}

export function mapBitsFor(count: number, bucketBits: number): number {
  return clamp(Math.floor(Math.log2(Math.max(1, count * 8))), bucketBits, 28);
}

/** Whether every number fits the others, so that no look-up can leave its arrays. */
export function isSoundLayout(layout: Layout): boolean {
  const { count, bucketBits, tagBits, valueBits, mapBits } = layout;
  return (
    count <= MAX_COUNT &&
    bucketBits >= MIN_BUCKET_BITS &&
    bucketBits <= MAX_BUCKET_BITS &&
    tagBits >= MIN_TAG_BITS &&
    tagBits + valueBits === 32 &&
    valueBits >= 1 &&
    mapBits === mapBitsFor(count, bucketBits) &&
    // Tags reach into the low word, never fall short of the high one.
    tagBits + bucketBits > 32
  );
}

/** Bytes of each section, in the order in which they stand in the file. */
export function sectionSizes(layout: Layout) {
  const buckets = 2 ** layout.bucketBits;
  return {
    map: 2 ** layout.mapBits / 8,
    starts: ((buckets >>> GROUP_SHIFT) + 1) * 4,
    entries: layout.count * 4,
    offsets: (buckets + 4) * 2,
  };
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
