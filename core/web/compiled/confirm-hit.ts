import { fingerprintOf, type Salt } from './hash.ts';
import { keptBits, type FingerprintTable } from './fingerprint-table.ts';
import { BLOCK_SHIFT } from './layout.ts';
import { MAX_NAME, readRecord, recordAt, textLength, type NameRecord, type ReadAt } from './names-reader.ts';

/**
 * What the letters on disk say about a hit. `other`: a stranger's name shares the fingerprint, nothing is listed. `damaged`:
 * the letters can't be what was listed there, so the fingerprint stands alone.
 */
export type Confirmation = 'confirmed' | 'other' | 'damaged';

export interface NamesPorts {
  readonly readAt: ReadAt;
  readonly decode: (bytes: Uint8Array) => string;
}

export interface HeldNames extends NamesPorts {
  /** Where each block of names starts in the names file; one more at the end. */
  readonly blocks: Uint32Array;
}

/** Compares the listed name at place `at` with `host` from `from` on. One read; allocates nothing when they are equal. */
export function confirmName(
  names: HeldNames,
  at: number,
  host: string,
  from: number,
  seen: { readonly table: FingerprintTable; readonly salt: Salt },
): Confirmation {
  const block = at >>> BLOCK_SHIFT;
  const start = names.blocks[block] ?? 0;
  const size = (names.blocks[block + 1] ?? 0) - start;
  const bytes = size > 0 ? names.readAt(start, size) : new Uint8Array();
  if (bytes.length !== size || size === 0) return 'damaged';
  let cursor = 0;
  for (let skip = at & ((1 << BLOCK_SHIFT) - 1); skip > 0; skip--) {
    while ((bytes[cursor] as number) > MAX_NAME) cursor += 3 + textLength(bytes, cursor);
    cursor += 1 + (bytes[cursor] as number);
  }
  const record = cursor;
  while ((bytes[cursor] as number) > MAX_NAME) cursor += 3 + textLength(bytes, cursor);
  if (isName(bytes, cursor, host, from)) return 'confirmed';
  // A name that is not the host's must at least be one with this very fingerprint; otherwise it is not what was written here.
  const stored = recordAt(bytes, record, names.decode);
  if (stored === null) return 'damaged';
  const { high, low } = fingerprintOf(stored.name, seen.salt);
  const { layout } = seen.table;
  const bucket = high >>> (32 - layout.bucketBits);
  const inBucket = at >= seen.table.bucketStart(bucket) && at < seen.table.bucketStart(bucket + 1);
  return inBucket && keptBits(high, low, layout) === seen.table.fingerprintAt(at, bucket) ? 'other' : 'damaged';
}

function isName(bytes: Uint8Array, cursor: number, host: string, from: number): boolean {
  const length = bytes[cursor] as number;
  if (length !== host.length - from || cursor + length >= bytes.length) return false;
  for (let i = 1; i <= length; i++) if (bytes[cursor + i] !== host.charCodeAt(from + i - 1)) return false;
  return true;
}

/** The whole record at a place, with the rules' own texts; null when it can't be read. */
export function recordOf(names: HeldNames, at: number): NameRecord | null {
  return readRecord(names.readAt, names.blocks, at, names.decode);
}
