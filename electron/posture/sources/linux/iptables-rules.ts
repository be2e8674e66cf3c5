import { ruleOf, type Condition, type Rule, type Verdict } from './input-chain.ts';

/** The filter table, as far as it was listed. */
export interface FilterRules {
  readonly policy: string | null;
  readonly chains: ReadonlyMap<string, readonly Rule[]>;
  /** Ends in the middle: what it does not say may be what matters. */
  readonly cutOff: boolean;
}

const UNCLEAR: Rule = { effect: { does: 'unclear' }, family: null };

/** `iptables -S`, also of one chain or with counters, or `iptables-save`; null when it is neither. */
export function readSpecifications(output: string): FilterRules | null {
  const chains = new Map<string, Rule[]>();
  let policy: string | null = null;
  let inFilter = true;
  let seen = false;
  let tables = 0;
  let commits = 0;
  for (const raw of output.split(/\r?\n/)) {
    const line = raw.replace(/^\s*\[\d+:\d+\]\s*/, '').trim();
    const table = /^\*(\w+)$/.exec(line);
    if (table !== null) {
      inFilter = table[1] === 'filter';
      if (inFilter) tables += 1;
    }
    if (!inFilter) continue;
    if (line === 'COMMIT') commits += 1;
    const base = /^(?:-P |:)(\S+) (ACCEPT|DROP|-)(?=\s|$)/.exec(line);
    const named = base?.[1] ?? /^-N (\S+)$/.exec(line)?.[1];
    if (named !== undefined && !chains.has(named)) chains.set(named, []);
    if (base?.[1] === 'INPUT') policy = base[2] ?? null;
    const rule = /^-A (\S+)\s*(.*)$/.exec(line);
    seen ||= base !== null || rule !== null;
    if (rule === null) continue;
    const [, chain = '', specification = ''] = rule;
    chains.set(chain, [...(chains.get(chain) ?? []), ruleOfSpecification(specification)]);
  }
  return seen ? { policy, chains, cutOff: tables > commits } : null;
}

/** Targets that let the packet go on. */
const PASSING =
  /^(LOG|NFLOG|ULOG|MARK|CONNMARK|SECMARK|CONNSECMARK|AUDIT|SET|TRACE|CT|NOTRACK|TCPMSS|DSCP|TOS|TTL|HL|CLASSIFY|IDLETIMER|LED|RATEEST|CHECKSUM)$/;

function verdictOf(target: string, isGoto: boolean): Verdict | null {
  if (target === 'ACCEPT') return { does: 'accept' };
  if (target === 'RETURN') return { does: 'return' };
  if (/^(DROP|REJECT|TARPIT|STEAL)$/.test(target)) return { does: 'drop' };
  if (PASSING.test(target)) return null;
  return target === 'NFQUEUE' || target === 'QUEUE'
    ? { does: 'unclear' }
    : { does: isGoto ? 'goto' : 'jump', chain: target };
}

function ruleOfSpecification(specification: string): Rule {
  const bare = specification
    .replace(/-m comment --comment ("(?:[^"\\]|\\.)*"|\S+)\s*/g, '')
    .replace(/-c \d+ \d+\s*/g, '')
    .trim();
  const match = /^(.*?)\s*(?:-j|-g|--jump|--goto) (\S+)(.*)$/.exec(bare);
  // A rule without a target only counts; one that breaks off is not to be read.
  if (match === null) return /-[jg]$/.test(bare) ? UNCLEAR : { effect: { does: 'nothing' }, family: null };
  const [, conditions = '', target = ''] = match;
  const verdict = verdictOf(target, / -g |^-g /.test(` ${bare}`));
  if (verdict === null) return { effect: { does: 'nothing' }, family: null };
  return ruleOf(conditions === '' ? [] : conditionsOf(conditions), verdict);
}

function conditionsOf(text: string): readonly Condition[] {
  const rest = text.replace(/-m (tcp|udp|state|conntrack|multiport|addrtype)\b/g, '').trim();
  if (rest === '') return [];
  const parts = rest.split(/\s+(?=!\s|(?<!!\s)--?[a-z])/);
  return parts.map((part): Condition => {
    const [, not, option = '', value = ''] = /^(!\s+)?(\S+)\s*(\S*)/.exec(part) ?? [];
    const negated = not !== undefined;
    if (option === '-i' || option === '--in-interface') return { on: 'interface', values: [value], negated };
    if (option === '--state' || option === '--ctstate')
      return { on: 'state', values: value.toLowerCase().split(','), negated };
    if (option === '-p' || option === '--protocol') return { on: 'protocol', values: [value], negated };
    // The first packet of a connection, and a packet to this laptop: so are all of those that nobody asked for.
    if (option === '--syn' || /^--tcp-flags \S*SYN\S* SYN$/.test(part))
      return { on: 'state', values: ['new'], negated };
    if (/^--dst-type (LOCAL|UNICAST)/.test(part)) return { on: 'state', values: ['new'], negated };
    if (option === '--dport' || option === '--dports') return { on: 'port', values: value.split(','), negated };
    return option === '-s' || option === '--source' ? { on: 'source', values: [value], negated } : { on: 'other' };
  });
}

/** `iptables -L`, with or without -n, -v and --line-numbers; null when it is none. */
export function readListing(output: string): FilterRules | null {
  const chains = new Map<string, Rule[]>();
  let policy: string | null = null;
  let list: Listed[] | null = null;
  let verbose = false;
  const lists: [string, Listed[]][] = [];
  for (const line of output.split(/\r?\n/)) {
    const heading = /^\s*Chain (\S+) \((?:policy (ACCEPT|DROP)\b|\d+ references?)/.exec(line);
    if (heading !== null) {
      const name = heading[1] ?? '';
      if (name === 'INPUT') policy = heading[2] ?? null;
      list = [];
      lists.push([name, list]);
      continue;
    }
    if (/^\s*(num\s+)?(pkts\s+bytes\s+)?target\s+prot/.test(line)) {
      verbose = /pkts/.test(line);
      continue;
    }
    if (/^\s*#/.test(line)) continue;
    if (list !== null && line.trim() !== '') list.push(readRow(line, verbose));
  }
  for (const [name, rows] of lists)
    chains.set(
      name,
      rows.map((row, index) => ruleOfRow(row, index, rows)),
    );
  return chains.has('INPUT') ? { policy, chains, cutOff: false } : null;
}

interface Listed {
  readonly verdict: Verdict | null;
  readonly conditions: readonly Condition[];
  /** Without -v a listing leaves the interface out: it may have been loopback's. */
  readonly maybeLoopback: boolean;
}

/**
 * `ACCEPT all -- anywhere anywhere` without -v is most often loopback's. It is taken for that when there is one of them and rules
 * follow it, which an unconditional one would make dead; any other is unclear.
 */
function ruleOfRow(row: Listed, index: number, rows: readonly Listed[]): Rule {
  const { verdict, conditions } = row;
  if (verdict === null) return { effect: { does: 'nothing' }, family: null };
  if (!row.maybeLoopback) return ruleOf(conditions, verdict);
  const like = rows.filter((other) => other.maybeLoopback && other.verdict?.does === 'accept').length;
  if (verdict.does === 'accept')
    return like === 1 && index < rows.length - 1 ? ruleOf([{ on: 'other' }], verdict) : UNCLEAR;
  return ruleOf(conditions, verdict);
}

function readRow(line: string, verbose: boolean): Listed {
  const words = line
    .trim()
    .replace(/^\d+\s+(?=(\d+[KMGT]?\s+\d+[KMGT]?\s+)?[A-Za-z])/, verbose ? '$&' : '')
    .split(/\s+/);
  // With -v --line-numbers there are three numbers before the target.
  const counters = verbose ? (/^\d+$/.test(words[2] ?? '') ? 3 : 2) : 0;
  const [name = '', protocol = '', ...rest] = words.slice(counters);
  // ip6tables leaves the column of options empty.
  const after = /^(--|-f|!f)$/.test(rest[0] ?? '') ? rest.slice(1) : rest;
  const interfaces = verbose ? after.slice(0, 1) : [];
  const [from = '', to = '', ...more] = verbose ? after.slice(2) : after;
  const text = more
    .join(' ')
    .replace(/\/\*.*?\*\//g, '')
    .replace(/reject-with \S+/, '')
    .replace(/\[goto\]/, '')
    .replace(/\b(LOG|NFLOG) .*$/, '')
    .trim();
  const conditions: Condition[] = [];
  if (!/^(all|0)$/.test(protocol)) conditions.push({ on: 'protocol', values: [protocol] });
  for (const name of interfaces)
    if (name !== '*' && name !== 'any')
      conditions.push({ on: 'interface', values: [name.replace(/^!/, '')], negated: name.startsWith('!') });
  if (!isEverywhere(from)) conditions.push({ on: 'source', values: [from] });
  if (!isEverywhere(to)) conditions.push({ on: 'other' });
  conditions.push(...conditionsOfText(text));
  const verdict = verdictOf(name, / \[goto\]/.test(line));
  return { verdict, conditions, maybeLoopback: !verbose && conditions.length === 0 };
}

function isEverywhere(where: string): boolean {
  return where === '0.0.0.0/0' || where === 'anywhere' || where === '::/0';
}

/** `ctstate NEW`, `state RELATED,ESTABLISHED`, `tcp dpts:1:65535`; whatever else is another condition. */
function conditionsOfText(text: string): readonly Condition[] {
  if (text === '') return [];
  const state = /^(?:ct)?state ([A-Z,]+)$/.exec(text)?.[1];
  if (state !== undefined) return [{ on: 'state', values: state.toLowerCase().split(',') }];
  const ports = /^(?:tcp|udp) dpts?:(\S+)$/.exec(text)?.[1] ?? /^multiport dports (\S+)$/.exec(text)?.[1];
  return ports === undefined ? [{ on: 'other' }] : [{ on: 'port', values: ports.split(',') }];
}
