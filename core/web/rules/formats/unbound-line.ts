import { canonicalHost } from '../../url/canonical-host.ts';
import { ignored, refused, rules, type LineOutcome, type LineSource } from '../outcome.ts';
import { domainRule, isSink } from './host-entry.ts';

/** unbound.conf(5), "local-zone": types for which names without local data are not resolved. */
const BLOCKING: ReadonlySet<string> = new Set([
  'deny',
  'refuse',
  'static',
  'redirect',
  'inform_deny',
  'inform_redirect',
  'always_refuse',
  'always_nxdomain',
  'always_nodata',
  'always_deny',
  'always_null',
]);
const NORMAL: ReadonlySet<string> = new Set([
  'transparent',
  'typetransparent',
  'inform',
  'always_transparent',
  'nodefault',
]);

const OPTION = /^([a-z][a-z0-9-]*):(?:\s+(.*))?$/i;
const ZONE = /^["']?([^\s"']+)["']?\s+["']?([a-z_]+)["']?$/i;
const DATA = /^(["'])?\s*([^\s"']+)\s+(?:\d+\s+)?(?:IN\s+)?(?:\d+\s+)?(A|AAAA)\s+([^\s"']+)\s*\1?$/i;

export function isUnboundLine(line: string): boolean {
  return OPTION.test(line) && !/^[a-z0-9-]+:\d/i.test(line);
}

/** As for dnsmasq: "resolve it normally" only counts below a zone that the same file blocks. */
export type UnboundLine =
  | { readonly kind: 'outcome'; readonly outcome: LineOutcome }
  | { readonly kind: 'normal'; readonly hosts: readonly string[] };

export function readUnboundLine(line: string, source: LineSource): UnboundLine {
  const [, option = '', rest = ''] = OPTION.exec(line) ?? [];
  const value = rest.replace(/\s+#.*$/, '').trim();
  switch (option.toLowerCase()) {
    case 'local-zone':
      return readZone(value, line, source);
    case 'local-data':
      return { kind: 'outcome', outcome: readData(value, line, source) };
    default:
      return { kind: 'outcome', outcome: ignored('setting') };
  }
}

function readZone(value: string, line: string, source: LineSource): UnboundLine {
  const [, name = '', type = ''] = ZONE.exec(value) ?? [];
  const host = canonicalHost(name);
  if (host === undefined) return { kind: 'outcome', outcome: refused('this is no zone') };
  if (NORMAL.has(type.toLowerCase())) return { kind: 'normal', hosts: [host] };
  if (!BLOCKING.has(type.toLowerCase())) return { kind: 'outcome', outcome: ignored('setting') };
  return { kind: 'outcome', outcome: rules(domainRule(host, 'tree', line, source)) };
}

/** Local data is for that one name; only an address that leads nowhere makes it a block. */
function readData(value: string, line: string, source: LineSource): LineOutcome {
  const [, , name = '', , address = ''] = DATA.exec(value) ?? [];
  const host = canonicalHost(name);
  const target = canonicalHost(address);
  if (host === undefined || target === undefined || !isSink(target)) return ignored('setting');
  if (!host.includes('.')) return ignored('unneeded');
  return rules(domainRule(host, 'exact', line, source));
}
