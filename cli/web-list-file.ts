import { gunzipSync } from 'node:zlib';
import { LIST_FORMATS, type ListFormat } from '../core/web/rules/list-format.ts';
import type { ListInput } from '../core/web/rules/read-list.ts';
import { UsageError, type CommandIo } from './command.ts';
import { readInput } from './read-input.ts';

/** Larger than any list that is published; a smaller file may still unpack to more than there is memory for. */
const MAX_LIST_BYTES = 1_000_000_000;

/** Reads `FILE[:FORMAT[:CATEGORY]]`. A colon that no known format follows is part of the name, as in `C:\lists`. */
export function parseListArgument(argument: string): {
  readonly file: string;
  readonly format: ListFormat;
  readonly category: string;
} {
  const found = /^(.+?):([a-z]+)(?::([a-z0-9-]+))?$/.exec(argument);
  const format = LIST_FORMATS.find((candidate) => candidate === found?.[2]);
  if (found === null || format === undefined) return { file: argument, format: 'auto', category: 'other' };
  return { file: found[1] ?? '', format, category: found[3] ?? 'other' };
}

/** Loads a list file, unpacked if it is gzipped (RFC 1952: the first two bytes tell). */
export async function loadList(argument: string, effect: ListInput['effect'], io: CommandIo): Promise<ListInput> {
  const { file, format, category } = parseListArgument(argument);
  const bytes = await readInput(file, 'list', io);
  return { list: file, category, effect, format, text: new TextDecoder().decode(unpack(bytes, file)) };
}

function unpack(bytes: Uint8Array, file: string): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_LIST_BYTES });
  } catch (error) {
    throw new UsageError(`The list “${file}” looks gzipped but can’t be unpacked: ${(error as Error).message}.`, {
      cause: error,
    });
  }
}
