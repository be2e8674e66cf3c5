import { readFormatList } from './format-list.ts';
import { asObjects, readJson, type JsonObject } from './json.ts';

/**
 * Objects as PowerShell and wmic print them: JSON, Format-List (`Name : Value`), wmic's list (`Name=Value`), CSV, or a table whose head is
 * underlined. Names of properties are never translated; what stands for a value is left to who asks.
 */
export function readRows(text: string): readonly JsonObject[] {
  const json = readJson(text);
  if (json !== undefined) return asObjects(json);
  const csv = readCsv(text);
  if (csv.length > 0) return csv;
  const table = readTable(text);
  if (table.length > 0) return table;
  const list = readFormatList(text);
  return list.length > 0 ? list : readAssignments(text);
}

/** Cells begin where the underlining does; a value may be wider than its own column only in the last. */
function readTable(text: string): readonly JsonObject[] {
  const lines = text.split(/\r?\n/);
  const under = lines.findIndex((line) => /^\s*-{2,}(\s+-{1,})*\s*$/.test(line));
  const head = lines[under - 1];
  if (under < 1 || head === undefined) return [];
  const starts = [...(lines[under] ?? '').matchAll(/-+/g)].map((dashes) => dashes.index);
  const cut = (line: string): readonly string[] =>
    starts.map((start, index) => line.slice(start, starts[index + 1]).trim());
  const names = cut(head);
  const rows: JsonObject[] = [];
  for (const line of lines.slice(under + 1)) {
    if (line.trim() === '') break;
    const cells = cut(line);
    rows.push(Object.fromEntries(names.map((name, index) => [name, cells[index] ?? ''])));
  }
  return rows;
}

function readCsv(text: string): readonly JsonObject[] {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line.startsWith('"') && line.endsWith('"'));
  const [head, ...rest] = lines.map((line) => [...line.matchAll(/"((?:[^"]|"")*)"/g)].map((cell) => cell[1] ?? ''));
  if (head === undefined || head.length < 2) return [];
  return rest
    .filter((cells) => cells.length === head.length)
    .map((cells) => Object.fromEntries(head.map((name, index) => [name, cells[index] ?? ''])));
}

function readAssignments(text: string): readonly JsonObject[] {
  const rows: Record<string, string>[] = [];
  let row: Record<string, string> | null = null;
  for (const line of text.split(/\r?\n/)) {
    const match = /^\s*([A-Za-z]\w*)=(.*)$/.exec(line);
    if (match === null) continue;
    const [, name = '', value = ''] = match;
    if (row === null || Object.hasOwn(row, name)) {
      row = {};
      rows.push(row);
    }
    row[name] = value.trim();
  }
  return rows;
}

/** A text or number as text; empty for anything else. */
export function asText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** True and false as PowerShell, wmic and JSON write them, which no language changes; null for anything else. */
export function asBoolean(value: unknown): boolean | null {
  if (value === true || (typeof value === 'string' && /^true$/i.test(value.trim()))) return true;
  return value === false || (typeof value === 'string' && /^false$/i.test(value.trim())) ? false : null;
}
