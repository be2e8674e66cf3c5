import { unmapHost } from './ip-address.ts';

/** RFC 1035 §2.3.4, less the root. A rule for a longer name could never be resolved, so lists may not hold one. */
const MAX_HOST = 253;

const PLAIN = /^[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_-])?$/;
const NEEDS_URL = /\.\.|(?:^|\.)(?:xn--|(?:[0-9]+|0x[0-9a-f]*)$)/;

/**
 * A host as a list spells it, as URLs spell it: lower case, A-labels, every IPv4 spelling as dotted, IPv6 in brackets, no trailing dot.
 * `undefined` when no URL can have such a host.
 */
export function canonicalHost(text: string): string | undefined {
  const host = text.endsWith('.') ? text.replace(/\.+$/, '') : text;
  if (host.length <= MAX_HOST && PLAIN.test(host) && !NEEDS_URL.test(host)) return host;
  if (host === '' || host.length > 4 * MAX_HOST || /[\s/?#@\\<>"|^`{}]/.test(host)) return undefined;
  const address = host.includes(':') && !host.startsWith('[') ? `http://[${host}]/` : `http://${host}/`;
  if (!URL.canParse(address)) return undefined;
  const parsed = new URL(address);
  if (parsed.port !== '') return undefined;
  const canonical = hostOfUrl(parsed.hostname);
  return canonical === '' || canonical.length > MAX_HOST ? undefined : canonical;
}

/** What `URL.hostname` leaves to do: the root's dot, and IPv4 in IPv6's clothes. */
export function hostOfUrl(hostname: string): string {
  if (hostname.endsWith(']')) return unmapHost(hostname);
  return hostname.endsWith('.') ? hostname.replace(/\.+$/, '') : hostname;
}
