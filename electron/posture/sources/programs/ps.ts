import { baseName, ofPath, programOf } from './command-line.ts';
import type { Listed, ListedProgram } from './listed.ts';

/** Heads of columns (ps(1) of procps and of BSD), upper case; they are never translated. */
const HEADS =
  /^(?:PID|PPID|PGID|PGRP|SID|SESS|USER|RUSER|EUSER|UID|GID|GROUP|TTY|TT|TPGID|TIME|STIME|UTIME|STARTED|START|STAT|S|STATE|C|CP|CPU|PRI|PR|NI|PSR|CLS|F|ADDR|SZ|VSZ|VIRT|RES|SHR|RSS|WCHAN|%CPU|%MEM|TIME\+|ELAPSED|LABEL|UNIT|CGROUP|NLWP|LWP|THCNT|CMD|COMMAND|COMM|UCOMM|ARGS|EXE|EXECUTABLE)$/;
const COMMANDS = new Set(['CMD', 'COMMAND', 'COMM', 'UCOMM', 'ARGS', 'EXE', 'EXECUTABLE']);
/** TASK_COMM_LEN is 16 with its end (linux/sched.h); BSD's MAXCOMLEN is 16. */
const COMM_CUT = 15;
const BSD_COMM_CUT = 16;

interface Head {
  readonly columns: readonly { readonly name: string; readonly start: number }[];
  /** Where the last command column is among them. */
  readonly command: number;
}

/** `ps` in any layout that has a head. */
export function readPs(lines: readonly string[]): Listed | null {
  const at = lines.findIndex((line) => headOf(line) !== null);
  const head = headOf(lines[at] ?? '');
  if (head === null) return null;
  const programs: ListedProgram[] = [];
  // `top` shows no more than fits its window.
  let isCut = head.columns.some(({ name }) => name === 'VIRT' || name === 'TIME+');
  for (const line of lines.slice(at + 1)) {
    if (line.trim() === '' || headOf(line) !== null) continue;
    const row = readRow(line, head);
    if (row === null) isCut = true;
    else programs.push(row);
  }
  return { programs, isCut };
}

function headOf(line: string): Head | null {
  const columns = [...line.matchAll(/\S+/g)].map((match) => ({ name: match[0], start: match.index }));
  if (columns.length === 0 || !columns.every(({ name }) => HEADS.test(name))) return null;
  const command = columns.findLastIndex(({ name }) => COMMANDS.has(name));
  return command === -1 ? null : { columns, command };
}

function readRow(line: string, { columns, command }: Head): ListedProgram | null {
  const words = [...line.matchAll(/\S+/g)];
  const after = columns.length - 1 - command;
  const short = columns.findIndex(({ name }) => COMMANDS.has(name));
  const isLast = after === 0;
  // The first command column, where it comes before others, is a name of a fixed width; those before it are single words.
  const started = columns.findIndex(({ name }) => name === 'STARTED' || name === 'START');
  const extra = started === -1 || started > short ? 0 : extraWordsOfDate(words.slice(started).map((word) => word[0]));
  const before = short + extra;
  const start = words[before]?.index;
  if (start === undefined || words.length < columns.length + extra) return null;
  const cell = (name: string): string | null => {
    const index = columns.findIndex((column) => column.name === name);
    return index === -1 || index > short || (extra > 0 && index > started) ? null : (words[index]?.[0] ?? null);
  };
  const about = { pid: toPid(cell('PID')), user: cell('USER') ?? cell('UID') ?? cell('RUSER') ?? cell('EUSER') };
  if (short === command) {
    const text = isLast ? line.slice(start) : line.slice(start, words[words.length - after]?.index ?? start);
    return { ...about, ...namesOf(text, columns[command]?.name ?? '') };
  }
  const width = (columns[short + 1]?.start ?? 0) - (columns[short]?.start ?? 0);
  const name = line.slice(start, start + width).trim();
  const rest = command === short + 1 && isLast ? line.slice(start + width) : '';
  const byName = namesOf(name.includes('/') || width < 4 ? (words[before]?.[0] ?? '') : name, 'COMM');
  const byLine = programOf(rest);
  return {
    ...about,
    names: [...byName.names, baseName(words[before]?.[0] ?? ''), ...(byLine?.names ?? [])],
    cutNames: [...(byName.cutNames ?? []), ...(name.length >= COMM_CUT ? [baseName(name)] : [])],
    path: byLine?.path ?? null,
    arguments: byLine?.arguments ?? null,
  };
}

/** `lstart` is five words (`Sun Nov 22 19:04:00 2026`, in any language and order), `start` of another day is two (`Nov 22`). */
function extraWordsOfDate([first = '', second = '', third = '', fourth = '', fifth = '']: readonly string[]): number {
  if (!/^\p{L}+\.?$/u.test(first)) return 0;
  if (/^\d\d:\d\d:\d\d$/.test(fourth) && /^\d{4}$/.test(fifth) && `${second}${third}` !== '') return 4;
  return /^\d{1,2}$/.test(second) ? 1 : 0;
}

/** COMM and UCOMM hold nothing but a name or a path; CMD, COMMAND and ARGS may go on with arguments. */
function namesOf(text: string, head: string): ListedProgram {
  const trimmed = text.trim();
  const cut = trimmed.length === COMM_CUT || trimmed.length === BSD_COMM_CUT ? { cutNames: [baseName(trimmed)] } : {};
  if (head === 'COMM' || head === 'UCOMM' || head === 'EXE' || head === 'EXECUTABLE')
    return { ...ofPath(trimmed), ...cut };
  return { ...(programOf(trimmed) ?? { names: [] }), ...(/[\s/]/.test(trimmed) ? {} : cut) };
}

function toPid(text: string | null): number | null {
  return text !== null && /^\d+$/.test(text) ? Number(text) : null;
}
