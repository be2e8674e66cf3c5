import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { baseName } from '../sources/programs/command-line.ts';
import { matchProgram, needsArguments } from '../sources/programs/match.ts';
import type { ProgramsResult } from './posture-io.ts';

/** TASK_COMM_LEN less its end (linux/sched.h). */
const COMM_CUT = 15;

/**
 * The programs of our list that run, by Linux' own names for them (proc(5): comm, and exe where it may be seen). Arguments are read for
 * those few alone of which the name does not tell. Synchronous, because handing some hundred tiny reads to threads costs five times as much.
 */
export function readPrograms(folder = '/proc'): Promise<ProgramsResult> {
  return Promise.resolve(read(folder));
}

function read(folder: string): ProgramsResult {
  const ids = listIds(folder);
  if (ids === null) return { status: 'missing' };
  const watched = new Set<string>();
  for (const id of ids) {
    const names = namesOf(`${folder}/${id}`);
    if (names === null) continue;
    const args = needsArguments(names.names, 'linux') ? textOf(`${folder}/${id}/cmdline`) : null;
    for (const program of matchProgram({ ...names, arguments: args }, 'linux')) watched.add(program.name);
  }
  // With hidepid only one's own programs are listed (proc(5)); the first of all is the system's.
  return { status: 'read', watched: [...watched], whole: ids.includes('1') };
}

function listIds(folder: string): readonly string[] | null {
  try {
    const ids = readdirSync(folder).filter((name) => /^\d+$/.test(name));
    return ids.length === 0 ? null : ids;
  } catch {
    return null;
  }
}

/** null when it has ended since. */
function namesOf(
  folder: string,
): { readonly names: readonly string[]; readonly cutNames?: readonly string[]; readonly path: string | null } | null {
  const comm = textOf(`${folder}/comm`)?.replace(/\n$/, '') ?? null;
  const path = linkOf(`${folder}/exe`)?.replace(/ \(deleted\)$/, '') ?? null;
  if (comm === null && path === null) return null;
  return {
    names: [...(comm === null ? [] : [comm]), ...(path === null ? [] : [baseName(path)])],
    ...(comm !== null && Buffer.byteLength(comm) === COMM_CUT ? { cutNames: [comm] } : {}),
    path,
  };
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/** Another user's is refused; the kernel's own programs have none. */
function linkOf(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch {
    return null;
  }
}
