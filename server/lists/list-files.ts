import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RELEASE_FILES, type MadeRelease } from '../../core/web/compiled/make-release.ts';
import { readReleaseFolder, type ReleaseFolder } from './release-folder.ts';

/** What lists leave on the server's disk: the text of each that is in use, and the newest releases. */
export interface ListFiles {
  readText(id: string): Promise<Buffer | null>;
  writeText(id: string, bytes: Uint8Array): Promise<void>;
  removeText(id: string): Promise<void>;
  /** The newest sound release; null when there is none. */
  newest(): Promise<HeldFolder | null>;
  /** `inputs` says what it was made from. Older ones but the one before go. */
  add(version: number, made: MadeRelease, signature: string, inputs: string): Promise<HeldFolder>;
}

export interface HeldFolder extends ReleaseFolder {
  readonly path: string;
  readonly inputs: string;
}

const NAME = /^release-([1-9][0-9]{0,15})$/;
const INPUTS = 'inputs.txt';
/** A laptop may be in the middle of a download of the one before. */
const KEPT = 2;

export function listFiles(folder: string): ListFiles {
  const texts = join(folder, 'texts');
  const releases = join(folder, 'releases');
  const textOf = (id: string) => join(texts, `${id}.txt`);

  async function versions(): Promise<number[]> {
    const names = await readdir(releases).catch(() => []);
    return names.flatMap((name) => Number(NAME.exec(name)?.[1] ?? [])).toSorted((a, b) => b - a);
  }

  async function open(version: number): Promise<HeldFolder> {
    const path = join(releases, `release-${version}`);
    return { ...(await readReleaseFolder(path)), path, inputs: await readFile(join(path, INPUTS), 'utf8') };
  }

  return {
    async readText(id) {
      return readFile(textOf(id)).catch(() => null);
    },
    async writeText(id, bytes) {
      await mkdir(texts, { recursive: true, mode: 0o700 });
      await writeFile(`${textOf(id)}.new`, bytes, { mode: 0o600 });
      await rename(`${textOf(id)}.new`, textOf(id));
    },
    async removeText(id) {
      await rm(textOf(id), { force: true });
    },
    async newest() {
      for (const version of await versions()) {
        const held = await open(version).catch(() => null);
        if (held !== null) return held;
      }
      return null;
    },
    async add(version, { release, files }, signature, inputs) {
      const aside = join(releases, 'incoming');
      await rm(aside, { recursive: true, force: true });
      await mkdir(aside, { recursive: true, mode: 0o700 });
      for (const [name, bytes] of files) await writeFile(join(aside, name), bytes, { mode: 0o600, flush: true });
      await writeFile(join(aside, INPUTS), inputs, { mode: 0o600 });
      await writeFile(join(aside, RELEASE_FILES.manifest), JSON.stringify({ release, signature }), { flush: true });
      await rename(aside, join(releases, `release-${version}`));
      for (const old of (await versions()).slice(KEPT))
        await rm(join(releases, `release-${old}`), { recursive: true, force: true });
      return open(version);
    },
  };
}
