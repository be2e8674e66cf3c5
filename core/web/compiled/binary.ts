import type { z } from 'zod';
import { AppError } from '../../errors.ts';
import { parseJsonOrThrow, parseOrThrow } from '../../parse.ts';

/**
 * All our files begin alike: eight bytes of magic whose last is the version, the length of a JSON header as u32, the header,
 * zeros up to a multiple of eight. All numbers are little-endian.
 */
const MAGIC_BYTES = 8;
/** A palette of a thousand lists is far smaller. */
const MAX_HEADER = 4 << 20;

export interface FramedFile<T> {
  readonly header: T;
  /** What follows the header. */
  readonly body: Uint8Array;
}

export interface FileKind<S extends z.ZodType> {
  /** Seven characters; the version follows. */
  readonly magic: string;
  readonly version: number;
  /** For people: "compiled list", "delta". */
  readonly what: string;
  readonly header: S;
}

export type Decode = (bytes: Uint8Array) => string;

export function frame(
  kind: FileKind<z.ZodType>,
  header: unknown,
  sections: readonly Uint8Array[],
): Uint8Array<ArrayBuffer> {
  const json = new TextEncoder().encode(JSON.stringify(header));
  const start = aligned(MAGIC_BYTES + 4 + json.length);
  const size = sections.reduce((sum, section) => sum + aligned(section.length), start);
  const bytes = new Uint8Array(size);
  for (let i = 0; i < kind.magic.length; i++) bytes[i] = kind.magic.charCodeAt(i);
  bytes[MAGIC_BYTES - 1] = kind.version;
  new DataView(bytes.buffer).setUint32(MAGIC_BYTES, json.length, true);
  bytes.set(json, MAGIC_BYTES + 4);
  let at = start;
  for (const section of sections) {
    bytes.set(section, at);
    at += aligned(section.length);
  }
  return bytes;
}

/** Throws AppError INVALID_INPUT that says what is wrong with the file; the header is validated, the body is not. */
export function unframe<S extends z.ZodType>(
  kind: FileKind<S>,
  bytes: Uint8Array,
  decode: Decode,
): FramedFile<z.output<S>> {
  for (let i = 0; i < kind.magic.length; i++)
    if (bytes[i] !== kind.magic.charCodeAt(i)) throw refusal(kind, 'it is another kind of file');
  if (bytes[MAGIC_BYTES - 1] !== kind.version)
    throw refusal(kind, `its format version is ${bytes[MAGIC_BYTES - 1]}, and this program reads ${kind.version}`);
  if (bytes.length < MAGIC_BYTES + 4) throw refusal(kind, 'it is cut short');
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(MAGIC_BYTES, true);
  const start = aligned(MAGIC_BYTES + 4 + length);
  if (length > MAX_HEADER || start > bytes.length) throw refusal(kind, 'it is cut short');
  const json = decode(bytes.subarray(MAGIC_BYTES + 4, MAGIC_BYTES + 4 + length));
  const header = parseOrThrow(kind.header, parseJsonOrThrow(json, kind.what), kind.what);
  return { header, body: bytes.subarray(start) };
}

export function refusal(kind: Pick<FileKind<z.ZodType>, 'what'>, why: string): AppError {
  return new AppError('INVALID_INPUT', `The ${kind.what} was refused: ${why}. Fetch it again.`);
}

export function aligned(size: number): number {
  return Math.ceil(size / 8) * 8;
}

/** The sections of a body by their sizes; throws when the body is not exactly as long as they are together. */
export function cut(kind: FileKind<z.ZodType>, body: Uint8Array, sizes: readonly number[]): Uint8Array[] {
  const total = sizes.reduce((sum, size) => sum + aligned(size), 0);
  if (total !== body.length)
    throw refusal(kind, `it should be ${total} bytes long after its header and is ${body.length}`);
  let at = 0;
  return sizes.map((size) => {
    const section = body.subarray(at, at + size);
    at += aligned(size);
    return section;
  });
}
