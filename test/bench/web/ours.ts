import { spawnSync } from 'node:child_process';
import { createHash, generateKeyPairSync, sign, verify } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { z } from 'zod';
import { compileLists } from '../../../server/lists/compile-lists.ts';
import { CompiledIndex } from '../../../core/web/compiled/compiled-index.ts';
import type { CompiledNames } from '../../../core/web/compiled/compile.ts';
import { encodeHeld, heldBytes } from '../../../core/web/compiled/held-file.ts';
import { listSigningBytes, signedListsSchema } from '../../../core/web/compiled/list-manifest.ts';
import { makeRelease } from '../../../core/web/compiled/make-release.ts';
import { blockCount } from '../../../core/web/compiled/names-file.ts';
import { openRelease, type OpenRelease } from '../../../electron/web/lists/open-release.ts';
import { openListStore } from '../../../electron/web/lists/list-store.ts';
import { median, percentile, round } from './measure.ts';

const ORGANISATION = '5f0c6c1e-3f5e-4c1e-9d4b-0d8f6f1c2a10';
const keys = generateKeyPairSync('ed25519');
const trust = {
  organisationId: ORGANISATION,
  verify: (bytes: Uint8Array, signature: string) =>
    verify(null, bytes, keys.publicKey, Buffer.from(signature, 'base64url')),
};
const brotli = promisify(brotliCompress);
const ports = {
  sha256: (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex'),
  pack: (bytes: Uint8Array): Promise<Uint8Array> =>
    brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_LGWIN]: 24 } }),
};
let salt = 1;
const newSalt = () => ({
  a: (salt = (Math.imul(salt, 1_664_525) + 1_013_904_223) >>> 0),
  b: (salt ^ 0x55aa_1234) >>> 0,
});

export function compileText(bytes: Uint8Array, previous: CompiledNames | null = null) {
  const list = { list: 'bench', category: 'malware', format: 'domains', effect: 'block', bytes } as const;
  return compileLists([list], { ownHosts: [], topSites: [], previous, newSalt });
}

/** From text to the bytes that are held. */
export function timeCompile(bytes: Uint8Array, runs: number) {
  const took: number[] = [];
  let last: ReturnType<typeof compileText> | undefined;
  for (let run = 0; run < runs; run++) {
    const startedAt = performance.now();
    last = compileText(bytes);
    encodeHeld(last.compiled);
    took.push(performance.now() - startedAt);
  }
  if (last === undefined) throw new Error('no run');
  return {
    compiled: last.compiled,
    compileMs: Math.round(median(took)),
    bestCompileMs: Math.round(Math.min(...took)),
  };
}

/** Writes a signed release to a folder, as a client's store would hold it, and says how large everything is. */
export async function writeRelease(compiled: CompiledNames, folder: string) {
  mkdirSync(folder, { recursive: true });
  const facts = { organisationId: ORGANISATION, version: 1, expiresAt: '2199-01-01T00:00:00.000Z' };
  const { release, files } = await makeRelease(compiled, facts, null, [], ports);
  for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes);
  const signature = sign(null, listSigningBytes(release), keys.privateKey).toString('base64url');
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ release, signature }));
  const { count } = compiled.table.layout;
  const inMemory = heldBytes(compiled.table) + blockCount(count) * 4;
  const size = (name: string) => files.get(name)?.length ?? 0;
  return {
    names: count,
    ...compiled.report,
    refused: compiled.report.refused.length,
    refusedNames: compiled.report.refused.map(({ domain }) => domain),
    bytesHeld: inMemory,
    downloadDomainsBytes: size('full.bin'),
    downloadNamesBytes: size('full-names.br'),
    onDiskBytes: size('domains.bin') + size('names.bin'),
  };
}

/** From the disk to the first answer, in a process of its own: signature, digest, numbers, names' head. The first time is cold. */
export function timeReady(folder: string) {
  const pem = keys.publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const child = spawnSync(
    process.execPath,
    ['--expose-gc', join(import.meta.dirname, 'ready-child.ts'), folder, ORGANISATION, pem],
    { encoding: 'utf8' },
  );
  const numbers = z.object({ tookMs: z.array(z.number()), heldBytes: z.array(z.number()) });
  const { tookMs, heldBytes } = numbers.parse(JSON.parse(child.stdout));
  return {
    readyColdMs: round(tookMs[0] ?? Number.NaN),
    readyMs: round(median(tookMs)),
    bestReadyMs: round(Math.min(...tookMs)),
    // Later runs may start while the one before is still held.
    measuredBytes: Math.max(...heldBytes),
  };
}

export function openHere(folder: string) {
  const damage = { count: 0 };
  return { opened: openRelease(folder, trust, () => damage.count++), damage };
}

/** The same release without its names: what the fingerprints alone do. */
export function unconfirmed({ held }: OpenRelease): CompiledIndex {
  return new CompiledIndex(held, null);
}

/** Weekly changes between consecutive releases of one list. */
export async function measureDeltas(history: readonly { readonly name: string; readonly bytes: Buffer }[]) {
  const rows: { week: string; names: number; domainsBytes: number; namesBytes: number }[] = [];
  let before: { compiled: CompiledNames; names: Uint8Array; version: number } | null = null;
  for (const { name, bytes } of history) {
    const { compiled }: { compiled: CompiledNames } = compileText(bytes, before?.compiled ?? null);
    const version: number = (before?.version ?? 0) + 1;
    const previous = before === null ? null : { version: before.version, held: before.compiled, names: before.names };
    const facts = { organisationId: ORGANISATION, version, expiresAt: '2199-01-01T00:00:00.000Z' };
    const { files } = await makeRelease(compiled, facts, previous, [], ports);
    if (previous !== null)
      rows.push({
        week: name,
        names: compiled.table.layout.count,
        domainsBytes: files.get('delta.bin')?.length ?? Number.NaN,
        namesBytes: files.get('delta-names.br')?.length ?? Number.NaN,
      });
    before = { compiled, names: files.get('names.bin') ?? new Uint8Array(), version };
  }
  return {
    weeks: rows,
    medianDomainsBytes: median(rows.map((row) => row.domainsBytes)),
    maxDomainsBytes: Math.max(...rows.map((row) => row.domainsBytes)),
    medianNamesBytes: median(rows.map((row) => row.namesBytes)),
    maxNamesBytes: Math.max(...rows.map((row) => row.namesBytes)),
  };
}

/** The simplest peer, from the same text: lines into a Set. */
export function timeSet(bytes: Buffer): number {
  const startedAt = performance.now();
  const names = new Set(bytes.toString('latin1').split('\n'));
  return names.size > 0 ? Math.round(performance.now() - startedAt) : Number.NaN;
}

/** A download into a client's store, and the longest that the process was deaf meanwhile. */
export async function timeInstall(release: string) {
  const folder = mkdtempSync(join(tmpdir(), 'offhook-bench-store-'));
  const read = (name: string) => readFileSync(join(release, name));
  const signed = signedListsSchema.parse(JSON.parse(read('manifest.json').toString('utf8')));
  const store = await openListStore({ ...trust, folder, nowMs: () => Date.now(), onProblem: () => undefined });
  let last = performance.now();
  const pauses: number[] = [];
  let isRunning = true;
  const watch = (): void => {
    const now = performance.now();
    pauses.push(now - last);
    last = now;
    if (isRunning) setImmediate(watch);
  };
  watch();
  const startedAt = performance.now();
  await store.install(signed, {
    kind: 'full',
    domains: read('full.bin'),
    names: read('full-names.br'),
    rest: read('rest.br'),
  });
  const installMs = Math.round(performance.now() - startedAt);
  isRunning = false;
  store.close();
  rmSync(folder, { recursive: true, force: true });
  const longest = [...pauses].sort((a, b) => b - a);
  return {
    installMs,
    longestPausesMs: longest.slice(0, 5).map((ms) => round(ms)),
    p99PauseMs: round(percentile(pauses, 0.99)),
  };
}
