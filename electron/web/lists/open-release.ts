import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { parseJsonOrThrow, parseOrThrow } from '../../../core/parse.ts';
import type { VerifySignature } from '../../../core/policy/signed-policy.ts';
import { CompiledIndex, type HeldRelease } from '../../../core/web/compiled/compiled-index.ts';
import { openHeld } from '../../../core/web/compiled/held-file.ts';
import {
  checkPart,
  openSignedLists,
  signedListsSchema,
  type ListRelease,
} from '../../../core/web/compiled/list-manifest.ts';
import { ListRefusal } from '../../../core/web/compiled/list-refusal.ts';
import { decodeRest } from '../../../core/web/compiled/rest-rules.ts';
import type { ListInput } from '../../../core/web/rules/read-list.ts';
import { openNames } from '../../../core/web/compiled/names-file.ts';
import type { ReadAt } from '../../../core/web/compiled/names-reader.ts';

export const FILES = {
  manifest: 'manifest.json',
  domains: 'domains.bin',
  names: 'names.bin',
  rest: 'rest.json',
} as const;

/** A release that answers. Close it when another has taken its place. */
export interface OpenRelease {
  readonly manifest: ListRelease;
  readonly index: CompiledIndex;
  readonly held: HeldRelease;
  /** Rules that need more than a host, for `engineFromLists`-like readers; read and checked when asked for. Throws AppError. */
  readRest(): readonly ListInput[];
  close(): void;
}

export interface Trust {
  readonly organisationId: string;
  readonly verify: VerifySignature;
}

export function decodeUtf8(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
}

/**
 * Opens a release's folder: signature, digest and every number of the table are checked before the first look-up; of the names,
 * the size and the head, since each name is checked by its fingerprint when it is read. Throws AppError (a ListRefusal where the
 * bytes are not what was signed).
 */
export function openRelease(folder: string, trust: Trust, onDamage: () => void): OpenRelease {
  const signed = parseOrThrow(
    signedListsSchema,
    parseJsonOrThrow(readFileSync(join(folder, FILES.manifest), 'utf8'), 'list manifest'),
    'list manifest',
  );
  const manifest = openSignedLists(signed, trust, trust.verify);
  const bytes = readFileSync(join(folder, FILES.domains));
  checkPart('compiled list', manifest.held.domains, { size: bytes.length, sha256: sha256(bytes) });
  const held = openHeld(bytes, decodeUtf8);
  const fd = openSync(join(folder, FILES.names), 'r');
  try {
    const { size } = fstatSync(fd);
    // Its digest was checked when it was written; here a full read would cost more than everything else.
    checkPart('names file', manifest.held.names, { size, sha256: manifest.held.names.sha256 });
    const names = openNames(readerOf(fd), held.table.layout.count, decodeUtf8);
    return {
      manifest,
      held,
      index: new CompiledIndex(held, names, onDamage),
      readRest: () => readRest(folder, manifest),
      close: () => closeSync(fd),
    };
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

function readRest(folder: string, { rest }: ListRelease): readonly ListInput[] {
  const bytes = readFileSync(join(folder, FILES.rest));
  if (bytes.length !== rest.unpacked || sha256(bytes) !== rest.unpackedSha256)
    throw new ListRefusal('corrupt', 'The rules with patterns are not what was signed. Fetch the lists again.');
  return decodeRest(bytes, decodeUtf8);
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Reads into one buffer, over and over: a hit costs a system call and no garbage. */
function readerOf(fd: number): ReadAt {
  let buffer = Buffer.allocUnsafeSlow(64 << 10);
  return (offset, length) => {
    if (length > buffer.length) buffer = Buffer.allocUnsafeSlow(length);
    try {
      return buffer.subarray(0, readSync(fd, buffer, 0, length, offset));
    } catch {
      // A disk that can't be read is damage like any other: the fingerprint stands.
      return buffer.subarray(0, 0);
    }
  };
}
