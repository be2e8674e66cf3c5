import type { UnknownReason } from '../../core/facts/fact.ts';
import type { CommandResult, PostureIo } from './io/posture-io.ts';
import { refusalReason } from './sources/format/refusal.ts';
import { unknownReading, type Family, type Readings } from './sources/reading.ts';
import type { AnySource, Gather, KeepOnly, ParseContext } from './sources/source.ts';

const TIMEOUT_MS = 5000;
/** Far above what any of our tools prints, far below what would hurt. */
const MAX_BYTES = 4_000_000;

/** What one run of a source learned. */
export type Result = { readonly [F in Family]: FamilyResult<F> }[Family];

interface FamilyResult<F extends Family> {
  readonly source: string;
  readonly family: F;
  readonly reading: Readings[F];
}

export interface Run {
  readonly result: Result;
  /** What was run or read, as one would type it. */
  readonly what: string;
}

/** What came back: text to parse, or why there is none. */
type Gathered =
  | { readonly text: string; readonly exitCode?: number; readonly what: string }
  | { readonly missing: true; readonly what: string }
  | { readonly reason: UnknownReason; readonly what: string };

/** Runs one source once. Never throws: a parser that does is a fault of ours, and its reading is unknown. */
export async function runSource(
  source: AnySource,
  io: PostureIo,
  context: ParseContext,
  signal: AbortSignal,
): Promise<Run> {
  try {
    const gathered =
      source.gather === null ? { reason: 'unsupported' as const, what: '' } : await gather(source.gather, io, signal);
    return { result: resultOf(source, gathered, context), what: gathered.what };
  } catch {
    return { result: unknownResult(source, 'unreadable'), what: describe(source.gather) };
  }
}

function resultOf(source: AnySource, gathered: Gathered, context: ParseContext): Result {
  if ('reason' in gathered) return unknownResult(source, gathered.reason);
  const reading =
    'missing' in gathered
      ? (source.whenMissing ?? unknownReading[source.family]('not-installed'))
      : source.parse(
          gathered.text,
          gathered.exitCode === undefined ? context : { ...context, exitCode: gathered.exitCode },
        );
  // The source's own family ties the two together; the union of all sources can't say so.
  return { source: source.id, family: source.family, reading } as Result;
}

export function unknownResult(source: AnySource, reason: UnknownReason): Result {
  return { source: source.id, family: source.family, reading: unknownReading[source.family](reason) } as Result;
}

async function gather(how: Gather, io: PostureIo, signal: AbortSignal): Promise<Gathered> {
  switch (how.via) {
    case 'command':
      return gatherCommand(how, io, signal);
    case 'powershell':
      return gatherPowerShell(how, io, signal);
    case 'programs':
      return gatherPrograms(io);
    case 'file':
      return gatherFiles(how.paths, how.take, io);
    case 'age':
      return gatherAge(how.paths, io);
    case 'identity': {
      const identity = await io.identify(signal);
      const what = describe(how);
      return identity === null ? { reason: 'timed-out', what } : { text: JSON.stringify(identity), what };
    }
    case 'desktop': {
      const name = await io.desktop();
      return name === null ? { missing: true, what: describe(how) } : { text: name, what: describe(how) };
    }
    case 'own-app':
      return { text: JSON.stringify(await io.inspectApp(signal)), what: describe(how) };
  }
}

async function gatherCommand(how: CommandGather, io: PostureIo, signal: AbortSignal): Promise<Gathered> {
  for (const path of how.tool) {
    const first = await runTool(path, how.args, how, io, signal);
    if ('missing' in first) continue;
    const isRefused = 'reason' in first && first.reason === 'unreadable' && how.olderArgs !== undefined;
    return isRefused ? runTool(path, how.olderArgs ?? how.args, how, io, signal) : first;
  }
  return { missing: true, what: describe(how) };
}

async function gatherPowerShell(
  how: Gather & { via: 'powershell' },
  io: PostureIo,
  signal: AbortSignal,
): Promise<Gathered> {
  const limits = { timeoutMs: how.timeoutMs ?? TIMEOUT_MS, maxBytes: MAX_BYTES, ...keepOnlyOf(how) };
  const result = await io.powershell(how.script, limits, signal);
  const what = describe(how);
  return result.missing ? { missing: true, what } : { ...judgeCommand(result, [0]), what };
}

type CommandGather = Gather & { via: 'command' };

async function runTool(
  path: string,
  args: readonly string[],
  how: CommandGather,
  io: PostureIo,
  signal: AbortSignal,
): Promise<Gathered> {
  const what = [path, ...args].join(' ');
  const result = await io.run(
    { argv: [path, ...args], timeoutMs: how.timeoutMs ?? TIMEOUT_MS, maxBytes: MAX_BYTES, ...keepOnlyOf(how) },
    signal,
  );
  return result.missing ? { missing: true, what } : { ...judgeCommand(result, how.okExit ?? [0]), what };
}

function judgeCommand(
  result: CommandResult,
  okExit: readonly number[],
): { text: string; exitCode: number } | { reason: UnknownReason } {
  if (result.timedOut) return { reason: 'timed-out' };
  if (result.truncated || result.exitCode === null) return { reason: 'unreadable' };
  // A tool that failed may have printed half an answer first: only its reason is taken.
  if (!okExit.includes(result.exitCode)) {
    const reason = refusalReason(`${result.stderr}\n${result.stdout}`);
    // The tool is there; it is something that it looked for which is not.
    return { reason: reason === 'not-installed' ? 'unreadable' : reason };
  }
  return { text: result.stdout.trim() === '' ? result.stderr : result.stdout, exitCode: result.exitCode };
}

function keepOnlyOf({ keepOnly }: { readonly keepOnly?: KeepOnly }): { readonly keepOnly?: KeepOnly } {
  return keepOnly === undefined ? {} : { keepOnly };
}

async function gatherPrograms(io: PostureIo): Promise<Gathered> {
  const what = describe({ via: 'programs' });
  const result = await io.programs();
  if (result.status === 'missing') return { missing: true, what };
  if (result.status !== 'read') return { reason: result.status, what };
  return { text: JSON.stringify({ watched: result.watched, whole: result.whole }), exitCode: 0, what };
}

async function gatherFiles(paths: readonly string[], take: 'first' | 'all' | 'some', io: PostureIo): Promise<Gathered> {
  const texts: string[] = [];
  for (const path of paths) {
    const file = await io.readFile(path, MAX_BYTES);
    if (file.status === 'needs-rights' || file.status === 'unreadable') return { reason: file.status, what: path };
    if (file.status !== 'read') continue;
    if (take === 'first') return { text: file.text, exitCode: 0, what: path };
    texts.push(file.text);
  }
  const what = paths.join(', ');
  if (texts.length === 0) return { missing: true, what };
  // Half of the settings is no answer.
  return take === 'all' && texts.length < paths.length
    ? { reason: 'unreadable', what }
    : { text: texts.join('\n'), exitCode: 0, what };
}

async function gatherAge(paths: readonly string[], io: PostureIo): Promise<Gathered> {
  const what = `${paths.join(', ')} (when written)`;
  let newest: { ageMs: number; entries: number } | null = null;
  for (const path of paths) {
    const age = await io.newestAge(path);
    if (age.status === 'read' && (newest === null || age.ageMs < newest.ageMs))
      newest = { ageMs: age.ageMs, entries: age.entries };
  }
  return newest === null ? { missing: true, what } : { text: JSON.stringify(newest), what };
}

function describe(how: Gather | null): string {
  switch (how?.via) {
    case 'command':
      return [how.tool[0] ?? '', ...how.args].join(' ');
    case 'powershell':
      return `powershell: ${how.script}`;
    case 'programs':
      return 'names of the programs that run, in /proc';
    case 'file':
      return how.paths.join(', ');
    case 'age':
      return `${how.paths.join(', ')} (when written)`;
    case 'identity':
      return 'maker and model of this laptop';
    case 'desktop':
      return 'name of the desktop that is running';
    case 'own-app':
      return 'Offhook itself';
    case undefined:
      return '';
  }
}
