import { z } from 'zod';
import { cut, frame, refusal, unframe, type Decode, type FileKind } from './binary.ts';
import type { HeldRelease } from './compiled-index.ts';
import { limitOf } from './full-file.ts';
import { releaseHeaderSchema } from './held-file.ts';
import type { Palette } from './palette.ts';
import { decodeRun, describeRun, runSchema } from './rice-sections.ts';
import { encodeRice } from './rice.ts';
import { groupByValue, tableOfGroups } from './sorted-groups.ts';
import { STEP, type Steps } from './steps.ts';

const groupSchema = z.strictObject({
  /** The value of the release before that this one continues; -1: none. */
  from: z.int().min(-1),
  /** Places, in the old group's order, of what went. */
  removed: runSchema,
  added: runSchema,
});

const deltaHeaderSchema = z
  .strictObject({ release: releaseHeaderSchema, groups: z.array(groupSchema) })
  .refine(({ release, groups }) => groups.length === release.palette.values.length, {
    message: 'it has another number of groups than of values',
  });

const DELTA_FILE = {
  magic: 'OFHKDEL',
  version: 1,
  what: 'change of a list',
  header: deltaHeaderSchema,
} as const satisfies FileKind<z.ZodType>;

/** Whether a delta can lead from one to the other: only with the same salt and the same cut of the fingerprints. */
export function canDelta(before: HeldRelease, after: HeldRelease): boolean {
  return (
    before.salt.a === after.salt.a &&
    before.salt.b === after.salt.b &&
    before.table.layout.bucketBits === after.table.layout.bucketBits &&
    before.table.layout.tagBits === after.table.layout.tagBits
  );
}

export function* encodeDelta(before: HeldRelease, after: HeldRelease): Steps<Uint8Array<ArrayBuffer>> {
  const { salt, palette, hasSingleLabels, table } = after;
  const { layout } = table;
  const old = yield* groupByValue(before.table, before.palette.values.length);
  const fresh = yield* groupByValue(table, palette.values.length);
  const known = new Map(before.palette.values.map((_, value) => [describeValue(before.palette, value), value]));
  const headers: unknown[] = [];
  const sections: Uint8Array[] = [];
  for (const [value, group] of fresh.entries()) {
    const from = known.get(describeValue(palette, value)) ?? -1;
    const base = old[from] ?? new Float64Array();
    const { removed, added } = difference(base, group);
    const runs = { removed: encodeRice(removed, base.length), added: encodeRice(added, limitOf(layout)) };
    headers.push({ from, removed: describeRun(runs.removed), added: describeRun(runs.added) });
    sections.push(runs.removed.bytes, runs.added.bytes);
    yield;
  }
  const release = { salt, layout, palette, hasSingleLabels };
  return frame(DELTA_FILE, { release, groups: headers }, sections);
}

/** The release that a delta leads to. Throws AppError INVALID_INPUT when it is damaged or made for another release. */
export function* applyDelta(before: HeldRelease, bytes: Uint8Array, decode: Decode): Steps<HeldRelease> {
  const { header, body } = unframe(DELTA_FILE, bytes, decode);
  const { layout, salt, palette, hasSingleLabels } = header.release;
  const old = yield* groupByValue(before.table, before.palette.values.length);
  const sections = cut(
    DELTA_FILE,
    body,
    header.groups.flatMap((group) => [group.removed.bytes, group.added.bytes]),
  );
  const groups: Float64Array[] = [];
  for (const [i, group] of header.groups.entries()) {
    const base = old[group.from] ?? new Float64Array();
    const removed = yield* decodeRun(group.removed, sections[2 * i] ?? new Uint8Array(), base.length);
    const added = yield* decodeRun(group.added, sections[2 * i + 1] ?? new Uint8Array(), limitOf(layout));
    if (removed === null || added === null) throw refusal(DELTA_FILE, 'it is damaged, or was made for another list');
    groups.push(yield* merge(base, removed, added));
  }
  const count = groups.reduce((sum, group) => sum + group.length, 0);
  const after = { salt, palette, hasSingleLabels };
  if (count !== layout.count) throw refusal(DELTA_FILE, 'it was made for another list');
  const table = yield* tableOfGroups(layout, groups);
  if (table === null) throw refusal(DELTA_FILE, 'its fingerprints repeat');
  const release = { ...after, table };
  if (!canDelta(before, release)) throw refusal(DELTA_FILE, 'it was made for another list');
  return release;
}

function difference(old: Float64Array, fresh: Float64Array): { removed: number[]; added: number[] } {
  const removed: number[] = [];
  const added: number[] = [];
  let at = 0;
  for (const bits of fresh) {
    for (; at < old.length && (old[at] as number) < bits; at++) removed.push(at);
    if (at < old.length && old[at] === bits) at++;
    else added.push(bits);
  }
  for (; at < old.length; at++) removed.push(at);
  return { removed, added };
}

function* merge(base: Float64Array, removed: Float64Array, added: Float64Array): Steps<Float64Array> {
  const merged = new Float64Array(base.length - removed.length + added.length);
  let gone = 0;
  let more = 0;
  let size = 0;
  for (let at = 0; at < base.length; at++) {
    if (removed[gone] === at) gone++;
    else {
      const bits = base[at] as number;
      while (more < added.length && (added[more] as number) < bits) merged[size++] = added[more++] as number;
      merged[size++] = bits;
    }
    if (at % STEP === STEP - 1) yield;
  }
  while (more < added.length) merged[size++] = added[more++] as number;
  return merged;
}

/** Equal for values that say the same, whatever their numbers are in each release. */
function describeValue({ lists, origins, values }: Palette, value: number): string {
  const [self = -1, below = -1] = values[value] ?? [];
  const describe = (number: number): unknown => {
    const origin = origins[number];
    return origin === undefined ? null : [lists[origin.list], origin.effect, origin.template];
  };
  return JSON.stringify([describe(self), describe(below), self === below]);
}
