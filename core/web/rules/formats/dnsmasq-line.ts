import { canonicalHost } from '../../url/canonical-host.ts';
import { ignored, refused, type LineOutcome, type LineSource } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { domainRule } from './host-entry.ts';

const LINE = /^(?:--)?([a-z-]+)\s*=\s*(.*)$/i;
const DOMAIN_OPTIONS: ReadonlySet<string> = new Set([
  'address',
  'server',
  'local',
  'rev-server',
  'ipset',
  'nftset',
  'cname',
  'host-record',
  'bogus-nxdomain',
  'alias',
  'conf-file',
  'no-resolv',
]);

export function isDnsmasqLine(line: string): boolean {
  const name = LINE.exec(line)?.[1]?.toLowerCase();
  return name !== undefined && DOMAIN_OPTIONS.has(name) && /^[^=]+=\s*(?:\/|[^/]*$)/.test(line);
}

/** What a dnsmasq line says of its domains; "resolve it normally" only counts below a domain that the same file blocks. */
export type DnsmasqLine =
  | { readonly kind: 'outcome'; readonly outcome: LineOutcome }
  | { readonly kind: 'normal'; readonly hosts: readonly string[] };

/**
 * dnsmasq(8): `address=/d/ADDRESS` answers for d and all below it; `local=/d/` and `server=/d/` without a server never ask anyone;
 * `server=/d/#` asks the usual servers.
 */
export function readDnsmasqLine(line: string, source: LineSource): DnsmasqLine {
  const [, option = '', value = ''] = LINE.exec(line) ?? [];
  const parts = value
    .replace(/\s+#.*$/, '')
    .trim()
    .split('/');
  const outcome = (of: LineOutcome): DnsmasqLine => ({ kind: 'outcome', outcome: of });
  const name = option.toLowerCase();
  if (parts.length < 3 || parts[0] !== '' || !['address', 'server', 'local'].includes(name))
    return outcome(ignored('setting'));
  const target = parts.at(-1) ?? '';
  const names = parts.slice(1, -1);
  if (names.includes('#')) return outcome(refused('every site would be blocked'));
  const hosts = names.map((item) => canonicalHost(item.replace(/^\*?\./, '')));
  if (hosts.length === 0 || hosts.includes(undefined)) return outcome(refused('this is no host name'));
  const known = hosts.filter((host) => host !== undefined);
  if (name === 'server' && target === '#') return { kind: 'normal', hosts: known };
  if (name !== 'address' && target !== '') return outcome(ignored('setting'));
  const rules: Rule[] = known.map((host) => domainRule(host, 'tree', line, source));
  return outcome({ kind: 'rules', rules });
}
