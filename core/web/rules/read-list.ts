import type { DomainRule } from '../match/domain-index.ts';
import { Preprocessor } from './adblock/preprocessor.ts';
import { isQuotedRow, readCsvHeader, type CsvShape } from './formats/csv-lines.ts';
import { newZone } from './formats/rpz-line.ts';
import { domainRule } from './formats/host-entry.ts';
import type { ListFormat } from './list-format.ts';
import type { ListState } from './list-state.ts';
import type { LineOutcome, LineSource, PublicSuffixes } from './outcome.ts';
import { ParseReport, type ReportView } from './parse-report.ts';
import { readLine } from './read-line.ts';
import type { Rule } from './rule.ts';

export interface ListInput extends LineSource {
  readonly text: string;
  readonly format: ListFormat;
}

export interface ReadList {
  readonly rules: readonly Rule[];
  /** Rules that `$badfilter` lines take out, wherever they stand. */
  readonly disabled: readonly Rule[];
  readonly report: ReportView;
  /** Whether it was taken for AdBlock syntax: whoever keeps some of its lines must keep that, too (a line `!` says it). */
  readonly isAdblock: boolean;
}

const ADBLOCK_SIGNS =
  /^[ \t\uFEFF]*(?:@@|\|{1,2}[^|\s]|!|\[ad|\[ublock)|^[^\s#]*#@?(?:[?$%]|\$\?)?#[^\s#]|\^[ \t]*(?:\$|\r?$)|\$(?:third-party|3p|script|image|important|domain=|document|doc|all)\b/im;

/** Lists are read whole; longer lines than this are no rules but damage. */
const MAX_LINE = 65_536;

/** Reads a list of any known format, recognised by line where `format` is `auto`. Never throws, whatever the text. */
export function readList(input: ListInput, suffixes?: PublicSuffixes): ReadList {
  // A carriage return alone ends a line, too.
  const text = input.text.includes('\r') ? input.text.replaceAll(/\r\n?/g, '\n') : input.text;
  const isAdblock = input.format === 'adblock' || (input.format === 'auto' && ADBLOCK_SIGNS.test(text));
  const { list, category, effect, format } = input;
  const state: ListState = {
    source: { list, category, effect },
    format,
    isAdblock,
    suffixes,
    zone: newZone(),
    csv: format === 'csv' ? { separator: ',', column: undefined } : undefined,
    normal: [],
  };
  return collect(text, state);
}

function collect(text: string, state: ListState): ReadList {
  const rules: Rule[] = [];
  const disabled: Rule[] = [];
  const report = new ParseReport();
  const preprocessor = new Preprocessor();
  let number = 0;
  for (let start = 0; start <= text.length;) {
    const feed = text.indexOf('\n', start);
    const end = feed === -1 ? text.length : feed;
    const raw = text.slice(start, end);
    start = end + 1;
    number += 1;
    const outcome = lineOutcome(raw, state, preprocessor);
    if (outcome === undefined) continue;
    if (outcome.kind === 'rules') for (const rule of outcome.rules) rules.push(rule);
    if (outcome.kind === 'disables') disabled.push(...outcome.rules);
    report.count(outcome, number, raw);
  }
  rules.push(...exceptionsBelowBlocks(state, rules));
  return { rules, disabled, report: report.view(), isAdblock: state.isAdblock };
}

function lineOutcome(raw: string, state: ListState, preprocessor: Preprocessor): LineOutcome | undefined {
  const line = raw.replace(/^[\uFEFF\u200B]+/, '').trim();
  if (line === '') return undefined;
  if (preprocessor.takes(line)) return { kind: 'ignored', as: 'comment' };
  if (preprocessor.isOff) return { kind: 'ignored', as: 'unneeded' };
  if (raw.length > MAX_LINE) return { kind: 'refused', reason: 'the line is too long' };
  if (state.format === 'auto' || state.format === 'csv') {
    const header = headerOf(line);
    if (header !== undefined) {
      state.csv = header;
      return { kind: 'ignored', as: 'comment' };
    }
    if (state.csv === undefined && isQuotedRow(line)) state.csv = { separator: ',', column: undefined };
  }
  return readLine(raw, line, state);
}

/** A header that is a comment has no blanks; prose with commas has. */
function headerOf(line: string): CsvShape | undefined {
  if (!/[,;\t]/.test(line) || (line.startsWith('#') && /\s/.test(line.slice(1).trim()))) return undefined;
  return readCsvHeader(line);
}

/**
 * In dnsmasq and unbound the closest domain decides, so "resolve it normally" takes back what a domain above it blocks.
 * Elsewhere it says nothing about blocking.
 */
function exceptionsBelowBlocks(state: ListState, rules: readonly Rule[]): Rule[] {
  if (state.normal.length === 0) return [];
  const blocked = new Set(
    rules.flatMap((rule) => (rule.kind === 'domain' && isBlock(rule.rule) ? [rule.rule.domain] : [])),
  );
  const exceptions = state.normal.filter(
    ({ host }) => !blocked.has(host) && parents(host).some((parent) => blocked.has(parent)),
  );
  const excepted = new Set(exceptions.map(({ host }) => host));
  const reblocked = new Set([...blocked].flatMap((host) => parents(host).filter((parent) => excepted.has(parent))));
  return exceptions
    .filter(({ host }) => !reblocked.has(host))
    .map(({ host, text }) => domainRule(host, 'tree', text, { ...state.source, effect: 'allow' }));
}

const isBlock = (rule: DomainRule) => rule.effect === 'block';

function parents(host: string): string[] {
  const labels = host.split('.');
  return labels.slice(1).map((_, index) => labels.slice(index + 1).join('.'));
}
