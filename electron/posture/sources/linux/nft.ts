import { firewallReading } from '../firewall.ts';
import { asArray, asObject, asString, readJson, type JsonObject } from '../format/json.ts';
import { refusalReason } from '../format/refusal.ts';
import { unknownReading, type FirewallReading } from '../reading.ts';
import { defineSource, linuxTool } from '../source.ts';
import { fateOf, isBroad, type Condition, type RuleEffect } from './input-chain.ts';
import type { NftChain } from './nft-chain.ts';
import { readRulesetText } from './nft-text.ts';

/** The kernel's own rules, those of iptables-nft, ufw and firewalld included. Reading them needs root. */
export const nft = defineSource({
  id: 'linux/nft',
  platform: 'linux',
  family: 'firewall',
  fact: 'firewall',
  pace: 'firewall',
  gather: { via: 'command', tool: linuxTool('nft'), args: ['--json', 'list', 'ruleset'] },
  parse: (output) => {
    const json = asObject(readJson(output));
    const chains = json === null ? readRulesetText(output) : readRulesetJson(json);
    return chains === null ? unknownReading.firewall(refusalReason(output)) : judgeRuleset(chains);
  },
});

/** Blocked when some base chain on the input hook, for IPv4, lets nothing unsolicited through. Later hooks can't undo a drop. */
function judgeRuleset(chains: readonly NftChain[]): FirewallReading {
  const inputs = chains.filter(
    (chain) =>
      chain.hook === 'input' &&
      (chain.type === null || chain.type === 'filter') &&
      (chain.family === 'inet' || chain.family === 'ip'),
  );
  const profiles: Record<string, boolean> = {};
  for (const input of inputs) {
    const inTable = new Map(
      chains.filter((chain) => chain.table === input.table).map((chain) => [chain.name, chain.rules]),
    );
    const fate = fateOf(input.name, inTable);
    profiles[`${input.table} ${input.name}`] = fate === 'undecided' ? input.policy === 'drop' : fate === 'drop';
  }
  return firewallReading(Object.values(profiles).includes(true), { profiles });
}

/** libnftables-json(5). null unless it is a complete ruleset. */
function readRulesetJson(json: JsonObject): readonly NftChain[] | null {
  const items = json['nftables'];
  if (!Array.isArray(items)) return null;
  const chains = new Map<string, NftChain>();
  for (const item of items) {
    const chain = asObject(asObject(item)?.['chain']);
    if (chain === null) continue;
    const [family, table, name] = [asString(chain['family']), asString(chain['table']), asString(chain['name'])];
    if (family === null || table === null || name === null) return null;
    chains.set(`${family} ${table} ${name}`, {
      table: `${family} ${table}`,
      family,
      name,
      hook: asString(chain['hook']),
      type: asString(chain['type']),
      policy: asString(chain['policy']),
      rules: [],
    });
  }
  for (const item of items) {
    const table = asObject(asObject(item)?.['table']);
    // A dormant table is there, and does nothing.
    if (
      table === null ||
      !asArray(typeof table['flags'] === 'string' ? [table['flags']] : table['flags']).includes('dormant')
    )
      continue;
    for (const [key, chain] of chains)
      if (chain.table === `${String(table['family'])} ${String(table['name'])}`) chains.delete(key);
  }
  for (const item of items) {
    const rule = asObject(asObject(item)?.['rule']);
    if (rule === null) continue;
    const chain = chains.get(`${String(rule['family'])} ${String(rule['table'])} ${String(rule['chain'])}`);
    chain?.rules.push(effectOf(asArray(rule['expr'])));
  }
  return [...chains.values()];
}

/** Statements that go by without choosing packets. */
const PASSING = new Set(['counter', 'log', 'comment', 'meta_set', 'mangle', 'ct_set', 'notrack']);

function effectOf(expressions: readonly unknown[]): RuleEffect {
  const conditions: Condition[] = [];
  for (const expression of expressions) {
    const object = asObject(expression);
    const word = object === null ? asString(expression) : (Object.keys(object)[0] ?? null);
    if (word === null) return { does: 'nothing' };
    if (PASSING.has(word)) continue;
    if (word === 'match') conditions.push(conditionOf(asObject(object?.['match'])));
    if (word === 'match') continue;
    if (conditions.length > 0)
      return word === 'accept' && isBroad(conditions) ? { does: 'accept' } : { does: 'nothing' };
    if (word === 'accept' || word === 'return') return { does: word };
    if (word === 'drop' || word === 'reject') return { does: 'drop' };
    if (word === 'jump' || word === 'goto') {
      const target = asString(asObject(object?.[word])?.['target']);
      return target === null ? { does: 'nothing' } : { does: word, chain: target };
    }
    // Anything else chooses packets (a limit, a lookup) or is not known to us: nothing follows for the rest.
    return { does: 'nothing' };
  }
  return { does: 'nothing' };
}

function conditionOf(match: JsonObject | null): Condition {
  const left = asObject(match?.['left']);
  const meta = asString(asObject(left?.['meta'])?.['key']);
  const ct = asString(asObject(left?.['ct'])?.['key']);
  const payload = asObject(left?.['payload']);
  const operator = match?.['op'];
  if (operator !== '==' && operator !== 'in') return { on: 'other' };
  const right = match?.['right'];
  const values = (Array.isArray(right) ? right : asArray(asObject(right)?.['set'] ?? [right])).map(valueOf);
  if (meta === 'iifname' || meta === 'iif') return { on: 'interface', values };
  if (ct === 'state') return { on: 'state', values };
  if (meta === 'l4proto' || payload?.['field'] === 'protocol') return { on: 'protocol', values };
  return payload?.['field'] === 'saddr' && payload['protocol'] === 'ip' ? { on: 'source', values } : { on: 'other' };
}

function valueOf(value: unknown): string {
  const prefix = asObject(asObject(value)?.['prefix']);
  return prefix === null ? String(value) : `${String(prefix['addr'])}/${String(prefix['len'])}`;
}
