import type { NftChain } from './nft-chain.ts';
import { isBroad, type Condition, type RuleEffect } from './input-chain.ts';

/** `nft list ruleset` as people see it (nft(8)). null unless it is one, complete to its last brace. */
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
      // Something that is no ruleset: an error, a prompt.
      if (!/^(define|flush|include|add)\b/.test(line)) return null;
    }
    depth += count(line, '{') - count(line, '}');
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
    chain.rules.push(effectOf(line));
    return chain;
  }
  const policy = /\bpolicy\s+(accept|drop)\s*;/.exec(line)?.[1] ?? 'accept';
  const filled: NftChain = { ...chain, type: base[1] ?? null, hook: base[2] ?? null, policy };
  chains[chains.length - 1] = filled;
  return filled;
}

/** `counter packets 0 bytes 0 drop` drops everything; `iifname "lo" drop` does not. */
function effectOf(line: string): RuleEffect {
  const rest = line
    .replace(/\bcomment\s+"[^"]*"/g, ' ')
    .replace(/\bcounter(\s+packets\s+\d+\s+bytes\s+\d+|\s+name\s+\S+)?/g, ' ')
    .replace(/\blog(\s+(prefix\s+"[^"]*"|(level|group|snaplen|queue-threshold|flags)\s+\S+))*/g, ' ')
    .replace(/\breject\s+with\s+.*$/, 'reject')
    .trim();
  if (rest === 'accept' || rest === 'return') return { does: rest };
  if (rest === 'drop' || rest === 'reject') return { does: 'drop' };
  const jump = /^(jump|goto)\s+(\S+)$/.exec(rest);
  if (jump !== null) return { does: jump[1] === 'goto' ? 'goto' : 'jump', chain: jump[2] ?? '' };
  const conditions = /^(.*\S)\s+accept$/.exec(rest)?.[1];
  return conditions !== undefined && isBroad(conditionsOf(conditions)) ? { does: 'accept' } : { does: 'nothing' };
}

const SELECTORS: readonly (readonly [RegExp, 'interface' | 'state' | 'protocol' | 'source'])[] = [
  [/^(?:meta )?iif(?:name)? /, 'interface'],
  [/^ct state /, 'state'],
  [/^(?:meta l4proto|ip protocol) /, 'protocol'],
  [/^ip saddr /, 'source'],
];

/** `ct state { new, established } meta l4proto tcp`, one selector after another. */
function conditionsOf(text: string): readonly Condition[] {
  const conditions: Condition[] = [];
  let rest = text.trim();
  while (rest !== '') {
    const found = SELECTORS.find(([pattern]) => pattern.test(rest));
    const values =
      found === undefined ? null : /^(\{[^}]*\}|"[^"]*"|[^\s,]+(?:,\s*[^\s,]+)*)\s*/.exec(rest.replace(found[0], ''));
    if (found === undefined || values === null || /^(!=|<|>)/.test(values[0])) return [...conditions, { on: 'other' }];
    conditions.push({
      on: found[1],
      values: (values[1] ?? '')
        .replace(/[{}"]/g, '')
        .split(',')
        .map((value) => value.trim()),
    });
    rest = rest.replace(found[0], '').slice(values[0].length).trim();
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
