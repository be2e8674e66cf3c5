import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AppError } from '../core/errors.ts';

/** The folder that holds everything lasting: offhook.db, keys/, lock. Made with rights for its owner only. */
export interface DataFolder {
  readonly path: string;
  readonly database: string;
  readonly policyKeyFile: string;
  readonly leaseKeyFile: string;
  /** Lets the next process in. */
  unlock(): void;
}

export function dataFiles(path: string): Omit<DataFolder, 'unlock'> {
  return {
    path,
    database: join(path, 'offhook.db'),
    policyKeyFile: join(path, 'keys', 'policy.pem'),
    leaseKeyFile: join(path, 'keys', 'lease.pem'),
  };
}

/** Makes and locks the folder. Throws AppError whose sentence has the way out. */
export function openDataFolder(path: string): DataFolder {
  try {
    makeFolder(join(path, 'keys'));
  } catch (error) {
    throw unwritable(path, error);
  }
  const lock = join(path, 'lock');
  takeLock(path, lock);
  return { ...dataFiles(path), unlock: () => rmSync(lock, { force: true }) };
}

/** Step by step: mkdir's own `recursive` never returns where a folder can't be made below one that is there, as in /proc. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path, { mode: 0o700 });
}

function takeLock(folder: string, lock: string): void {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      writeNew(lock, `${process.pid} ${startOf(process.pid)}\n`);
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw unwritable(folder, error);
    }
    const holder = readHolder(lock);
    if (holder !== null && isAlive(holder))
      throw new AppError(
        'CONFLICT',
        `Another Offhook server (process ${holder.pid}) is using ${folder}. Stop that one, or choose another folder with --data.`,
      );
    rmSync(lock, { force: true });
  }
  throw new AppError(
    'CONFLICT',
    `Another Offhook server is starting in ${folder}. Wait for it, or choose another folder with --data.`,
  );
}

interface Holder {
  readonly pid: number;
  readonly start: string;
}

function readHolder(lock: string): Holder | null {
  try {
    const [pid = '', start = ''] = readFileSync(lock, 'utf8').trim().split(' ');
    return /^[1-9][0-9]*$/.test(pid) ? { pid: Number(pid), start } : null;
  } catch {
    return null;
  }
}

/** A process id alone says little: after a restart another program may have it. So its start counts too, where that can be had. */
function isAlive({ pid, start }: Holder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: there is one, but it is not ours to ask.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return start === startOf(pid);
}

/** The 22nd field of /proc/PID/stat, start time in clock ticks since boot (proc(5)); '-' on other systems. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '-';
  } catch {
    return '-';
  }
}

/** Writes a file that is not there yet, and has it on the disk before it has its name. `mode` 0600: for the owner only. */
export function writeNew(file: string, text: string): void {
  const handle = openSync(file, 'wx', 0o600);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function unwritable(path: string, error: unknown): AppError {
  const { code, message } = error as NodeJS.ErrnoException;
  const why =
    code === 'ENOSPC'
      ? 'The disk is full, so nothing can be kept in'
      : code === 'ENOTDIR' || code === 'EEXIST'
        ? 'There is a file where a folder should be:'
        : 'There is no right to write in';
  return new AppError(
    'UNAVAILABLE',
    `${why} ${path} (${code ?? message}). Fix that, or choose another folder with --data.`,
    { cause: error },
  );
}

export function exists(file: string): boolean {
  return existsSync(file);
}
