import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { UsageError, type CommandIo } from './command.ts';

/** A file that the caller named, or `-` for standard input. Its failure is one sentence that names the file and what to do. */
export async function readInput(file: string, what: string, io: CommandIo): Promise<Uint8Array> {
  if (file === '-') return io.readStdin();
  try {
    return await readFile(resolve(io.cwd, file));
  } catch (error) {
    throw new UsageError(`The ${what} “${file}” can’t be read: ${reasonOf(error)}.`, { cause: error });
  }
}

export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOENT':
      return 'there is no such file';
    case 'EACCES':
    case 'EPERM':
      return 'this account may not open it';
    case 'EISDIR':
      return 'it is a folder';
    case 'EEXIST':
      return 'there is such a file already';
    case 'ENOSPC':
      return 'the disk is full';
    case undefined:
    default:
      return message;
  }
}
