import { canonicalHost } from '../url/canonical-host.ts';
import { isHostLike, readAdblockLine } from './adblock/read-adblock.ts';
import { readCidr } from './formats/cidr-line.ts';
import { readCsvRow } from './formats/csv-lines.ts';
import { isDnsmasqLine, readDnsmasqLine } from './formats/dnsmasq-line.ts';
import { domainRule, hostEntry } from './formats/host-entry.ts';
import { isHostsAddress, readHostsLine } from './formats/hosts-line.ts';
import { isRpzLine, readRpzLine } from './formats/rpz-line.ts';
import { isUnboundLine, readUnboundLine } from './formats/unbound-line.ts';
import { readUrlLine } from './formats/url-line.ts';
import { ignored, refused, rules, type LineOutcome } from './outcome.ts';
import type { ListState } from './list-state.ts';
import type { Rule } from './rule.ts';

const SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i;
/** Something that only patterns hold, where a URL of a list would not. */
const PATTERN_CHARS = /[*^]|\|$|\$(?:~?[a-z0-9_-]+(?:=[^,]*)?)(?:,~?[a-z0-9_-]+(?:=[^,]*)?)*$/i;
/** Cosmetic, scriptlet and HTML rules of uBlock Origin, Adblock Plus and AdGuard. */
const COSMETIC = /^[^\s]*?#@?(?:[?$%]|\$\?|@?%)?#(?![\s#]|$)|^[^\s|@/]*\$@?\$[a-z[*]/i;
const SIMPLE_HOST = /^[a-z0-9][a-z0-9.-]*\.[a-z]+$/;
const SIMPLE_HOSTS_LINE = /^(?:0\.0\.0\.0|127\.0\.0\.1)[ \t]+[a-z0-9.-]+$/;
/** As in squid's lists: the host and all below it. `.ads.` and `.gif` are patterns. */
const LEADING_DOT = /^\..+\..*[^.]$/;
const PLAIN = /^[^\s/^*|:?&=#%@$+!~,;()[\]{}<>"'\\]+$/;

/** Reads one line that is neither empty nor a header. `raw` still has its leading blanks. */
export function readLine(raw: string, line: string, state: ListState): LineOutcome {
  switch (state.format) {
    case 'auto':
      return readAny(raw, line, state);
    case 'hosts':
      return isComment(line)
        ? ignored('comment')
        : isHostsAddress(firstWord(line))
          ? readHostsLine(line, state.source, state.suffixes)
          : readPlain(line, state);
    case 'domains':
      return isComment(line) ? ignored('comment') : readPlain(line, state);
    case 'wildcard':
      return isComment(line) ? ignored('comment') : readWildcard(withoutNote(line), line, state);
    case 'adblock':
      return readAdblock(line, state);
    case 'urls':
      return isComment(line) ? ignored('comment') : readUrlLine(line, line, state.source);
    case 'rpz':
      return line.startsWith(';') || line.startsWith('#')
        ? ignored('comment')
        : readRpzLine(bare(raw), state.zone, state.source);
    case 'csv':
      return isComment(line) ? ignored('comment') : readCsv(line, state);
    case 'dnsmasq':
      return isComment(line) ? ignored('comment') : dnsmasq(line, state);
    case 'unbound':
      return isComment(line) ? ignored('comment') : unbound(line, state);
  }
}

function readAny(raw: string, line: string, state: ListState): LineOutcome {
  // Nearly every line of a large list is one of these two; nothing else looks like them.
  if (state.csv === undefined && SIMPLE_HOST.test(line)) return readPlainWord(line, state);
  if (state.csv === undefined && SIMPLE_HOSTS_LINE.test(line)) return readHostsLine(line, state.source, state.suffixes);
  if (COSMETIC.test(line)) return ignored('cosmetic');
  if (isComment(line) && !isSemicolonPattern(line, state)) return ignored('comment');
  if (state.csv !== undefined) return readCsv(line, state);
  if (line.startsWith('||') || line.startsWith('@@') || line.startsWith('|'))
    return readAdblockLine(line, state.source);
  const word = firstWord(line);
  const isLone = word === line;
  if (isHostsAddress(word) && !isLone && !isRpzLine(line)) return readHostsLine(line, state.source, state.suffixes);
  if (isDnsmasqLine(line)) return dnsmasq(line, state);
  if (isRpzLine(bare(raw))) return readRpzLine(bare(raw), state.zone, state.source);
  if (isUnboundLine(line)) return unbound(line, state);
  return isLone ? readWord(line, state) : readWords(line, word, state);
}

/** AdBlock lists hold plain hosts, too; they mean the same there. */
function readAdblock(line: string, state: ListState): LineOutcome {
  if (COSMETIC.test(line)) return ignored('cosmetic');
  if (isComment(line) && !isSemicolonPattern(line, state)) return ignored('comment');
  const word = firstWord(line);
  if (word !== line && isHostsAddress(word)) return readHostsLine(line, state.source, state.suffixes);
  const plain = withoutNote(line);
  if (/^[-._]/.test(plain) || !PLAIN.test(plain)) return readAdblockLine(line, state.source);
  return /\s/.test(plain) ? readPlain(line, state) : readPlainWord(plain, state);
}

/** For lines that may be meant in two ways. */
function eitherOf(one: LineOutcome, other: LineOutcome): LineOutcome {
  const both: Rule[] = [...(one.kind === 'rules' ? one.rules : []), ...(other.kind === 'rules' ? other.rules : [])];
  return both.length === 0 ? other : rules(...both);
}

/** A line of one word, in a list whose format nobody named. */
function readWord(line: string, state: ListState): LineOutcome {
  if (!/[a-z0-9\u0080-\uffff]/i.test(line) && line !== '*') return refused('there is nothing to look for in it');
  const cidr = readCidr(line, state.source);
  if (cidr !== undefined) return cidr;
  if (!state.isAdblock && LEADING_DOT.test(line) && PLAIN.test(line)) return readWildcard(line, line, state);
  if (PLAIN.test(line) || /^\[?[0-9a-f]*:[0-9a-f:.]*\]?$/i.test(line)) return readPlainWord(line, state);
  if (/^\*\.[^*/^|$:?&=]+$/.test(line)) return readWildcard(line, line, state);
  if (SCHEME.test(line)) return readAddress(line, state);
  const csv = /^([^,;\s/]+\.[^,;\s/]+)[,;]/.exec(line)?.[1];
  if (csv !== undefined && isHostLike(csv))
    return readCsvRow(line, { separator: line[csv.length] ?? ',', column: 0 }, state.source, state.suffixes);
  const portOrPath = /^([^/:?#\s]+|\[[0-9a-f:.]+\])(?::\d{1,5})?(\/.*)?$/i.exec(line);
  if (portOrPath !== null && isAddressHost(portOrPath[1] ?? '') && !PATTERN_CHARS.test(line)) {
    if (portOrPath[2] === undefined) return readHostAndPort(line, state);
    if (!state.isAdblock) return readUrlLine(line, line, state.source);
  }
  return readAdblockLine(line, state.source);
}

function isAddressHost(host: string): boolean {
  return isHostLike(host) || (host.startsWith('[') && canonicalHost(host) !== undefined);
}

/** With a scheme in front it is an entry of a URL list, and among AdBlock rules a pattern as well. */
function readAddress(line: string, state: ListState): LineOutcome {
  if (PATTERN_CHARS.test(line)) return readAdblockLine(line, state.source);
  const entry = readUrlLine(line, line, state.source);
  return state.isAdblock ? eitherOf(entry, readAdblockLine(line, state.source)) : entry;
}

/** Several words: a note behind the host, a column of a table, or AdBlock options with blanks. */
function readWords(line: string, word: string, state: ListState): LineOutcome {
  const withoutComment = withoutNote(line);
  if (firstWord(withoutComment) === withoutComment) return readWord(withoutComment, state);
  if (/^[^\s]+\t/.test(line) && isHostLike(word)) return readPlainWord(word, state);
  const words = withoutComment.split(/\s+/);
  if (words.every(isHostLike)) {
    const outcomes = words.map((each) => readPlainWord(each, state));
    const all = outcomes.flatMap((outcome) => (outcome.kind === 'rules' ? outcome.rules : []));
    return all.length > 0 ? rules(...all) : (outcomes[0] ?? ignored('unneeded'));
  }
  if (/[\^$*]/.test(word)) return readAdblockLine(line, state.source);
  return refused('there are words that belong to no known format');
}

function readPlain(line: string, state: ListState): LineOutcome {
  const word = withoutNote(line);
  if (word.startsWith('*.') || word.startsWith('.')) return readWildcard(word, line, state);
  const cidr = readCidr(word, state.source);
  if (cidr !== undefined) return cidr;
  if (/\s/.test(word)) {
    const outcomes = word.split(/\s+/).map((each) => hostEntry(each, line, state.source, state.suffixes));
    const all = outcomes.flatMap((outcome) => (outcome.kind === 'rules' ? outcome.rules : []));
    return all.length === outcomes.length ? rules(...all) : refused('there are words that belong to no known format');
  }
  return hostEntry(word, line, state.source, state.suffixes);
}

/** One label with an underscore is no site, but patterns look like that; so do an underscore in front and a dot behind. */
function readPlainWord(word: string, state: ListState): LineOutcome {
  if ((!/[.:]/.test(word) && word.includes('_')) || /^[-.]|-$/.test(word)) return readAdblockLine(word, state.source);
  const asHost = hostEntry(word, word, state.source, state.suffixes);
  const isOneLabel = word.indexOf('.') === word.lastIndexOf('.');
  const mayBePattern =
    (word.startsWith('_') && (state.isAdblock || isOneLabel)) || (word.endsWith('.') && state.isAdblock);
  return mayBePattern ? eitherOf(asHost, readAdblockLine(word, state.source)) : asHost;
}

/** `*.d` and `.d` mean d and all below it; whoever writes that way means to, so a suffix is honoured. */
function readWildcard(word: string, text: string, state: ListState): LineOutcome {
  const host = canonicalHost(word.replace(/^\*?\./, ''));
  if (host === undefined) return refused('this is no host name');
  return rules(domainRule(host, 'tree', text, state.source));
}

/** `host:8080` means the host and all below it on that port alone. */
function readHostAndPort(line: string, state: ListState): LineOutcome {
  return readAdblockLine(`||${line}^`, state.source);
}

function readCsv(line: string, state: ListState): LineOutcome {
  return readCsvRow(line, state.csv ?? { separator: ',', column: undefined }, state.source, state.suffixes);
}

function dnsmasq(line: string, state: ListState): LineOutcome {
  const read = readDnsmasqLine(line, state.source);
  return read.kind === 'outcome' ? read.outcome : noteNormal(read.hosts, line, state);
}

function unbound(line: string, state: ListState): LineOutcome {
  const read = readUnboundLine(line, state.source);
  return read.kind === 'outcome' ? read.outcome : noteNormal(read.hosts, line, state);
}

function noteNormal(hosts: readonly string[], text: string, state: ListState): LineOutcome {
  for (const host of hosts) state.normal.push({ host, text });
  return ignored('setting');
}

function isComment(line: string): boolean {
  const first = line.charCodeAt(0);
  if (first === 0x23 || first === 0x21 || first === 0x3b) return true;
  return /^\/\/\s/.test(line) || (first === 0x5b && /^\[[^\]]*[^0-9a-f:.\]][^\]]*\]$/i.test(line));
}

/** Zone files have comments behind a semicolon; AdBlock lists have patterns that start with one. */
function isSemicolonPattern(line: string, state: ListState): boolean {
  return state.isAdblock && /^;[^\s;]/.test(line);
}

const firstWord = (line: string) => /^\S*/.exec(line)?.[0] ?? '';
const withoutNote = (line: string) => line.replace(/\s+[#;].*$/, '');
const bare = (raw: string) => raw.replace(/^[\uFEFF\u200B]+/, '');
