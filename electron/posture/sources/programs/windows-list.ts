import { asObjects, asString, field, type JsonObject } from '../format/json.ts';
import { readCsvLine, readRuledTable } from './columns.ts';
import { ofPath, programOf } from './command-line.ts';
import type { Listed, ListedProgram } from './listed.ts';

/** `tasklist` cuts names after so many letters in its table. */
const TASKLIST_CUT = 25;
const NAME_KEYS = ['Name', 'ProcessName', 'ImageName', 'Image Name', 'Caption', 'comm', 'ucomm', 'command'] as const;
const PATH_KEYS = ['Path', 'ExecutablePath', 'exe', 'executable'] as const;

/** Objects of Get-Process, Win32_Process or anything alike. */
export function ofObjects(value: unknown): Listed {
  const rows = asObjects(value);
  const programs = rows.flatMap((row) => ofObject(row) ?? []);
  return { programs, isCut: programs.length < rows.length };
}

function ofObject(row: JsonObject): ListedProgram | null {
  const text = (keys: readonly string[]): string[] =>
    keys.flatMap((key) => {
      const value = asString(field(row, key));
      return value === null || value.trim() === '' ? [] : [value];
    });
  const names = text(NAME_KEYS);
  const paths = text(PATH_KEYS).map((path) => ofPath(path));
  const line = text(['CommandLine', 'cmdline', 'args'])[0];
  const byLine = line === undefined ? null : programOf(line);
  if (names.length === 0 && paths.length === 0 && byLine === null) return null;
  const pid = field(row, 'Id') ?? field(row, 'ProcessId') ?? field(row, 'pid');
  return {
    names: [...names.map(nameOf), ...paths.flatMap((path) => path.names), ...(byLine?.names ?? [])],
    cutNames: names.flatMap(cutName),
    path: paths[0]?.path ?? byLine?.path ?? null,
    arguments: byLine?.arguments ?? null,
    signers: text(['Company', 'CompanyName', 'Signer', 'Publisher']),
    bundle: text(['BundleIdentifier', 'bundleID'])[0] ?? null,
    pid: typeof pid === 'number' ? pid : typeof pid === 'string' && /^\d+$/.test(pid.trim()) ? Number(pid) : null,
    user: text(['USER', 'UserName'])[0] ?? null,
    session: text(['SessionName', 'Session Name'])[0] ?? null,
  };
}

/** `tasklist /fo csv` (heads translated, or none), `wmic … /format:csv`, Export-Csv. */
export function readCsv(lines: readonly string[]): Listed | null {
  const from = lines.findIndex((line) => /^"(?:[^"]|"")*"[,;]/.test(line) || /^Node,/i.test(line.trim()));
  const first = lines[from]?.trim();
  if (first === undefined) return null;
  const separator = first.startsWith('"') && /^"(?:[^"]|"")*";/.test(first) ? ';' : ',';
  const head = readCsvLine(first, separator).map((cell) => cell.trim());
  const hasKeys = head.some((cell) =>
    [...NAME_KEYS, ...PATH_KEYS].some((key) => key.toLowerCase() === cell.toLowerCase()),
  );
  const programs: ListedProgram[] = [];
  let isCut = false;
  for (const line of lines.slice(hasKeys ? from + 1 : from)) {
    if (line.trim() === '' || line.startsWith('#TYPE')) continue;
    const cells = readCsvLine(line.trim(), separator);
    const row = hasKeys
      ? ofObject(Object.fromEntries(head.map((name, index) => [name, cells[index] ?? ''])))
      : ofTasklistCells(cells);
    // Lines of `tasklist` begin with the name in quotes; anything else is a prompt or a message.
    if (cells.length < head.length) isCut = true;
    else if (row !== null) programs.push(row);
  }
  return programs.length === 0 ? null : { programs, isCut };
}

function ofTasklistCells(cells: readonly string[]): ListedProgram | null {
  const [name = '', pid = '', session = ''] = cells;
  return /^\d+$/.test(pid) ? { names: [nameOf(name)], pid: Number(pid), session } : null;
}

/** `tasklist` without options, or Format-Table of anything that has a name. */
export function readTable(lines: readonly string[]): Listed | null {
  const table = readRuledTable(lines);
  if (table === null) return null;
  const heads = Object.keys(table.rows[0] ?? {});
  const named = heads.find((head) => NAME_KEYS.some((key) => key.toLowerCase() === head));
  // In `tasklist`, whose heads are translated, the name comes first and is a column of 25.
  const isTasklist = named === undefined || table.widths[named] === TASKLIST_CUT;
  const first = named ?? heads[0];
  if (first === undefined || (named === undefined && table.widths[first] !== TASKLIST_CUT)) return null;
  const path = heads.find((head) => PATH_KEYS.some((key) => key.toLowerCase() === head));
  const programs = table.rows.flatMap((row): readonly ListedProgram[] => {
    const cell = (row[first] ?? '').trim();
    // A right-aligned number may reach over from the next column.
    const name = isTasklist ? cell : (cell.split(/ {2,}/)[0] ?? '');
    if (name === '') return [];
    const session = Object.values(row).find((value) => /^\s*RDP-Tcp#\d+/i.test(value));
    const cut = isTasklist && cell.length >= TASKLIST_CUT - 1 ? [cell] : cutName(name);
    const where = path === undefined ? null : (row[path] ?? '').trim();
    const whole = where === null || where === '' || isShortened(where) ? null : ofPath(where);
    return [
      {
        names: [nameOf(name), ...(whole?.names ?? [])],
        cutNames: cut,
        path: whole?.path ?? null,
        session: session?.trim() ?? null,
      },
    ];
  });
  return { programs, isCut: false };
}

/** `Name : value` or `Name=value` in blocks; in `tasklist /fo list` the name comes first and heads are translated. */
export function readBlocks(lines: readonly string[]): Listed | null {
  const blocks: Record<string, string>[] = [];
  let block: Record<string, string> | null = null;
  for (const line of lines) {
    if (line.trim() === '') {
      // wmic puts empty lines between all lines, so an empty line ends a block only once it has a name.
      if (block !== null && Object.keys(block).length > 1) block = null;
      continue;
    }
    const match = /^\s*([^:=\s][^:=]{0,40}?)\s*[:=]\s?(.*)$/.exec(line);
    if (match === null) continue;
    const [, key = '', value = ''] = match;
    if (block === null || Object.hasOwn(block, key)) {
      block = {};
      blocks.push(block);
    }
    block[key] = value.trim();
  }
  const programs = blocks.flatMap((one) => {
    const known = ofObject(one);
    if (known !== null) return [known];
    const [name = '', pid = '', session = ''] = Object.values(one);
    return /\S/.test(name) && /^\d+$/.test(pid) ? [{ names: [nameOf(name)], pid: Number(pid), session }] : [];
  });
  return programs.length === 0 ? null : { programs, isCut: programs.length < blocks.length };
}

function nameOf(name: string): string {
  return ofPath(name.trim()).names[0] ?? '';
}

/** PowerShell shortens what does not fit. */
function cutName(name: string): readonly string[] {
  return isShortened(name) ? [name.trim().replace(/(?:\.{3}|…)$/, '')] : [];
}

function isShortened(text: string): boolean {
  return /(?:\.{3}|…)$/.test(text.trim());
}
