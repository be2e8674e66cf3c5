import { BLOCK_SHIFT } from './layout.ts';

/** Reads part of a file, synchronously; may return a view of a buffer that the next call overwrites, and less at the end. */
export type ReadAt = (offset: number, length: number) => Uint8Array;

/** Prefixes in the names file: the text of the rule for the name itself, and for what is below it, where no template gives it. */
export const SELF_TEXT = 255;
export const BELOW_TEXT = 254;
/** RFC 1035 §2.3.4 less the root; the length byte of a name can't be taken for a prefix. */
export const MAX_NAME = 253;

/** One record of the names file. */
export interface NameRecord {
  readonly name: string;
  readonly selfText: string | null;
  readonly belowText: string | null;
}

/** The record at a place in the order of fingerprints, or null if the block can't be read as records: one read. */
export function readRecord(
  readAt: ReadAt,
  blocks: Uint32Array,
  at: number,
  decode: (bytes: Uint8Array) => string,
): NameRecord | null {
  const block = at >>> BLOCK_SHIFT;
  const start = blocks[block] ?? 0;
  const size = (blocks[block + 1] ?? 0) - start;
  if (size <= 0) return null;
  const bytes = readAt(start, size);
  if (bytes.length !== size) return null;
  let cursor = 0;
  for (let skip = at & ((1 << BLOCK_SHIFT) - 1); skip > 0; skip--) {
    while ((bytes[cursor] ?? 0) > MAX_NAME) cursor += 3 + textLength(bytes, cursor);
    cursor += 1 + (bytes[cursor] ?? 0);
  }
  return recordAt(bytes, cursor, decode);
}

export function textLength(bytes: Uint8Array, prefix: number): number {
  return (bytes[prefix + 1] ?? 0) | ((bytes[prefix + 2] ?? 0) << 8);
}

/** The record that starts at `cursor`, or null if it does not fit. */
export function recordAt(bytes: Uint8Array, cursor: number, decode: (bytes: Uint8Array) => string): NameRecord | null {
  let selfText: string | null = null;
  let belowText: string | null = null;
  let head = bytes[cursor] ?? 0;
  for (let texts = 0; head > MAX_NAME && texts < 2; texts++) {
    const end = cursor + 3 + textLength(bytes, cursor);
    if (end > bytes.length) return null;
    const text = decode(bytes.subarray(cursor + 3, end));
    if (head === SELF_TEXT) selfText = text;
    else belowText = text;
    cursor = end;
    head = bytes[cursor] ?? 0;
  }
  const end = cursor + 1 + head;
  if (head === 0 || head > MAX_NAME || end > bytes.length) return null;
  let name = '';
  for (let i = cursor + 1; i < end; i++) name += String.fromCharCode(bytes[i] ?? 0);
  return { name, selfText, belowText };
}
