import { ruleOf, type Condition, type Rule, type Verdict } from './input-chain.ts';
import type { NftChain } from './nft-chain.ts';

/** `nft list ruleset` as people see it (nft(8)), with or without prompts around it. null unless it is one, complete to its last brace. */
export function readRulesetText(output: string): readonly NftChain[] | null {
  const chains: NftChain[] = [];
  let table: { family: string; name: string } | null = null;
  let chain: NftChain | null = null;
  let depth = 0;
  let seen = false;
  const dormant = new Set<string>();
  for (const raw of output.split(/\r?\n/)) {
    const line = withoutComment(raw).trim();
    if (line === '') continue;
    const opened = /^table\s+(?:(ip6?|inet|arp|bridge|netdev)\s+)?(\S+)\s*\{/.exec(line);
    if (depth === 0 && opened !== null) {
      table = { family: opened[1] ?? 'ip', name: opened[2] ?? '' };
      seen = true;
    } else if (depth === 1 && table !== null && /^chain\s+\S+\s*\{/.test(line)) {
      chain = newChain(table, /^chain\s+(\S+)/.exec(line)?.[1] ?? '');
      chains.push(chain);
    } else if (depth === 1 && table !== null && /^flags\b.*\bdormant\b/.test(line)) {
      dormant.add(`${table.family} ${table.name}`);
    } else if (depth === 2 && chain !== null && !line.startsWith('}')) {
      chain = readLine(line, chain, chains);
    } else if (depth === 0 && !line.startsWith('}')) {
      // Prompts and commands may stand around it; an error, or braces that are not a table's, may not.
      if (/error|not permitted|denied|not found/i.test(line) || /[{}]/.test(line)) return null;
      continue;
    }
    depth += count(line, '{') - count(line, '}');
    if (depth < 0) return null;
    if (depth < 2) chain = null;
    if (depth < 1) table = null;
  }
  return seen && depth === 0 ? chains.filter((one) => !dormant.has(one.table)) : null;
}

function newChain(table: { family: string; name: string }, name: string): NftChain {
  return {
    table: `${table.family} ${table.name}`,
    family: table.family,
    name,
    hook: null,
    type: null,
    policy: null,
    rules: [],
  };
}

function readLine(line: string, chain: NftChain, chains: NftChain[]): NftChain {
  const base = /^type\s+(\S+)\s+hook\s+(\S+)/.exec(line);
  if (base === null) {
    // Older versions put the policy on a line of its own.
    const policy = /^policy\s+(accept|drop)\s*;?$/.exec(line)?.[1];
    if (policy === undefined) {
      chain.rules.push(...readRules(line));
      return chain;
    }
    return replaceLast(chains, { ...chain, policy });
  }
  const policy = /\bpolicy\s+(accept|drop)\s*;?/.exec(line)?.[1] ?? chain.policy ?? 'accept';
  return replaceLast(chains, { ...chain, type: base[1] ?? null, hook: base[2] ?? null, policy });
}

function replaceLast(chains: NftChain[], chain: NftChain): NftChain {
  chains[chains.length - 1] = chain;
  return chain;
}

const NOTHING: Rule = { effect: { does: 'nothing' }, family: null };

/** `ct state vmap { established : accept, new : jump others }` is a rule for each of its pairs. */
function readRules(line: string): readonly Rule[] {
  const map = /^(.*\S)\s+vmap\s+\{([^}]*)\}\s*$/.exec(line);
  if (map === null) return [readRule(line)];
  const [, selector = '', pairs = ''] = map;
  return pairs.split(',').map((pair) => {
    const [key = '', verdict = ''] = pair.split(/\s+:\s+/);
    return readRule(`${selector} ${key.trim()} ${verdict.trim()}`);
  });
}

/** `counter packets 0 bytes 0 drop` drops everything; `iifname "eth0" drop` does not. */
function readRule(line: string): Rule {
  const rest = line
    .replace(/\bcomment\s+"[^"]*"/g, ' ')
    .replace(/\bcounter(\s+packets\s+\d+\s+bytes\s+\d+|\s+name\s+\S+)?/g, ' ')
    .replace(/\blog(\s+(prefix\s+"[^"]*"|(level|group|snaplen|queue-threshold|flags)\s+\S+))*/g, ' ')
    .replace(/\bmeta\s+(mark|nftrace|priority)\s+set\s+\S+/g, ' ')
    .replace(/\breject\s+with\s+.*$/, 'reject')
    .trim();
  if (rest === '') return NOTHING;
  const match = /^(?:(.*\S)\s+)?(?:(accept|drop|reject|return|continue)|(jump|goto)\s+(\S+)|(queue)\b.*)$/.exec(rest);
  if (match === null) return NOTHING;
  const [, conditions, word, leap, target = '', queue] = match;
  if (word === 'continue') return NOTHING;
  const verdict: Verdict =
    queue !== undefined
      ? { does: 'unclear' }
      : leap === 'jump' || leap === 'goto'
        ? { does: leap, chain: target }
        : { does: word === 'accept' || word === 'return' ? word : 'drop' };
  return ruleOf(conditions === undefined ? [] : conditionsOf(conditions), verdict);
}

const SELECTORS: readonly (readonly [RegExp, 'interface' | 'state' | 'protocol' | 'source' | 'port' | 'family'])[] = [
  [/^(?:meta )?iif(?:name)? /, 'interface'],
  [/^ct state /, 'state'],
  [/^(?:meta l4proto|ip protocol|ip6 nexthdr) /, 'protocol'],
  [/^ip6? saddr /, 'source'],
  [/^(?:tcp|udp|th) dport /, 'port'],
  [/^meta nfproto /, 'family'],
];

/** `ct state { new, established } meta l4proto tcp`, one selector after another. */
function conditionsOf(text: string): readonly Condition[] {
  const conditions: Condition[] = [];
  let rest = text.trim();
  while (rest !== '') {
    const found = SELECTORS.find(([pattern]) => pattern.test(rest));
    if (found === undefined) return [...conditions, { on: 'other' }];
    const [pattern, on] = found;
    const values = /^(!= |== )?(\{[^}]*\}|"[^"]*"|[^\s,]+(?:,\s*[^\s,]+)*)\s*/.exec(rest.replace(pattern, ''));
    if (values === null || /^[<>]|^(vmap|map)\b/.test(values[0])) return [...conditions, { on: 'other' }];
    conditions.push({
      on,
      negated: values[1] === '!= ',
      values: (values[2] ?? '')
        .replace(/[{}"]/g, '')
        .split(',')
        .map((value) => value.trim()),
    });
    rest = rest.replace(pattern, '').slice(values[0].length).trim();
  }
  return conditions;
}

function withoutComment(line: string): string {
  return line.replace(/(^|\s)#(?=[^"]*(?:"[^"]*"[^"]*)*$).*$/, '');
}

/** Braces outside of quotes. */
function count(line: string, brace: '{' | '}'): number {
  return line.replace(/"[^"]*"/g, '').split(brace).length - 1;
}
