import { z } from 'zod';
import { cut, frame, refusal, unframe, type Decode, type FileKind } from './binary.ts';
import { MAX_COUNT } from './layout.ts';
import { MAX_NAME } from './names-reader.ts';
import { sharedEnd, sortByEnd, type Slices } from './sort-by-end.ts';
import { STEP, type Steps } from './steps.ts';

const size = z
  .int()
  .min(0)
  .max(1 << 30);
const NAMES_WIRE = {
  magic: 'OFHKNMW',
  version: 1,
  what: 'download of names',
  header: z.strictObject({ count: z.int().min(0).max(MAX_COUNT), letters: size, texts: size }),
} as const satisfies FileKind<z.ZodType>;

const LINE_END = 10;
const HAS_TEXTS = 9;

/** Names and, where a record has them, the texts before it as they stand in the names file. */
export interface NameRecords extends Slices {
  readonly textStart: Uint32Array;
}

/**
 * Names for the way, not yet compressed: sorted by their ends; one stream of how many letters of its end each shares with the
 * one before, one of the letters that are left, one of texts. A record with texts has a tab before the end of its line.
 */
export function encodeNamesWire(records: NameRecords): Uint8Array<ArrayBuffer> {
  const order = sortByEnd(records);
  const { bytes, start, length, textStart } = records;
  const shared = new Uint8Array(order.length);
  const letters = new Uint8Array(length.reduce((sum, one) => sum + one + 2, 0));
  const texts: Uint8Array[] = [];
  let written = 0;
  for (const [i, record] of order.entries()) {
    const before = order[i - 1];
    const same = before === undefined ? 0 : sharedEnd(records, record, before);
    shared[i] = same;
    const from = start[record] as number;
    for (let at = from; at < from + (length[record] as number) - same; at++) letters[written++] = bytes[at] as number;
    const text = bytes.subarray(textStart[record], from - 1);
    if (text.length > 0) {
      letters[written++] = HAS_TEXTS;
      texts.push(Uint8Array.of(text.length & 255, text.length >>> 8), text);
    }
    letters[written++] = LINE_END;
  }
  const allTexts = concat(texts);
  const header = { count: order.length, letters: written, texts: allTexts.length };
  return frame(NAMES_WIRE, header, [shared, letters.subarray(0, written), allTexts]);
}

/** Throws AppError INVALID_INPUT for anything but whole, sound names. */
export function* decodeNamesWire(wire: Uint8Array, decode: Decode): Steps<NameRecords> {
  const { header, body } = unframe(NAMES_WIRE, wire, decode);
  const [shared, letters, texts] = cut(NAMES_WIRE, body, [header.count, header.letters, header.texts]);
  if (shared === undefined || letters === undefined || texts === undefined)
    throw refusal(NAMES_WIRE, 'it is cut short');
  let total = letters.length + texts.length + header.count;
  for (let i = 0; i < shared.length; i++) {
    total += shared[i] as number;
    if (i % STEP === STEP - 1) yield;
  }
  const bytes = new Uint8Array(total);
  const start = new Uint32Array(header.count);
  const length = new Uint8Array(header.count);
  const textStart = new Uint32Array(header.count);
  let written = 0;
  let letterAt = 0;
  let textAt = 0;
  for (let i = 0; i < header.count; i++) {
    let end = letters.indexOf(LINE_END, letterAt);
    const next = end + 1;
    if (end < 0) throw refusal(NAMES_WIRE, 'it is cut short');
    textStart[i] = written;
    if (end > letterAt && letters[end - 1] === HAS_TEXTS) {
      end--;
      const textEnd = textAt + 2 + ((texts[textAt] ?? 0) | ((texts[textAt + 1] ?? 0) << 8));
      if (textEnd > texts.length) throw refusal(NAMES_WIRE, 'it is cut short');
      bytes.set(texts.subarray(textAt + 2, textEnd), written);
      written += textEnd - textAt - 2;
      textAt = textEnd;
    }
    const same = shared[i] as number;
    const own = end - letterAt;
    const before = i === 0 ? 0 : (length[i - 1] as number);
    if (same > before || own + same > MAX_NAME || own + same === 0) throw refusal(NAMES_WIRE, 'a name does not fit');
    bytes[written++] = own + same;
    start[i] = written;
    length[i] = own + same;
    for (let at = letterAt; at < end; at++) bytes[written++] = letters[at] as number;
    let from = i === 0 ? 0 : (start[i - 1] as number) + before - same;
    for (let at = 0; at < same; at++) bytes[written++] = bytes[from++] as number;
    letterAt = next;
    if (i % STEP === STEP - 1) yield;
  }
  if (letterAt !== letters.length || textAt !== texts.length) throw refusal(NAMES_WIRE, 'it holds more than it says');
  return { bytes: bytes.subarray(0, written), start, length, textStart };
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
