import { AppError } from '../../errors.ts';
import type { HeldRelease } from './compiled-index.ts';
import { finishHigh, finishLow, stepA, stepB } from './hash.ts';
import { emptyNamesFile, finishNamesFile, recordStarts } from './names-file.ts';
import { MAX_NAME, textLength } from './names-reader.ts';
import type { NameRecords } from './names-wire.ts';
import { keptOf } from './sorted-groups.ts';
import { STEP, type Steps } from './steps.ts';

/** Letters cost more than numbers. */
const SHORT_STEP = STEP / 4;

/** A whole names file taken apart, in the order of fingerprints. */
export interface NamesFile {
  readonly release: HeldRelease;
  /** The records, without the file's head. */
  readonly records: Uint8Array;
}

/** All records of a names file as slices; `wanted` chooses among them by place. */
export function* slicesOf({ release, records }: NamesFile, wanted: (at: number) => boolean): Steps<NameRecords> {
  const { count } = release.table.layout;
  const starts = yield* recordStarts(records, count);
  const chosen: number[] = [];
  for (let at = 0; at < count; at++) if (wanted(at)) chosen.push(at);
  const textStart = Uint32Array.from(chosen, (at) => starts[at] as number);
  const start = textStart.map((at) => nameStart(records, at));
  const length = Uint8Array.from(start, (at) => records[at - 1] as number);
  return { bytes: records, start, length, textStart };
}

/** For each place in `after`, its place in `before`, or -1. Both must have one salt and one cut of the fingerprints. */
export function* placesBefore(before: HeldRelease, after: HeldRelease): Steps<Int32Array> {
  const old = yield* keptOf(before.table);
  const fresh = yield* keptOf(after.table);
  const places = new Int32Array(fresh.length).fill(-1);
  let at = 0;
  for (let i = 0; i < fresh.length; i++) {
    const bits = fresh[i] as number;
    while (at < old.length && (old[at] as number) < bits) at++;
    if (at < old.length && old[at] === bits) places[i] = at;
    if (i % STEP === STEP - 1) yield;
  }
  return places;
}

/** The records that a holder of `before` lacks: new names, and names whose texts changed. */
export function* newRecords(before: NamesFile, after: NamesFile): Steps<NameRecords> {
  const places = yield* placesBefore(before.release, after.release);
  const oldStarts = yield* recordStarts(before.records, before.release.table.layout.count);
  const starts = yield* recordStarts(after.records, after.release.table.layout.count);
  return yield* slicesOf(after, (at) => {
    const old = places[at] as number;
    return old < 0 || !isSame(before.records, oldStarts, old, after.records, starts, at);
  });
}

/**
 * The names file of `release`: each place gets its record from `fresh` or, failing that, from the release before. Throws
 * AppError INVALID_INPUT when a place gets none or a record has no place.
 */
export function* placeRecords(
  release: HeldRelease,
  fresh: NameRecords,
  before: NamesFile | null,
): Steps<Uint8Array<ArrayBuffer>> {
  const { count } = release.table.layout;
  const source = new Int32Array(count).fill(-1);
  for (let i = 0; i < fresh.start.length; i++) {
    const at = placeOf(release, fresh, i);
    if (at < 0 || source[at] !== -1) throw misfit();
    source[at] = i;
    if (i % SHORT_STEP === SHORT_STEP - 1) yield;
  }
  const places = before === null ? null : yield* placesBefore(before.release, release);
  const oldStarts = before === null ? null : yield* recordStarts(before.records, before.release.table.layout.count);
  yield;
  const sources = { fresh, before, oldStarts, places };
  const file = emptyNamesFile(count, fresh.bytes.length + (before?.records.length ?? 0));
  const { bytes, recordsAt } = file;
  const starts = new Uint32Array(count);
  let cursor = recordsAt;
  for (let at = 0; at < count; at++) {
    starts[at] = cursor - recordsAt;
    const record = recordFor(sources, source[at] as number, at);
    if (cursor + record.to - record.from > bytes.length) throw misfit();
    for (let byte = record.from; byte < record.to; byte++) bytes[cursor++] = record.bytes[byte] as number;
    if (at % SHORT_STEP === SHORT_STEP - 1) yield;
  }
  return finishNamesFile(file, starts, cursor - recordsAt);
}

interface Sources {
  readonly fresh: NameRecords;
  readonly before: NamesFile | null;
  readonly oldStarts: Uint32Array | null;
  readonly places: Int32Array | null;
}

/** Where the record for a place is: the fresh one of this number, or else the one that the place had before. */
function recordFor({ fresh, before, oldStarts, places }: Sources, number: number, at: number) {
  if (number >= 0) {
    const to = (fresh.start[number] as number) + (fresh.length[number] as number);
    return { bytes: fresh.bytes, from: fresh.textStart[number] as number, to };
  }
  const old = places?.[at] ?? -1;
  if (old < 0 || before === null || oldStarts === null) throw misfit();
  return { bytes: before.records, from: oldStarts[old] as number, to: oldStarts[old + 1] as number };
}

function placeOf({ salt, table }: HeldRelease, { bytes, start, length }: NameRecords, i: number): number {
  let a = salt.a | 0;
  let b = salt.b | 0;
  const from = start[i] as number;
  for (let at = from + (length[i] as number) - 1; at >= from; at--) {
    a = stepA(a, bytes[at] as number);
    b = stepB(b, a);
  }
  return table.find(finishHigh(a, b), finishLow(a, b));
}

/** Where the name of the record that starts at `record` begins. */
function nameStart(records: Uint8Array, record: number): number {
  let at = record;
  while ((records[at] as number) > MAX_NAME) at += 3 + textLength(records, at);
  return at + 1;
}

function isSame(
  a: Uint8Array,
  aStarts: Uint32Array,
  one: number,
  b: Uint8Array,
  bStarts: Uint32Array,
  other: number,
): boolean {
  const from = aStarts[one] as number;
  const size = (aStarts[one + 1] as number) - from;
  const otherFrom = bStarts[other] as number;
  if (size !== (bStarts[other + 1] as number) - otherFrom) return false;
  for (let i = 0; i < size; i++) if (a[from + i] !== b[otherFrom + i]) return false;
  return true;
}

function misfit(): AppError {
  return new AppError('INVALID_INPUT', 'The names do not belong to this list. Fetch it again.');
}
