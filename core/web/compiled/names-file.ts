import { AppError } from '../../errors.ts';
import type { Decode } from './binary.ts';
import type { HeldNames } from './confirm-hit.ts';
import { BLOCK_SHIFT } from './layout.ts';
import { BELOW_TEXT, MAX_NAME, SELF_TEXT, textLength, type ReadAt } from './names-reader.ts';
import { STEP, type Steps } from './steps.ts';
import type { NameTable } from './name-table.ts';

/**
 * The names file: the exact letters, in the order of fingerprints. `OFHKNAM` and the version, u32 count, u32 number of block
 * starts, the block starts (u32, counted from the first record; one more at the end), then records. A record: where a rule's text is
 * not given by a template, byte 255 (for the name itself) or 254 (for what is below it), u16 length, UTF-8; then a byte of
 * length (1 to 253) and the name.
 *
 * It needs no checksum to be safe: a name that is not the host's must have the fingerprint of its place, or it counts as damaged.
 */
const MAGIC = 'OFHKNAM';
const VERSION = 1;
export const NAMES_HEAD = 16;
/** Sixteen records of at most 253 letters and two cut texts; a longer block is damage. */
export const MAX_BLOCK = 64 << 10;

export function blockCount(count: number): number {
  return Math.ceil(count / (1 << BLOCK_SHIFT)) + 1;
}

/** Room for a names file of so many bytes of records, and where its records start. */
export function emptyNamesFile(count: number, recordBytes: number) {
  const recordsAt = NAMES_HEAD + blockCount(count) * 4;
  return { bytes: new Uint8Array(recordsAt + recordBytes), recordsAt };
}

/** Writes the head before records that are in place already. `starts`: where each begins, from the first; `size`: of all. */
export function finishNamesFile(
  file: ReturnType<typeof emptyNamesFile>,
  starts: Uint32Array,
  size: number,
): Uint8Array<ArrayBuffer> {
  const { bytes, recordsAt } = file;
  const blocks = blockCount(starts.length);
  for (let i = 0; i < MAGIC.length; i++) bytes[i] = MAGIC.charCodeAt(i);
  bytes[MAGIC.length] = VERSION;
  const view = new DataView(bytes.buffer);
  view.setUint32(8, starts.length, true);
  view.setUint32(12, blocks, true);
  for (let block = 0; block < blocks; block++) {
    const start = block === blocks - 1 ? size : (starts[block << BLOCK_SHIFT] ?? size);
    view.setUint32(NAMES_HEAD + block * 4, start, true);
  }
  return bytes.subarray(0, recordsAt + size);
}

/** The names of a fresh compilation, as a file. */
export function encodeNames({ columns, merged }: NameTable): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const texts = new Map([...columns.texts].map(([rule, text]) => [rule, encoder.encode(text)]));
  let room = merged.count;
  for (const text of texts.values()) room += text.length + 3;
  for (let at = 0; at < merged.count; at++) room += columns.nameLength[merged.rule[at] as number] as number;
  const file = emptyNamesFile(merged.count, room);
  const { bytes, recordsAt } = file;
  const starts = new Uint32Array(merged.count);
  let cursor = recordsAt;
  const writeText = (prefix: number, text: Uint8Array | undefined): void => {
    if (text === undefined) return;
    bytes[cursor] = prefix;
    bytes[cursor + 1] = text.length & 255;
    bytes[cursor + 2] = text.length >>> 8;
    bytes.set(text, cursor + 3);
    cursor += 3 + text.length;
  };
  for (let at = 0; at < merged.count; at++) {
    starts[at] = cursor - recordsAt;
    const self = merged.selfRule[at] as number;
    const below = merged.belowRule[at] as number;
    if (texts.size > 0) {
      if (self >= 0) writeText(SELF_TEXT, texts.get(self));
      if (below >= 0 && below !== self) writeText(BELOW_TEXT, texts.get(below));
    }
    const rule = merged.rule[at] as number;
    const from = columns.nameStart[rule] as number;
    const length = columns.nameLength[rule] as number;
    bytes[cursor++] = length;
    for (let i = 0; i < length; i++) bytes[cursor++] = columns.names[from + i] as number;
  }
  return finishNamesFile(file, starts, cursor - recordsAt);
}

/** Reads the head of a names file. Throws AppError INVALID_INPUT when it is not the names of a table of `count` entries. */
export function openNames(readAt: ReadAt, count: number, decode: Decode): HeldNames & { readonly recordsAt: number } {
  // Copies: what a reader gives may be a view that its next read overwrites.
  const head = new Uint8Array(readAt(0, NAMES_HEAD));
  if (head.length < NAMES_HEAD || Array.from(MAGIC).some((letter, i) => head[i] !== letter.charCodeAt(0)))
    throw damaged('it is another kind of file');
  if (head[MAGIC.length] !== VERSION)
    throw damaged(`its format version is ${head[MAGIC.length]}, and this program reads ${VERSION}`);
  const view = new DataView(head.buffer);
  const blocks = blockCount(count);
  if (view.getUint32(8, true) !== count || view.getUint32(12, true) !== blocks)
    throw damaged('it belongs to another list');
  const bytes = new Uint8Array(readAt(NAMES_HEAD, blocks * 4));
  if (bytes.length < blocks * 4) throw damaged('it is cut short');
  const starts = new Uint32Array(bytes.buffer, 0, blocks);
  for (let block = 1; block < blocks; block++) {
    const size = (starts[block] as number) - (starts[block - 1] as number);
    if (size < 0 || size > MAX_BLOCK) throw damaged('its blocks do not add up');
  }
  const recordsAt = NAMES_HEAD + blocks * 4;
  return { blocks: starts, decode, recordsAt, readAt: (offset, length) => readAt(recordsAt + offset, length) };
}

/** Where each record of a whole names file starts, one more at the end; throws AppError when they do not fill it exactly. */
export function* recordStarts(records: Uint8Array, count: number): Steps<Uint32Array> {
  const starts = new Uint32Array(count + 1);
  let cursor = 0;
  for (let at = 0; at < count; at++) {
    starts[at] = cursor;
    for (let texts = 0; (records[cursor] ?? 0) > MAX_NAME && texts < 2; texts++)
      cursor += 3 + textLength(records, cursor);
    cursor += 1 + (records[cursor] ?? 0);
    if (at % STEP === STEP - 1) yield;
  }
  starts[count] = cursor;
  if (cursor !== records.length) throw damaged('its records do not add up');
  return starts;
}

function damaged(why: string): AppError {
  return new AppError('INVALID_INPUT', `The names file was refused: ${why}. Fetch it again.`);
}
