import { z } from 'zod';
import type { UnknownReason } from '../../../../core/facts/fact.ts';
import type { Platform } from '../../../../core/ids.ts';
import { readJson } from '../format/json.ts';
import { refusalReason } from '../format/refusal.ts';
import { unknownReading, type ProgramsReading } from '../reading.ts';
import { ofPath, programOf } from './command-line.ts';
import { isWhole, type Listed, type ListedProgram } from './listed.ts';
import { matchProgram } from './match.ts';
import { readPs } from './ps.ts';
import { WATCH_LIST } from './watch-list.ts';
import { ofObjects, readBlocks, readCsv, readTable } from './windows-list.ts';

/** What remains of a list of programs: the names of those that are looked for, and whether it was the whole list. */
const keptSchema = z.strictObject({ watched: z.array(z.string().max(64)), whole: z.boolean() });
type Kept = z.infer<typeof keptSchema>;

/** No more than the fact has room for. */
const MOST = 32;

/** What may be kept of a list of programs. `readPrograms` reads it like the list itself. */
export function keepWatchedOnly(output: string, platform: Platform): string {
  const kept = readKept(output, platform);
  // A message instead of a list is kept as why, not as what it said.
  return kept === null ? refusalWords(output) : JSON.stringify(kept);
}

/** A list of the programs that run, in any of the forms that systems print. */
export function readPrograms(output: string, platform: Platform): ProgramsReading {
  const kept = readKept(output, platform);
  if (kept === null) return unknownReading.programs(reasonOf(output));
  const seen = new Set(kept.watched);
  const namesOf = (kind: 'remoteControl' | 'screenCapture'): readonly string[] | null => {
    const names = WATCH_LIST.programs.filter((program) => program.kind === kind && seen.has(program.name));
    // What a part of the list shows does run; what it does not show may run all the same.
    return names.length > 0 || kept.whole ? names.slice(0, MOST).map(({ name }) => name) : null;
  };
  const reading = { remoteControl: namesOf('remoteControl'), screenCapture: namesOf('screenCapture') };
  const isKnown = reading.remoteControl !== null && reading.screenCapture !== null;
  return { ...reading, reason: isKnown ? null : 'unreadable' };
}

/** In a long list some program's name or argument always sounds like a refusal. */
function reasonOf(output: string): UnknownReason {
  return output.length > 1000 ? 'unreadable' : refusalReason(output);
}

function readKept(output: string, platform: Platform): Kept | null {
  const json = readJson(output);
  const kept = keptSchema.safeParse(json);
  if (kept.success) return kept.data;
  const listed = json === undefined ? readText(output, platform) : ofObjects(json);
  if (listed.programs.length === 0) return null;
  const watched = new Set(
    listed.programs.flatMap((program) => matchProgram(program, platform).map(({ name }) => name)),
  );
  if (listed.programs.some(({ session }) => /^RDP-Tcp#/i.test(session?.trim() ?? '')))
    watched.add('Remote Desktop session');
  const whole = isWhole(listed, platform) && !endsAbruptly(output, listed);
  return watched.size === 0 && !whole ? null : { watched: [...watched], whole };
}

/** Whoever lists programs is one of them; a list without it that does not even end its last line was cut off. */
function endsAbruptly(output: string, { programs }: Listed): boolean {
  if (/[\n}\]]\s*$/.test(output)) return false;
  return !programs.some(({ names }) =>
    names.some((name) => /^(?:ps|tasklist|wmic|powershell|pwsh|powershell_ise)(?:\.exe)?$/i.test(name)),
  );
}

function readText(output: string, platform: Platform): Listed {
  const lines = output.replace(/^\uFEFF/, '').split(/\r*\n/);
  if (/^\s*[[{]/.test(output)) return readBrokenJson(output);
  return (
    readPs(lines) ??
    readCsv(lines) ??
    readTable(lines) ??
    readProcFiles(lines) ??
    (platform === 'windows'
      ? (readWmic(lines) ?? readBlocks(lines))
      : (readBundles(output) ?? readBlocksOfNames(lines))) ??
    readBare(lines)
  );
}

/** What is left of a JSON that was cut off: names that are there are there, but others may be missing. */
function readBrokenJson(output: string): Listed {
  const names = [...output.matchAll(/"(?:Process|Image)?Name"\s*:\s*"([^"\\]{1,200})"/gi)].map(
    (match) => match[1] ?? '',
  );
  return { programs: names.map((name) => ofPath(name)), isCut: true };
}

/** `grep` over each process' comm or cmdline below /proc, and `ls -l` of each one's exe. */
function readProcFiles(lines: readonly string[]): Listed | null {
  const programs = lines.flatMap((line): readonly ListedProgram[] => {
    const comm = /(?:^|\s)\/proc\/(\d+)\/(?:comm|cmdline):(.+)$/.exec(line);
    if (comm !== null)
      return [
        {
          ...(programOf(comm[2]?.replaceAll('\0', ' ') ?? '') ?? { names: [] }),
          ...cut(comm[2]),
          pid: Number(comm[1]),
        },
      ];
    const exe = /\/proc\/(\d+)\/exe -> (.+?)(?: \(deleted\))?$/.exec(line);
    return exe === null ? [] : [{ ...ofPath(exe[2] ?? ''), pid: Number(exe[1]) }];
  });
  return programs.length === 0 ? null : { programs, isCut: false };
}

/** `wmic process get Name,ProcessId`: columns in the order of the alphabet, with a head and no rule. */
function readWmic(lines: readonly string[]): Listed | null {
  const at = lines.findIndex(
    (line) =>
      /^(?:CommandLine|ExecutablePath|Caption|Description|Name)\s{2,}(?![:\s])/.test(line) ||
      /^(?:Name|Caption)\s*$/.test(line),
  );
  const head = lines[at];
  if (head === undefined) return null;
  const columns = [...head.matchAll(/\S+/g)].map(({ index, 0: name }, number, all) => ({
    name,
    start: index,
    end: all[number + 1]?.index ?? Number.POSITIVE_INFINITY,
  }));
  const rows = lines
    .slice(at + 1)
    .filter((line) => line.trim() !== '')
    .map((line) => Object.fromEntries(columns.map(({ name, start, end }) => [name, line.slice(start, end).trim()])));
  return { ...ofObjects(rows), isCut: false };
}

/** `lsappinfo list`: the bundle identifiers of macOS. */
function readBundles(output: string): Listed | null {
  const programs = [...output.matchAll(/bundleID="([^"]+)"/g)].map((match): ListedProgram => ({
    names: [],
    bundle: match[1] ?? null,
  }));
  // It shows applications only, so it never speaks for what else runs.
  return programs.length === 0 ? null : { programs, isCut: true };
}

function readBlocksOfNames(lines: readonly string[]): Listed | null {
  return lines.some((line) => /^\s*(?:Name|ProcessName)\s*[:=]/.test(line)) ? readBlocks(lines) : null;
}

/**
 * No head at all: a name or a path a line, with at most a number and a user before it. A number proves nothing here, so only names that
 * every system has make it the whole list.
 */
function readBare(lines: readonly string[]): Listed {
  const filled = lines.filter((line) => line.trim() !== '');
  const programs = filled.flatMap((line): readonly ListedProgram[] => {
    const [, pid, text = ''] = /^\s*(?:(\d+)\s+)?(\S.*?)\s*$/.exec(line) ?? [];
    if (text === '' || /[{}<>"';=]|: /.test(text.slice(0, 40)) || /^(?![A-Za-z]:\\)[^ ]*\\|\sREG_/.test(text))
      return [];
    const names = programOf(text)?.names ?? [];
    // `user name arguments`, as `ps -axo pid=,user=,comm=,args=` has it.
    const afterUser = pid === undefined ? null : programOf(/^\S+\s+(\S.*)$/.exec(text)?.[1] ?? '');
    return [{ names: [...names, ...(afterUser?.names ?? [])], ...cut(text) }];
  });
  return { programs, isCut: programs.length < 3 || programs.length < filled.length * 0.8 };
}

function cut(name: string | undefined): { readonly cutNames?: readonly string[] } {
  const text = name?.trim() ?? '';
  return (text.length === 15 || text.length === 16) && !/[\s/]/.test(text) ? { cutNames: [text] } : {};
}

/** The shortest text from which the same reason is read again. */
function refusalWords(output: string): string {
  const reason = reasonOf(output);
  if (reason === 'needs-rights') return 'Permission denied';
  if (reason === 'timed-out') return 'timed out';
  return reason === 'not-installed' ? 'command not found' : '';
}
