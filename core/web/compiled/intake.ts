import { restOfList } from './rest-rules.ts';
import type { ListFormat } from '../rules/list-format.ts';
import { readList, type ListInput } from '../rules/read-list.ts';
import type { PublicSuffixes } from '../rules/outcome.ts';
import type { ReportView } from '../rules/parse-report.ts';
import type { Rule } from '../rules/rule.ts';
import type { DomainScope } from '../match/domain-index.ts';
import { addRule } from './add-rule.ts';
import { readFastLines, type FastFormat } from './fast-lines.ts';
import type { RuleColumns } from './rule-columns.ts';

export interface ListSource {
  readonly list: string;
  readonly category: string;
  readonly format: ListFormat;
  readonly effect: 'block' | 'allow';
  readonly bytes: Uint8Array;
}

export interface TakenList {
  readonly list: string;
  /** Rules for whole hosts, now in the columns. */
  readonly domainRules: number;
  /** Rules that need more than a host: for the pattern matcher. */
  readonly others: readonly Rule[];
  /** Their lines, to be shipped as they are. */
  readonly rest: ListInput;
  /** Whole-host rules that `$badfilter` lines take out, of whichever list. */
  readonly disabled: readonly Rule[];
  /** What the full parser made of the lines that it saw; plain lines never reach it. */
  readonly report: ReportView;
}

/** In the order of the SCOPE_ constants. */
const SCOPE_NAMES: readonly DomainScope[] = ['tree', 'exact', 'below'];

const FAST: Readonly<Partial<Record<ListFormat, FastFormat>>> = {
  auto: 'hosts',
  hosts: 'hosts',
  domains: 'domains',
  adblock: 'adblock',
};

/**
 * Takes one list into the columns: plain lines straight from the bytes, all others by the full parser. `decode` turns UTF-8 into
 * text.
 */
export function takeList(
  columns: RuleColumns,
  source: ListSource,
  suffixes: PublicSuffixes,
  decode: (bytes: Uint8Array) => string,
): TakenList {
  const { list, category, effect } = source;
  const number = columns.lists.push({ name: list, category }) - 1;
  const before = columns.count;
  const lines = new Map<string, number>();
  const format = FAST[source.format];
  let text: string;
  if (format === undefined || effect !== 'block' || hasContext(source.bytes)) text = decode(source.bytes);
  else {
    const slow: string[] = [];
    readFastLines(columns, source.bytes, {
      format,
      list: number,
      decode,
      slow: (line, at) => {
        slow.push(line);
        if (!lines.has(line)) lines.set(line, at);
      },
    });
    text = slow.join('\n');
  }
  const read = readList({ list, category, effect, format: source.format, text }, suffixes);
  const others: Rule[] = [];
  for (const rule of read.rules) {
    if (rule.kind === 'domain') addRule(columns, rule.rule, number, lines.get(rule.rule.text) ?? 0);
    else others.push(rule);
  }
  const { disabled, report } = read;
  const rest = restOfList({ ...source, isAdblock: read.isAdblock }, others, disabled);
  return { list, domainRules: columns.count - before, others, rest, disabled, report };
}

/** Takes out what `$badfilter` lines of any list disable. Returns how many rules went. */
export function dropDisabled(columns: RuleColumns, disabled: readonly Rule[]): number {
  const gone = new Map<string, ReadonlySet<string>>();
  for (const each of disabled)
    if (each.kind === 'domain') {
      const { domain, effect, scope } = each.rule;
      gone.set(domain, new Set([...(gone.get(domain) ?? []), `${effect} ${scope}`]));
    }
  if (gone.size === 0) return 0;
  return columns.removeWhere((rule) => {
    const kinds = gone.get(columns.nameOf(rule));
    const { effect, template } = columns.origins[columns.origin[rule] ?? -1] ?? {};
    // Only lines in AdBlock's own syntax can be disabled.
    if (kinds === undefined || !/^(@@)?\|\|/.test(template ?? columns.texts.get(rule) ?? '')) return false;
    return kinds.has(`${effect} ${SCOPE_NAMES[columns.scope[rule] ?? 0]}`);
  });
}

/** `!#if` and `!#include` change what the lines around them mean; then every line is the parser's. A header of columns, too. */
function hasContext(bytes: Uint8Array): boolean {
  for (let at = bytes.indexOf(33); at >= 0; at = bytes.indexOf(33, at + 1)) if (bytes[at + 1] === 35) return true;
  return false;
}
