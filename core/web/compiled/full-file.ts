import { z } from 'zod';
import { cut, frame, refusal, unframe, type Decode, type FileKind } from './binary.ts';
import type { HeldRelease } from './compiled-index.ts';
import { releaseHeaderSchema } from './held-file.ts';
import { decodeRun, describeRun, runSchema } from './rice-sections.ts';
import { encodeRice } from './rice.ts';
import { groupByValue, tableOfGroups } from './sorted-groups.ts';
import type { Steps } from './steps.ts';

const fullHeaderSchema = z
  .strictObject({ release: releaseHeaderSchema, groups: z.array(runSchema) })
  .refine(({ release, groups }) => groups.length === release.palette.values.length, {
    message: 'it has another number of groups than of values',
  })
  .refine(({ release, groups }) => groups.reduce((sum, group) => sum + group.count, 0) === release.layout.count, {
    message: 'its groups do not add up',
  });

const FULL_FILE = {
  magic: 'OFHKFUL',
  version: 1,
  what: 'downloaded list',
  header: fullHeaderSchema,
} as const satisfies FileKind<z.ZodType>;

/** The download of a whole list: for each value its fingerprints, sorted and Rice-coded. */
export function* encodeFull(release: HeldRelease): Steps<Uint8Array<ArrayBuffer>> {
  const { salt, palette, hasSingleLabels, table } = release;
  const { layout } = table;
  const groups = yield* groupByValue(table, palette.values.length);
  const runs = groups.map((group) => encodeRice(group, limitOf(layout)));
  const header = { release: { salt, layout, palette, hasSingleLabels }, groups: runs.map(describeRun) };
  return frame(
    FULL_FILE,
    header,
    runs.map((run) => run.bytes),
  );
}

/** Throws AppError INVALID_INPUT for anything but a whole, sound download. */
export function* decodeFull(bytes: Uint8Array, decode: Decode): Steps<HeldRelease> {
  const { header, body } = unframe(FULL_FILE, bytes, decode);
  const { release } = header;
  const sections = cut(
    FULL_FILE,
    body,
    header.groups.map((group) => group.bytes),
  );
  const groups: Float64Array[] = [];
  for (const [i, group] of header.groups.entries()) {
    const values = yield* decodeRun(group, sections[i] ?? new Uint8Array(), limitOf(release.layout));
    if (values === null) throw refusal(FULL_FILE, 'its fingerprints are damaged');
    groups.push(values);
  }
  const table = yield* tableOfGroups(release.layout, groups);
  if (table === null) throw refusal(FULL_FILE, 'its fingerprints repeat');
  return { salt: release.salt, palette: release.palette, hasSingleLabels: release.hasSingleLabels, table };
}

/** What all kept bits are smaller than. */
export function limitOf(layout: { readonly bucketBits: number; readonly tagBits: number }): number {
  return 2 ** (layout.bucketBits + layout.tagBits);
}
