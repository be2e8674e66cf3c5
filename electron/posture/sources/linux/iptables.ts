import { firewallReading } from '../firewall.ts';
import { refusalReason } from '../format/refusal.ts';
import { unknownReading } from '../reading.ts';
import { defineSource, linuxTool } from '../source.ts';
import { fateOf, isBroad, type Condition, type RuleEffect } from './input-chain.ts';

interface Rules {
  readonly policy: string | null;
  readonly chains: ReadonlyMap<string, readonly RuleEffect[]>;
}

/** `iptables -S`, `iptables-save` or `iptables -L [-n] [-v]` (iptables(8); none of it is translated). Needs root. */
export const iptables = defineSource({
  id: 'linux/iptables',
  platform: 'linux',
  family: 'firewall',
  fact: 'firewall',
  pace: 'firewall',
  gather: { via: 'command', tool: [...linuxTool('iptables-legacy'), ...linuxTool('iptables')], args: ['-S'] },
  parse: (output) => {
    const rules = readSpecifications(output) ?? readListing(output);
    if (rules === null || rules.policy === null) return unknownReading.firewall(refusalReason(output));
    const fate = fateOf('INPUT', rules.chains);
    return firewallReading(fate === 'undecided' ? rules.policy === 'DROP' : fate === 'drop');
  },
});

function readSpecifications(output: string): Rules | null {
  const chains = new Map<string, RuleEffect[]>();
  let policy: string | null = null;
  let inFilter = true;
  let seen = false;
  for (const line of output.split(/\r?\n/)) {
    const table = /^\*(\w+)/.exec(line);
    if (table !== null) inFilter = table[1] === 'filter';
    if (!inFilter) continue;
    const base = /^-P INPUT (ACCEPT|DROP)\b/.exec(line) ?? /^:INPUT (ACCEPT|DROP)\b/.exec(line);
    if (base !== null) policy = base[1] ?? null;
    const rule = /^-A (\S+)\s+(.+?)\s*$/.exec(line);
    seen ||= base !== null || rule !== null;
    if (rule === null) continue;
    const [, chain = '', specification = ''] = rule;
    const list = chains.get(chain) ?? [];
    list.push(effectOfSpecification(specification));
    chains.set(chain, list);
  }
  return seen ? { policy, chains } : null;
}

/** Unconditional only when nothing but a comment stands before the target; an accept also when its conditions choose nearly everything. */
function effectOfSpecification(specification: string): RuleEffect {
  const bare = specification.replace(/-m comment --comment ("[^"]*"|\S+)\s*/g, '').trim();
  const match = /^(.*?)-(j|g) (\S+)(?:\s+--reject-with \S+)?$/.exec(bare);
  if (match === null) return { does: 'nothing' };
  const [, conditions = '', jump = '', name = ''] = match;
  if (conditions === '') return target(name, jump === 'g');
  return name === 'ACCEPT' && isBroad(conditionsOf(conditions)) ? { does: 'accept' } : { does: 'nothing' };
}

function conditionsOf(text: string): readonly Condition[] {
  const rest = text.replace(/-m (tcp|udp|state|conntrack)\b/g, '').trim();
  const parts = rest.split(/\s+(?=!|-)/);
  return parts.map((part): Condition => {
    const [option = '', value = ''] = part.split(/\s+/);
    if (option === '-i') return { on: 'interface', values: [value] };
    if (option === '--state' || option === '--ctstate') return { on: 'state', values: value.toLowerCase().split(',') };
    if (option === '-p') return { on: 'protocol', values: [value] };
    return option === '-s' ? { on: 'source', values: [value] } : { on: 'other' };
  });
}

function target(name: string, isGoto: boolean): RuleEffect {
  if (name === 'ACCEPT') return { does: 'accept' };
  if (name === 'RETURN') return { does: 'return' };
  if (name === 'DROP' || name === 'REJECT') return { does: 'drop' };
  // Targets in capitals (LOG, MARK, NFLOG …) let the packet go on; so does a chain that is not there.
  return { does: isGoto ? 'goto' : 'jump', chain: name };
}

function readListing(output: string): Rules | null {
  const chains = new Map<string, RuleEffect[]>();
  let policy: string | null = null;
  let list: RuleEffect[] | null = null;
  let verbose = false;
  for (const line of output.split(/\r?\n/)) {
    const heading = /^Chain (\S+) \((?:policy (ACCEPT|DROP)|\d+ references?)/.exec(line);
    if (heading !== null) {
      const name = heading[1] ?? '';
      if (name === 'INPUT') policy = heading[2] ?? null;
      list = [];
      chains.set(name, list);
      continue;
    }
    if (/^\s*(num\s+)?(pkts\s+bytes\s+)?target\s+prot/.test(line)) {
      verbose = /pkts/.test(line);
      continue;
    }
    if (list !== null && line.trim() !== '') list.push(effectOfListing(line, verbose));
  }
  return chains.has('INPUT') ? { policy, chains } : null;
}

/**
 * Without -v a listing leaves the interface out, so `ACCEPT all anywhere anywhere` may be loopback's. It is taken for that: had it
 * been unconditional, what follows would be dead. A drop is believed only with -v, or as the last rule of the chain.
 */
function effectOfListing(line: string, verbose: boolean): RuleEffect {
  const words = line
    .trim()
    .replace(/^\d+\s+(?=[A-Za-z])/, '')
    .split(/\s+/);
  const [name = '', protocol = '', , ...rest] = verbose ? words.slice(2) : words;
  const [from, to, ...conditions] = verbose ? rest.slice(2) : rest;
  const everywhere = (where: string | undefined): boolean =>
    where === '0.0.0.0/0' || where === 'anywhere' || where === '::/0';
  const interfaces = verbose ? rest.slice(0, 2) : ['*', '*'];
  const condition = conditions
    .join(' ')
    .replace(/\/\*.*?\*\//g, '')
    .replace(/reject-with \S+/, '')
    .trim();
  const unconditional =
    (protocol === 'all' || protocol === '0') &&
    everywhere(from) &&
    everywhere(to) &&
    condition === '' &&
    interfaces.every((one) => one === '*');
  if (!unconditional) return { does: 'nothing' };
  const effect = target(name, false);
  return effect.does === 'accept' && !verbose ? { does: 'nothing' } : effect;
}
