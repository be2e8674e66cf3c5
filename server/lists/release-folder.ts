import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseJsonOrThrow, parseOrThrow } from '../../core/parse.ts';
import type { HeldRelease } from '../../core/web/compiled/compiled-index.ts';
import { openHeld } from '../../core/web/compiled/held-file.ts';
import {
  checkPart,
  listReleaseSchema,
  signedListsSchema,
  type ListRelease,
} from '../../core/web/compiled/list-manifest.ts';
import { RELEASE_FILES } from '../../core/web/compiled/make-release.ts';
import { AppError } from '../../core/errors.ts';

export interface ReleaseFolder {
  readonly manifest: ListRelease;
  readonly isSigned: boolean;
  readonly held: HeldRelease;
  readonly names: Uint8Array;
}

/**
 * A release that `offhook web compile` wrote, checked against its manifest. Whoever reads it here owns the folder, so the
 * signature is not verified. Throws AppError.
 */
export async function readReleaseFolder(folder: string): Promise<ReleaseFolder> {
  const signed = parseOrThrow(
    signedListsSchema,
    parseJsonOrThrow((await read(folder, RELEASE_FILES.manifest)).toString('utf8'), 'list manifest'),
    'list manifest',
  );
  const manifest = parseOrThrow(listReleaseSchema, parseJsonOrThrow(signed.release, 'list manifest'), 'list manifest');
  const domains = await read(folder, RELEASE_FILES.domains);
  const names = await read(folder, RELEASE_FILES.names);
  checkPart('compiled list', manifest.held.domains, describe(domains));
  checkPart('names file', manifest.held.names, describe(names));
  const decode = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
  return { manifest, isSigned: signed.signature !== 'unsigned', held: openHeld(domains, decode), names };
}

async function read(folder: string, name: string): Promise<Buffer> {
  try {
    return await readFile(join(folder, name));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new AppError('NOT_FOUND', `“${join(folder, name)}” can’t be read: ${code ?? message}.`, { cause: error });
  }
}

function describe(bytes: Uint8Array) {
  return { size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}
