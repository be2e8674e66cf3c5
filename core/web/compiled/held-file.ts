import { z } from 'zod';
import { aligned, cut, frame, refusal, unframe, type Decode, type FileKind } from './binary.ts';
import type { HeldRelease } from './compiled-index.ts';
import { FingerprintTable, isSoundTable } from './fingerprint-table.ts';
import { isSoundLayout, sectionSizes } from './layout.ts';
import { paletteSchema } from './palette.ts';

const word = z.int().min(0).max(0xffff_ffff);
export const saltSchema = z.strictObject({ a: word, b: word });
const bits = z.int().min(1).max(32);
export const layoutSchema = z
  .strictObject({ count: z.int().min(0), bucketBits: bits, tagBits: bits, valueBits: bits, mapBits: bits })
  .refine(isSoundLayout, { message: 'its numbers do not fit each other' });

/** What the table and its download have in common. */
export const releaseHeaderSchema = z
  .strictObject({ salt: saltSchema, layout: layoutSchema, palette: paletteSchema, hasSingleLabels: z.boolean() })
  .refine((header) => header.palette.values.length <= 2 ** header.layout.valueBits, {
    message: 'it has more values than its entries can name',
  });

export const HELD_FILE = {
  magic: 'OFHKDOM',
  version: 1,
  what: 'compiled list',
  header: releaseHeaderSchema,
} as const satisfies FileKind<z.ZodType>;

/** The file that is ready without parsing: map, group starts, entries, bucket offsets, as they are held in memory. */
export function encodeHeld(release: HeldRelease): Uint8Array<ArrayBuffer> {
  const { salt, palette, hasSingleLabels, table } = release;
  const { map, starts, offsets, entries } = table.arrays;
  const { lists, origins, values } = palette;
  const { count, bucketBits, tagBits, valueBits, mapBits } = table.layout;
  const header = {
    salt: { a: salt.a, b: salt.b },
    layout: { count, bucketBits, tagBits, valueBits, mapBits },
    palette: { lists, origins, values },
    hasSingleLabels,
  };
  return frame(HELD_FILE, header, [map, starts, entries, offsets].map(bytesOf));
}

/** Views the file's bytes as a release: nothing is copied. Throws AppError INVALID_INPUT for anything but a whole, sound file. */
export function openHeld(file: Uint8Array, decode: Decode): HeldRelease {
  // Arrays of words must begin on a word; a file read whole by Node does.
  const bytes = file.byteOffset % 8 === 0 ? file : new Uint8Array(file);
  const { header, body } = unframe(HELD_FILE, bytes, decode);
  if (new Uint8Array(new Uint32Array([1]).buffer)[0] !== 1) throw refusal(HELD_FILE, 'this computer is big-endian');
  const sizes = sectionSizes(header.layout);
  const [map, starts, entries, offsets] = cut(HELD_FILE, body, [sizes.map, sizes.starts, sizes.entries, sizes.offsets]);
  if (map === undefined || starts === undefined || entries === undefined || offsets === undefined)
    throw refusal(HELD_FILE, 'it is cut short');
  const table = new FingerprintTable(header.layout, {
    map: words(map),
    starts: words(starts),
    entries: words(entries),
    offsets: new Uint16Array(offsets.buffer, offsets.byteOffset, offsets.length / 2),
  });
  if (!isSoundTable(table)) throw refusal(HELD_FILE, 'its buckets do not add up');
  if (!valuesAreKnown(table, header.palette.values.length))
    throw refusal(HELD_FILE, 'an entry has a value that it does not explain');
  return { salt: header.salt, palette: header.palette, hasSingleLabels: header.hasSingleLabels, table };
}

/** Bytes that a release keeps in memory, without its names' blocks. */
export function heldBytes({ layout }: FingerprintTable): number {
  const sizes = sectionSizes(layout);
  return aligned(sizes.map) + aligned(sizes.starts) + aligned(sizes.entries) + aligned(sizes.offsets);
}

function valuesAreKnown({ arrays, layout }: FingerprintTable, values: number): boolean {
  const mask = 2 ** layout.valueBits - 1;
  const { entries } = arrays;
  for (let at = 0; at < entries.length; at++) if (((entries[at] as number) & mask) >= values) return false;
  return true;
}

function words(section: Uint8Array): Uint32Array {
  return new Uint32Array(section.buffer, section.byteOffset, section.length / 4);
}

function bytesOf(array: Uint32Array | Uint16Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}
