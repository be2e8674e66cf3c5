import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { applyDelta } from '../../../core/web/compiled/delta-file.ts';
import type { HeldRelease } from '../../../core/web/compiled/compiled-index.ts';
import { decodeFull } from '../../../core/web/compiled/full-file.ts';
import { encodeHeld } from '../../../core/web/compiled/held-file.ts';
import { ListRefusal } from '../../../core/web/compiled/list-refusal.ts';
import {
  checkPart,
  deltaFor,
  type ListPart,
  type ListRelease,
  type PackedPart,
} from '../../../core/web/compiled/list-manifest.ts';
import { decodeRest } from '../../../core/web/compiled/rest-rules.ts';
import { blockCount, NAMES_HEAD } from '../../../core/web/compiled/names-file.ts';
import { placeRecords, type NamesFile } from '../../../core/web/compiled/names-release.ts';
import { decodeNamesWire, type NameRecords } from '../../../core/web/compiled/names-wire.ts';
import { decodeUtf8, type OpenRelease } from './open-release.ts';
import { hashSteps, runInSlices } from './run-in-slices.ts';

/** What came over the network for one release. */
export interface Downloaded {
  readonly kind: 'full' | 'delta';
  readonly domains: Uint8Array;
  readonly names: Uint8Array;
  readonly rest: Uint8Array;
}

export interface ReleaseFiles {
  readonly domains: Uint8Array;
  readonly names: Uint8Array;
  readonly rest: Uint8Array;
}

const unpack = promisify(brotliDecompress);

/**
 * From a download to the two files that are held, checked by the signed manifest on the way in and on the way out. Pauses often
 * enough that nothing else in the process waits. Throws ListRefusal or AppError.
 */
export async function buildRelease(
  offer: ListRelease,
  downloaded: Downloaded,
  current: OpenRelease | null,
  readNames: () => Promise<Uint8Array>,
): Promise<ReleaseFiles> {
  const expected = downloaded.kind === 'delta' ? deltaFor(offer, current?.manifest ?? null) : offer.full;
  await check('downloaded list', expected.domains, downloaded.domains);
  await check('download of names', expected.names, downloaded.names);
  await check('download of patterns', offer.rest, downloaded.rest);
  const rest = await unpackPart(offer.rest, downloaded.rest);
  decodeRest(rest, decodeUtf8);
  const wire = await unpackPart(expected.names, downloaded.names);
  const fresh = await runInSlices(decodeNamesWire(wire, decodeUtf8));
  const { release, names } =
    downloaded.kind === 'delta' && current !== null
      ? await change(current, downloaded.domains, fresh, readNames)
      : await whole(downloaded.domains, fresh);
  const domains = encodeHeld(release);
  await check('compiled list', offer.held.domains, domains);
  await check('names file', offer.held.names, names);
  return { domains, names, rest };
}

async function whole(domains: Uint8Array, fresh: NameRecords) {
  const release = await runInSlices(decodeFull(domains, decodeUtf8));
  return { release, names: await runInSlices(placeRecords(release, fresh, null)) };
}

async function change(
  current: OpenRelease,
  delta: Uint8Array,
  fresh: NameRecords,
  readNames: () => Promise<Uint8Array>,
) {
  const release: HeldRelease = await runInSlices(applyDelta(current.held, delta, decodeUtf8));
  const file = await readNames();
  await check('names file in use', current.manifest.held.names, file);
  const before: NamesFile = { release: current.held, records: recordsOf(file, current.held) };
  return { release, names: await runInSlices(placeRecords(release, fresh, before)) };
}

/** What follows the head of a names file (see names-file.ts). */
function recordsOf(file: Uint8Array, release: HeldRelease): Uint8Array {
  return file.subarray(NAMES_HEAD + blockCount(release.table.layout.count) * 4);
}

async function check(what: string, part: ListPart, bytes: Uint8Array): Promise<void> {
  // Size first: a short download need not be hashed.
  const sha256 = bytes.length === part.size ? await runInSlices(hashSteps(bytes)) : '';
  checkPart(what, part, { size: bytes.length, sha256 });
}

async function unpackPart(part: PackedPart, bytes: Uint8Array): Promise<Uint8Array> {
  try {
    const wire = await unpack(bytes, { maxOutputLength: part.unpacked });
    if (wire.length === part.unpacked) return wire;
  } catch (error) {
    throw new ListRefusal('corrupt', 'A part of the lists can’t be unpacked. Fetch it again.', { cause: error });
  }
  throw new ListRefusal('corrupt', 'A part of the lists has another size than was signed. Fetch it again.');
}
