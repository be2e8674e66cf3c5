import type { CompiledNames } from './compile.ts';
import type { HeldRelease } from './compiled-index.ts';
import { canDelta, encodeDelta } from './delta-file.ts';
import { encodeFull } from './full-file.ts';
import { encodeHeld } from './held-file.ts';
import { listReleaseSchema, type ListDownload, type ListPart, type PackedPart } from './list-manifest.ts';
import { encodeNames, NAMES_HEAD, blockCount } from './names-file.ts';
import { newRecords, slicesOf, type NamesFile } from './names-release.ts';
import { encodeNamesWire } from './names-wire.ts';
import type { ListInput } from '../rules/read-list.ts';
import { encodeRest } from './rest-rules.ts';
import { runAtOnce } from './steps.ts';

export interface ReleasePorts {
  /** Lower-case hex. */
  readonly sha256: (bytes: Uint8Array) => string;
  /** Brotli (RFC 7932). */
  readonly pack: (bytes: Uint8Array) => Promise<Uint8Array>;
}

export interface ReleaseFacts {
  readonly organisationId: string;
  readonly version: number;
  readonly expiresAt: string;
}

/** The release before, as its folder holds it. */
export interface PreviousRelease {
  readonly version: number;
  readonly held: HeldRelease;
  readonly names: Uint8Array;
}

export interface MadeRelease {
  /** The text to sign: see `listSigningBytes`. */
  readonly release: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

export const RELEASE_FILES = {
  manifest: 'manifest.json',
  domains: 'domains.bin',
  names: 'names.bin',
  full: 'full.bin',
  fullNames: 'full-names.br',
  delta: 'delta.bin',
  deltaNames: 'delta-names.br',
  rest: 'rest.br',
} as const;

/** All files of a release and the manifest that names their digests. With `previous`, and if nothing forbids it, a delta from there. */
export async function makeRelease(
  compiled: CompiledNames,
  facts: ReleaseFacts,
  previous: PreviousRelease | null,
  rest: readonly ListInput[],
  ports: ReleasePorts,
): Promise<MadeRelease> {
  const files = new Map<string, Uint8Array>();
  const add = (name: string, bytes: Uint8Array): ListPart => {
    files.set(name, bytes);
    return { sha256: ports.sha256(bytes), size: bytes.length };
  };
  const addPacked = async (name: string, bytes: Uint8Array): Promise<PackedPart> => ({
    ...add(name, await ports.pack(bytes)),
    unpacked: bytes.length,
  });
  const restBytes = encodeRest(rest);
  const names = encodeNames(compiled.names);
  const file = namesFileOf(compiled, names);
  const held = { domains: add(RELEASE_FILES.domains, encodeHeld(compiled)), names: add(RELEASE_FILES.names, names) };
  const full: ListDownload = {
    domains: add(RELEASE_FILES.full, runAtOnce(encodeFull(compiled))),
    names: await addPacked(RELEASE_FILES.fullNames, encodeNamesWire(runAtOnce(slicesOf(file, () => true)))),
  };
  let delta: ListDownload | null = null;
  if (previous !== null && canDelta(previous.held, compiled)) {
    const before = namesFileOf(previous.held, previous.names);
    delta = {
      domains: add(RELEASE_FILES.delta, runAtOnce(encodeDelta(previous.held, compiled))),
      names: await addPacked(RELEASE_FILES.deltaNames, encodeNamesWire(runAtOnce(newRecords(before, file)))),
    };
  }
  const release = listReleaseSchema.parse({
    format: 1,
    ...facts,
    previous: previous?.version ?? null,
    salt: compiled.salt,
    names: compiled.table.layout.count,
    lists: countByList(compiled),
    held,
    full,
    delta,
    rest: { ...(await addPacked(RELEASE_FILES.rest, restBytes)), unpackedSha256: ports.sha256(restBytes) },
  });
  return { release: JSON.stringify(release), files };
}

function namesFileOf(release: HeldRelease, names: Uint8Array): NamesFile {
  return { release, records: names.subarray(NAMES_HEAD + blockCount(release.table.layout.count) * 4) };
}

function countByList({ palette, table }: CompiledNames) {
  const counts = palette.lists.map(({ name, category }) => ({ name, category, names: 0 }));
  const byValue = palette.values.map(([self, below]) => counts[palette.origins[self < 0 ? below : self]?.list ?? -1]);
  for (let at = 0; at < table.layout.count; at++) {
    const list = byValue[table.valueAt(at)];
    if (list !== undefined) list.names++;
  }
  return counts;
}
