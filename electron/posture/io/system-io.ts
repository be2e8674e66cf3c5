import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createExec, type ExecOptions } from './exec.ts';
import { identifyWithSystemInformation } from './identify.ts';
import type { AgeResult, FileResult, PostureIo } from './posture-io.ts';

export interface SystemIoOptions extends ExecOptions {
  /** Milliseconds since 1970, for the age of files only. */
  wallMs(): number;
}

/** The real system. */
export function createSystemIo(options: SystemIoOptions): PostureIo {
  const exec = createExec(options);
  return {
    run: (command, signal) => exec.run(command, signal),
    watch: (argv, onLine, onEnd) => exec.watch(argv, onLine, onEnd),
    readFile,
    newestAge: (path) => newestAge(path, () => options.wallMs()),
    identify: identifyWithSystemInformation,
  };
}

async function readFile(path: string, maxBytes: number): Promise<FileResult> {
  try {
    const handle = await open(path, 'r');
    try {
      // procfs and sysfs report a size of 0, so read until the end or the limit, whichever is first.
      const buffer = Buffer.alloc(maxBytes + 1);
      let length = 0;
      for (;;) {
        const { bytesRead } = await handle.read(buffer, length, buffer.length - length, null);
        if (bytesRead === 0) break;
        length += bytesRead;
        if (length > maxBytes) return { status: 'unreadable' };
      }
      return { status: 'read', text: buffer.toString('utf8', 0, length) };
    } finally {
      await handle.close();
    }
  } catch (error) {
    return { status: statusOf(error) };
  }
}

async function newestAge(path: string, wallMs: () => number): Promise<AgeResult> {
  try {
    const own = await stat(path);
    if (!own.isDirectory()) return { status: 'read', ageMs: Math.max(0, wallMs() - own.mtimeMs), entries: 1 };
    let newest = Number.NEGATIVE_INFINITY;
    let entries = 0;
    for (const entry of await readdir(path, { withFileTypes: true })) {
      // apt's `lock` and `partial` change without anything having been fetched.
      if (!entry.isFile() || entry.name === 'lock') continue;
      entries += 1;
      newest = Math.max(newest, (await stat(join(path, entry.name))).mtimeMs);
    }
    return entries === 0 ? { status: 'missing' } : { status: 'read', ageMs: Math.max(0, wallMs() - newest), entries };
  } catch (error) {
    return { status: statusOf(error) };
  }
}

function statusOf(error: unknown): 'missing' | 'needs-rights' | 'unreadable' {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'missing';
  return code === 'EACCES' || code === 'EPERM' ? 'needs-rights' : 'unreadable';
}
