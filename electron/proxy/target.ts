/** Where a request wants to go. `host` is WHATWG's one spelling: lower case, A-labels, no root dot, IPv6 without brackets. */
export interface Target {
  readonly host: string;
  readonly port: number;
  /** The host as it stands in a URL: IPv6 in brackets. */
  readonly urlHost: string;
  /** Set when the host is an address and needs no look-up. */
  readonly isAddress: boolean;
}

export interface HttpTarget extends Target {
  /** The URL as the filter judges it and the origin gets it: WHATWG's spelling, without user, password and fragment. */
  readonly url: string;
  /** Path and query. */
  readonly path: string;
  /** The Host field's value (RFC 9112 §3.2.2 makes the target, not what the client wrote there, the truth). */
  readonly authority: string;
}

/** Reads CONNECT's `host:port` (RFC 9110 §9.3.6). Null unless both are there and nothing else is. */
export function readAuthority(text: string): Target | null {
  const parts = /^(\[[0-9a-fA-F:.]+\]|[^:/?#@[\]\\\s%]+):([0-9]{1,5})$/.exec(text);
  if (parts === null) return null;
  const port = Number(parts[2]);
  if (port < 1 || port > 65_535) return null;
  const url = parse(`http://${parts[1] ?? ''}/`);
  return url === null || url.hostname === '' ? null : target(url, port);
}

/** Reads the absolute form of a plain request (RFC 9112 §3.2.2). Null unless it is http and has a host. */
export function readAbsoluteForm(text: string, schemes: readonly string[] = ['http:']): HttpTarget | null {
  // WHATWG repairs backslashes, blanks and missing slashes; whoever writes those is no browser.
  if (!/^[a-z]+:\/\/[^/?#\\]/i.test(text) || /[\s\\]/.test(text)) return null;
  const url = parse(text);
  if (url === null || !schemes.includes(url.protocol) || url.hostname === '' || url.port === '0') return null;
  url.username = '';
  url.password = '';
  url.hash = '';
  const base = target(url, url.port === '' ? 80 : Number(url.port));
  const authority = base.port === 80 ? base.urlHost : `${base.urlHost}:${base.port}`;
  const path = `${url.pathname}${url.search}`;
  return { ...base, url: `${url.protocol}//${authority}${path}`, path, authority };
}

function target(url: URL, port: number): Target {
  const hostname = url.hostname.replace(/\.+$/, '');
  const bracketed = hostname.startsWith('[');
  return {
    host: bracketed ? hostname.slice(1, -1) : hostname,
    port,
    urlHost: hostname,
    // WHATWG URL: a host whose last label is a number is an IPv4 address, already written in four decimals.
    isAddress: bracketed || /^[0-9.]+$/.test(hostname),
  };
}

function parse(text: string): URL | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  return /^[.]*$/.test(url.hostname) ? null : url;
}
