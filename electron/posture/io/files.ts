import { constants, watch, type FSWatcher } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { AgeResult, FileResult, Watch } from './posture-io.ts';

/**
 * The path with `~/` resolved: to the home that the system's own list of accounts has, not to what an environment variable says. null when
 * the account has none.
 */
export function resolvePath(path: string): string | null {
  if (!path.startsWith('~/')) return path;
  try {
    const { homedir } = userInfo();
    return homedir === '' ? null : join(homedir, path.slice(2));
  } catch {
    return null;
  }
}

/** Regular files only: a pipe would hang us, and opening a device can do things. */
export async function readFile(path: string, maxBytes: number): Promise<FileResult> {
  const real = resolvePath(path);
  if (real === null) return { status: 'missing' };
  try {
    if (!(await stat(real)).isFile()) return { status: 'unreadable' };
    // Should it become something else between the two, it still can't hang us.
    const handle = await open(real, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      return (await handle.stat()).isFile() ? await readAll(handle, maxBytes) : { status: 'unreadable' };
    } finally {
      await handle.close();
    }
  } catch (error) {
    return { status: statusOf(error) };
  }
}

interface Readable {
  read(buffer: Buffer, offset: number, length: number, position: null): Promise<{ readonly bytesRead: number }>;
}

/** procfs and sysfs report a size of 0, so it reads until the end or the limit, whichever is first. */
async function readAll(handle: Readable, maxBytes: number): Promise<FileResult> {
  let buffer = Buffer.allocUnsafe(Math.min(maxBytes + 1, 16_384));
  let length = 0;
  for (;;) {
    if (length === buffer.length) buffer = Buffer.concat([buffer], Math.min(maxBytes + 1, buffer.length * 4));
    const { bytesRead } = await handle.read(buffer, length, buffer.length - length, null);
    if (bytesRead === 0) return { status: 'read', text: buffer.toString('utf8', 0, length) };
    length += bytesRead;
    if (length > maxBytes) return { status: 'unreadable' };
  }
}

export async function newestAge(path: string, wallMs: () => number): Promise<AgeResult> {
  const real = resolvePath(path);
  if (real === null) return { status: 'missing' };
  try {
    const own = await stat(real);
    if (!own.isDirectory()) return { status: 'read', ageMs: Math.max(0, wallMs() - own.mtimeMs), entries: 1 };
    let newest = Number.NEGATIVE_INFINITY;
    let entries = 0;
    for (const entry of await readdir(real, { withFileTypes: true })) {
      // apt's `lock` and `partial` change without anything having been fetched.
      if (!entry.isFile() || entry.name === 'lock') continue;
      entries += 1;
      newest = Math.max(newest, (await stat(join(real, entry.name))).mtimeMs);
    }
    return entries === 0 ? { status: 'missing' } : { status: 'read', ageMs: Math.max(0, wallMs() - newest), entries };
  } catch (error) {
    return { status: statusOf(error) };
  }
}

/** By the time of the last change of each (which, unlike that of writing, nobody can set), its size and which file it is. */
export async function fingerprint(paths: readonly string[]): Promise<string | null> {
  try {
    return (await Promise.all(paths.map(printOf))).join('\n');
  } catch {
    return null;
  }
}

async function printOf(path: string): Promise<string> {
  const real = resolvePath(path);
  if (real === null) return 'missing';
  const own = await marksOf(real);
  if (own === null || !own.isFolder) return own?.marks ?? 'missing';
  const entries = await readdir(real);
  const inside = await Promise.all(
    entries.map(async (name) => `${name} ${(await marksOf(join(real, name)))?.marks ?? ''}`),
  );
  return [own.marks, ...inside].join('\n');
}

async function marksOf(path: string): Promise<{ readonly marks: string; readonly isFolder: boolean } | null> {
  try {
    const found = await stat(path, { bigint: true });
    return { marks: `${found.ino} ${found.size} ${found.ctimeNs}`, isFolder: found.isDirectory() };
  } catch (error) {
    if (statusOf(error) === 'missing') return null;
    throw error;
  }
}

/** By the folders that they are in: an editor puts a new file in the place of the old one. What isn't there is not watched. */
export function watchFiles(paths: readonly string[], onChange: (path: string) => void): Watch {
  const watchers = new Map<string, FSWatcher>();
  let over = false;
  const listen = (folder: string, onName: (name: string | null) => void): void => {
    try {
      const watcher = watch(folder, { persistent: false }, (_event, name) => over || onName(name));
      watcher.on('error', () => watcher.close());
      watchers.set(folder, watcher);
    } catch {
      // Not there, not allowed, or too many watches on this system: looking from time to time goes on.
    }
  };
  const byFolder = new Map<string, string[]>();
  for (const path of paths) {
    const real = resolvePath(path);
    if (real === null) continue;
    const folder = dirname(real);
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), path]);
    void isFolder(real).then((is) => is && !over && listen(real, () => onChange(path)));
  }
  for (const [folder, members] of byFolder) {
    listen(folder, (name) => {
      for (const path of members) if (name === null || basename(path) === name) onChange(path);
    });
  }
  return {
    stop: () => {
      over = true;
      for (const watcher of watchers.values()) watcher.close();
    },
  };
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

function statusOf(error: unknown): 'missing' | 'needs-rights' | 'unreadable' {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'missing';
  return code === 'EACCES' || code === 'EPERM' ? 'needs-rights' : 'unreadable';
}
