import { hostIpBytes, isIpHost } from '../../url/ip-address.ts';
import { canonicalHost } from '../../url/canonical-host.ts';
import type { DomainScope } from '../../match/domain-index.ts';
import { ignored, refused, rules, type LineOutcome, type LineSource, type PublicSuffixes } from '../outcome.ts';
import type { Rule } from '../rule.ts';

/** Names that hosts files hold for the machine itself (as in Debian's and macOS's /etc/hosts). */
const OWN_NAMES: ReadonlySet<string> = new Set([
  'localhost.localdomain',
  'localhost6.localdomain6',
  'localhost4.localdomain4',
]);

export function domainRule(domain: string, scope: DomainScope, text: string, source: LineSource): Rule {
  return {
    kind: 'domain',
    rule: { domain, scope, effect: source.effect, list: source.list, category: source.category, text },
  };
}

/**
 * One name of a hosts file or of a plain list: the site and all below it. Names that would block a whole suffix, one label, this
 * machine or the address that blocked names point to are accidents of the list, and are dropped.
 */
export function hostEntry(
  name: string,
  text: string,
  source: LineSource,
  suffixes: PublicSuffixes | undefined,
): LineOutcome {
  const host = canonicalHost(name);
  if (host === undefined) return refused('this is no host name');
  if (source.effect !== 'block') return rules(domainRule(host, 'tree', text, source));
  if (isIpHost(host))
    return isSink(host) || !/[.:]/.test(name) ? ignored('unneeded') : rules(domainRule(host, 'tree', text, source));
  if (!host.includes('.') || OWN_NAMES.has(host)) return ignored('unneeded');
  if (suffixes !== undefined && isBareSuffix(host, suffixes)) return refused('a whole public suffix would be blocked');
  return rules(domainRule(host, 'tree', text, source));
}

/**
 * Whether the host is a public suffix. What is one only by a wildcard of the private section is a single machine
 * (`ec2-….compute-1.amazonaws.com`), which lists name for good reason.
 */
export function isBareSuffix(host: string, suffixes: PublicSuffixes): boolean {
  if (suffixes.registrableDomain(host) !== null) return false;
  const parent = host.slice(host.indexOf('.') + 1);
  return !parent.includes('.') || suffixes.registrableDomain(`offhook-probe.${parent}`) !== null;
}

/** Where lists point blocked names, and what hosts files hold for local networks: never a site. RFC 6890; RFC 4291 §2.4. */
export function isSink(host: string): boolean {
  const bytes = hostIpBytes(host);
  if (bytes === undefined) return false;
  const [first = 0, second = 0] = bytes;
  if (bytes.length === 4) return first === 127 || first === 0 || bytes.every((byte) => byte === 255);
  const isUnspecifiedOrLoopback = bytes.slice(0, 15).every((byte) => byte === 0) && (bytes[15] ?? 0) <= 1;
  const isLinkLocal = first === 0xfe && (second & 0xc0) === 0x80;
  return isUnspecifiedOrLoopback || isLinkLocal || first === 0xff;
}
