import { readFormatList } from '../format/format-list.ts';
import { asObjects, asString, field, readJson, type JsonObject } from '../format/json.ts';
import { refusalReason } from '../format/refusal.ts';
import { readCsvLine, readRuledTable } from '../programs/columns.ts';
import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';
import { powershellJson } from './powershell.ts';

interface Product {
  readonly name: string;
  readonly on: boolean | null;
  readonly current: boolean | null;
}

/**
 * Products that told Windows of themselves (root/SecurityCenter2, AntiVirusProduct). Microsoft documents no meaning of productState; what
 * everybody reads is: third hexadecimal digit from the left of its lower four 1 on, 0 off, 2 snoozed, 3 expired; the one after next 0
 * current, 1 out of date. Any other digit is not known. Servers have no such class.
 */
export const securityCenter = defineSource({
  id: 'windows/security-center',
  platform: 'windows',
  family: 'antivirus',
  fact: 'antivirus',
  pace: 'settings',
  gather: powershellJson(
    'ConvertTo-Json -Compress -InputObject @(Get-CimInstance -Namespace root/SecurityCenter2 -ClassName AntiVirusProduct|ForEach-Object{@{displayName=$_.displayName;productState=[int]$_.productState}})',
  ),
  parse: (output) => {
    const json = readJson(output);
    const rows = json === undefined ? readText(output) : asObjects(json);
    const products = rows.flatMap((row) => productOf(row) ?? []);
    // An empty list is an answer: nothing has told Windows that it protects it.
    if (Array.isArray(json) && json.length === 0) return { active: false, upToDate: null, products: [], reason: null };
    if (products.length === 0 || products.length < rows.length)
      return unknownReading.antivirus(refusalReason(output.slice(0, 2000)));
    const on = products.filter((product) => product.on === true);
    if (on.length === 0)
      return products.some((product) => product.on === null)
        ? unknownReading.antivirus('unreadable')
        : { active: false, upToDate: null, products: [], reason: null };
    const currents = on.map(({ current }) => current);
    return {
      active: true,
      upToDate: currents.includes(false) ? false : currents.includes(null) ? null : true,
      products: on.map(({ name }) => name),
      reason: null,
    };
  },
});

function productOf(row: JsonObject): Product | null {
  const name = asString(field(row, 'displayName'))?.trim();
  const raw = field(row, 'productState');
  const state =
    typeof raw === 'number'
      ? raw
      : typeof raw === 'string' && /^(?:0x[\da-f]+|\d+)$/i.test(raw.trim())
        ? Number(raw)
        : null;
  if (
    name === undefined ||
    name === '' ||
    state === null ||
    !Number.isInteger(state) ||
    state < 0 ||
    state > 0xff_ff_ff
  )
    return null;
  const running = (state >> 12) & 0xf;
  const definitions = (state >> 4) & 0xf;
  return {
    name: name.slice(0, 120),
    on: running === 1 ? true : running === 0 || running === 2 || running === 3 ? false : null,
    current: definitions === 0 ? true : definitions === 1 ? false : null,
  };
}

/** Format-List, `wmic … /format:list` or csv, Format-Table, or wmic's own table. */
function readText(text: string): readonly JsonObject[] {
  // wmic ends its lines with two carriage returns.
  const output = text.replace(/\r+\n/g, '\n');
  const list = readFormatList(
    output.replace(/^(\s*\w+)=(?!=)/gm, '$1 : ').replace(/(?:\r?\n){2,}(?=\s*(?!displayName)\w+ : )/g, '\n'),
  ).filter((row) => field(row, 'displayName') !== undefined || field(row, 'productState') !== undefined);
  if (list.length > 0) return list;
  const lines = output.split(/\r?\n/).filter((line) => line.trim() !== '');
  const at = lines.findIndex((line) => /\bproductState\b/i.test(line) && /\bdisplayName\b/i.test(line));
  const head = lines[at];
  if (head === undefined) return [];
  if (head.includes(',')) {
    const names = readCsvLine(head.trim()).map((name) => name.trim());
    return lines.slice(at + 1).map((line) => {
      const cells = readCsvLine(line.trim());
      return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']));
    });
  }
  const ruled = readRuledTable(lines);
  if (ruled !== null) return ruled.rows.map(trimmed);
  const columns = [...head.matchAll(/\S+/g)].map(({ index, 0: name }, number, all) => ({
    name,
    start: index,
    end: all[number + 1]?.index ?? Number.POSITIVE_INFINITY,
  }));
  return lines
    .slice(at + 1)
    .map((line) => trimmed(Object.fromEntries(columns.map(({ name, start, end }) => [name, line.slice(start, end)]))));
}

/** In a table a number is right-aligned and may begin in the column before it; names end where two spaces are. */
function trimmed(row: Readonly<Record<string, string>>): JsonObject {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, (value.trim().split(/ {2,}/)[0] ?? '').trim()] as const),
  );
}
