import { canonicalHost } from '../../url/canonical-host.ts';
import { ignored, refused, type LineOutcome, type LineSource, type PublicSuffixes } from '../outcome.ts';
import { readCidr } from './cidr-line.ts';
import { hostEntry } from './host-entry.ts';
import { readUrlLine } from './url-line.ts';

/** Which column holds what is to be blocked, and what parts the columns. */
export interface CsvShape {
  readonly separator: string;
  /** undefined when no header told: the first cell that is an address or a host. */
  readonly column: number | undefined;
}

/** Column names of public feeds, the most telling first (URLhaus, PhishTank, ThreatFox, Feodo, blackbook). */
const COLUMNS: readonly string[] = [
  'url',
  'urls',
  'phish_url',
  'malicious_url',
  'uri',
  'host',
  'hostname',
  'domain',
  'domains',
  'domain_name',
  'fqdn',
  'site',
  'website',
  'ioc_value',
  'ioc',
  'indicator',
  'dst_ip',
  'ip',
  'ip_address',
  'ipaddress',
  'address',
];

/** Reads a header line, which may be a comment (`# id,dateadded,url,…`). `undefined` when it is none. */
export function readCsvHeader(line: string): CsvShape | undefined {
  const text = line.replace(/^#\s*/, '');
  for (const separator of [',', ';', '\t']) {
    const names = cells(text, separator).map((cell) => cell.toLowerCase().replaceAll(/\s+/g, '_'));
    if (names.length < 2 || !names.every((name) => /^[a-z0-9_()/-]*$/.test(name))) continue;
    const column = COLUMNS.map((name) => names.indexOf(name)).find((index) => index !== -1);
    if (column !== undefined) return { separator, column };
  }
  return undefined;
}

/** Whether a line looks like a row of quoted cells, as in URLhaus's dump. */
export function isQuotedRow(line: string): boolean {
  return /^"[^"]*"\s*,\s*"/.test(line);
}

export function readCsvRow(
  line: string,
  shape: CsvShape,
  source: LineSource,
  suffixes: PublicSuffixes | undefined,
): LineOutcome {
  const row = cells(line, shape.separator);
  const cell = shape.column === undefined ? row.find(isEntry) : row[shape.column];
  if (cell === undefined || cell === '') return ignored('unneeded');
  return entryOf(cell, line, source, suffixes);
}

function isEntry(cell: string): boolean {
  return /^[a-z]+:\/\/./i.test(cell) || (/^[^\s/:]+\.[a-z][^\s/:]*$/i.test(cell) && canonicalHost(cell) !== undefined);
}

function entryOf(cell: string, text: string, source: LineSource, suffixes: PublicSuffixes | undefined): LineOutcome {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(cell)) return readUrlLine(cell, text, source);
  const cidr = readCidr(cell, source);
  if (cidr !== undefined) return cidr;
  if (cell.includes('/') || /^[^:]+:\d{1,5}$/.test(cell)) return readUrlLine(cell, text, source);
  if (!/[.:]/.test(cell)) return refused('this is no host name');
  return hostEntry(cell.replace(/^\*\./, ''), text, source, suffixes);
}

/** RFC 4180: a quoted cell may hold separators, and quotes as two. */
export function cells(line: string, separator: string): string[] {
  const row: string[] = [];
  let at = 0;
  while (at <= line.length) {
    while (line[at] === ' ') at += 1;
    if (line[at] === '"') {
      const { text, end } = quoted(line, at + 1);
      row.push(text);
      const next = line.indexOf(separator, end);
      at = next === -1 ? line.length + 1 : next + 1;
      continue;
    }
    const next = line.indexOf(separator, at);
    const end = next === -1 ? line.length : next;
    row.push(line.slice(at, end).trim());
    at = end + 1;
  }
  return row;
}

function quoted(line: string, from: number): { readonly text: string; readonly end: number } {
  let text = '';
  let at = from;
  while (at < line.length) {
    if (line[at] === '"') {
      if (line[at + 1] !== '"') return { text: text.trim(), end: at + 1 };
      at += 1;
    }
    text += line[at];
    at += 1;
  }
  return { text: text.trim(), end: at };
}
