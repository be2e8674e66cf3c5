import { asArray, asObject, asString, type JsonObject } from '../format/json.ts';
import { ruleOf, type Condition, type Rule, type Verdict } from './input-chain.ts';
import type { NftChain } from './nft-chain.ts';

/** libnftables-json(5). null unless it is a complete ruleset. */
export function readRulesetJson(json: JsonObject): readonly NftChain[] | null {
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
    chain?.rules.push(...readRules(asArray(rule['expr'])));
  }
  return [...chains.values()];
}

/** Statements that go by without choosing packets. */
const PASSING = new Set(['counter', 'log', 'comment', 'meta_set', 'mangle', 'ct_set', 'notrack']);
const NOTHING: Rule = { effect: { does: 'nothing' }, family: null };

/** A verdict map is a rule for each of its pairs. */
function readRules(expressions: readonly unknown[]): readonly Rule[] {
  const at = expressions.findIndex((expression) => asObject(asObject(expression)?.['vmap']) !== null);
  if (at === -1) return [readRule(expressions)];
  const map = asObject(asObject(expressions[at])?.['vmap']);
  const pairs = asArray(asObject(map?.['data'])?.['set'] ?? map?.['data']);
  return pairs.map((pair) => {
    const [right, verdict] = asArray(pair);
    return readRule([...expressions.slice(0, at), { match: { op: '==', left: map?.['key'], right } }, verdict]);
  });
}

function readRule(expressions: readonly unknown[]): Rule {
  const conditions: Condition[] = [];
  for (const expression of expressions) {
    const object = asObject(expression);
    const word = object === null ? asString(expression) : (Object.keys(object)[0] ?? null);
    if (word === null) return NOTHING;
    if (PASSING.has(word)) continue;
    const verdict = verdictOf(word, object);
    if (verdict !== null) return ruleOf(conditions, verdict);
    // Anything else chooses packets (a limit, a lookup) or is not known to us.
    conditions.push(word === 'match' ? conditionOf(asObject(object?.['match'])) : { on: 'other' });
  }
  return NOTHING;
}

function verdictOf(word: string, object: JsonObject | null): Verdict | null {
  if (word === 'accept' || word === 'return') return { does: word };
  if (word === 'drop' || word === 'reject') return { does: 'drop' };
  if (word === 'queue') return { does: 'unclear' };
  if (word !== 'jump' && word !== 'goto') return null;
  const target = asString(asObject(object?.[word])?.['target']);
  return target === null ? { does: 'unclear' } : { does: word, chain: target };
}

function conditionOf(match: JsonObject | null): Condition {
  const left = asObject(match?.['left']);
  const meta = asString(asObject(left?.['meta'])?.['key']);
  const ct = asString(asObject(left?.['ct'])?.['key']);
  const payload = asObject(left?.['payload']);
  const operator = match?.['op'];
  if (operator !== '==' && operator !== 'in' && operator !== '!=') return { on: 'other' };
  const negated = operator === '!=';
  const right = match?.['right'];
  const values = (Array.isArray(right) ? right : asArray(asObject(right)?.['set'] ?? [right])).map(valueOf);
  const of = (on: Exclude<Condition['on'], 'other'>): Condition => ({ on, values, negated });
  if (meta === 'iifname' || meta === 'iif') return of('interface');
  if (meta === 'nfproto') return of('family');
  if (ct === 'state') return of('state');
  const [field, protocol] = [payload?.['field'], payload?.['protocol']];
  if (meta === 'l4proto' || field === 'protocol' || field === 'nexthdr') return of('protocol');
  if (field === 'dport') return of('port');
  return field === 'saddr' && (protocol === 'ip' || protocol === 'ip6') ? of('source') : { on: 'other' };
}

function valueOf(value: unknown): string {
  const object = asObject(value);
  const prefix = asObject(object?.['prefix']);
  if (prefix !== null) return `${String(prefix['addr'])}/${String(prefix['len'])}`;
  const range = object?.['range'];
  return Array.isArray(range) ? range.map(String).join('-') : String(value);
}
