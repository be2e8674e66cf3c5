import { parseIp } from '../../url/ip-address.ts';
import { ignored, refused, type LineOutcome, type LineSource, type PublicSuffixes } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { domainRule, hostEntry } from './host-entry.ts';
import { canonicalHost } from '../../url/canonical-host.ts';

/** Whether a word is the address at the start of a hosts line. Zones (`fe80::1%lo0`) and a lone `0` occur. */
export function isHostsAddress(word: string): boolean {
  return word === '0' || parseIp(word.replace(/%.*$/, '')) !== undefined;
}

/** `ADDRESS NAME NAME … # comment`. Whatever the address, a list of sites to block names them this way. */
export function readHostsLine(line: string, source: LineSource, suffixes: PublicSuffixes | undefined): LineOutcome {
  const [, ...names] = line.replace(/#.*$/, '').trim().split(/\s+/);
  const rules: Rule[] = [];
  let reason = '';
  for (const name of names) {
    const outcome = name.startsWith('*.') ? wildcard(name, line, source) : hostEntry(name, line, source, suffixes);
    if (outcome.kind === 'rules') rules.push(...outcome.rules);
    else if (outcome.kind === 'refused') reason ||= outcome.reason;
  }
  if (rules.length > 0) return { kind: 'rules', rules };
  return reason === '' ? ignored('unneeded') : refused(reason);
}

function wildcard(name: string, line: string, source: LineSource): LineOutcome {
  const host = canonicalHost(name.slice(2));
  return host === undefined
    ? refused('this is no host name')
    : { kind: 'rules', rules: [domainRule(host, 'tree', line, source)] };
}
