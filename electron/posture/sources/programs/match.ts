import type { Platform } from '../../../../core/ids.ts';
import { namesOn, WATCH_LIST, type WatchedProgram } from './watch-list.ts';

/** One program that runs, as far as a list of them tells. */
export interface RunningProgram {
  /** Names that its executable has, without folders. */
  readonly names: readonly string[];
  /** Names that may have been cut: only how the whole name begins. */
  readonly cutNames?: readonly string[];
  /** The whole path of its executable. */
  readonly path?: string | null;
  readonly arguments?: string | null;
  readonly signers?: readonly string[];
  readonly bundle?: string | null;
}

interface Index {
  readonly byName: ReadonlyMap<string, readonly WatchedProgram[]>;
  readonly names: readonly (readonly [name: string, program: WatchedProgram])[];
}

const INDEXES: { readonly [P in Platform]: Index } = {
  linux: createIndex('linux'),
  macos: createIndex('macos'),
  windows: createIndex('windows'),
};
const BY_BUNDLE = new Map(
  WATCH_LIST.programs.flatMap((program) => (program.bundles ?? []).map((id) => [id.toLowerCase(), program] as const)),
);
const BY_SIGNER = new Map(
  WATCH_LIST.programs.flatMap((program) => (program.signers ?? []).map((id) => [id.toLowerCase(), program] as const)),
);
const PATHS = WATCH_LIST.programs.flatMap((program) =>
  (program.paths ?? []).map((path) => [path.toLowerCase(), program] as const),
);

/** Which programs of the list this is: by whole names, never by a part of one. */
export function matchProgram(running: RunningProgram, platform: Platform): readonly WatchedProgram[] {
  const { byName, names } = INDEXES[platform];
  const found = new Set<WatchedProgram>();
  for (const name of running.names)
    for (const form of formsOf(name)) for (const program of byName.get(form) ?? []) found.add(program);
  for (const cut of running.cutNames ?? []) {
    const start = cut.trim().toLowerCase();
    if (start.length < SHORTEST_CUT) continue;
    for (const [name, program] of names)
      if (name.startsWith(start) || `${name}.exe`.startsWith(start)) found.add(program);
  }
  const path = running.path?.toLowerCase();
  if (path !== undefined) for (const [start, program] of PATHS) if (path.startsWith(start)) found.add(program);
  const byBundle = BY_BUNDLE.get(running.bundle?.toLowerCase() ?? '');
  if (byBundle !== undefined) found.add(byBundle);
  for (const signer of running.signers ?? []) {
    const bySigner = BY_SIGNER.get(signer.trim().toLowerCase());
    if (bySigner !== undefined) found.add(bySigner);
  }
  return [...found].filter((program) => doesIt(program, running.arguments));
}

/** Whether it takes this program's arguments to tell; those of all others are never looked at. */
export function needsArguments(names: readonly string[], platform: Platform): boolean {
  return names.some((name) =>
    formsOf(name).some((form) =>
      (INDEXES[platform].byName.get(form) ?? []).some((program) => program.onlyWithArguments !== undefined),
    ),
  );
}

/** Shorter beginnings could be anything's. */
const SHORTEST_CUT = 8;

function doesIt(program: WatchedProgram, args: string | null | undefined): boolean {
  if (program.onlyWithArguments === undefined) return true;
  const given = (args ?? '').toLowerCase().split(/[\s\0"']+/);
  return program.onlyWithArguments.some((wanted) => given.some((one) => one.startsWith(wanted)));
}

/** A name as it is, and as it would be without what downloads, versions and helpers add: `AnyDesk (1).exe`, `rustdesk-1.3.2-x86_64`. */
function formsOf(name: string): readonly string[] {
  const plain = name
    .trim()
    .toLowerCase()
    .replace(/\.exe$/, '');
  const without = plain
    .replace(/ helper(?: \([\w .-]+\))?$/, '')
    .replace(/ ?\(\d{1,3}\)$/, '')
    .replace(/\.appimage$/, '')
    .replace(/[-_ ]v?\d[\w.+-]*$/, '');
  return without === plain || without.length < 2 ? [plain] : [plain, without];
}

function createIndex(platform: Platform): Index {
  const byName = new Map<string, WatchedProgram[]>();
  const names: (readonly [string, WatchedProgram])[] = [];
  for (const program of WATCH_LIST.programs) {
    for (const name of namesOn(platform, program)) {
      byName.set(name, [...(byName.get(name) ?? []), program]);
      names.push([name, program]);
    }
  }
  return { byName, names };
}
