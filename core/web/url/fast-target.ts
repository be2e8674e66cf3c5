import { readTarget, type Target } from './target.ts';

/** What WHATWG URL would encode, drop or turn round in a path or query, and what starts a fragment. */
const NOT_CANONICAL = /[^\x21\x24-\x26\x28-\x3b\x3d\x3f-\x5b\x5d\x5f\x61-\x7a\x7e]/;

/** 1 for what a host may hold that needs no parsing. */
const HOST = new Uint8Array(128);
for (const char of 'abcdefghijklmnopqrstuvwxyz0123456789-.') HOST[char.charCodeAt(0)] = 1;

const DOT = 0x2e;
const SLASH = 0x2f;

/**
 * Length of `http://` or `https://` at the start, and the end of a host that needs no parsing; 0 as the end when it does need it.
 * A last label that begins with a digit might be IPv4 in some spelling; `xn--` might be no valid A-label.
 */
function hostEnd(url: string, start: number): number {
  let at = start;
  let labelStart = start;
  for (; at < url.length; at += 1) {
    const code = url.charCodeAt(at);
    if (code === SLASH) break;
    if (code > 127 || HOST[code] !== 1) return 0;
    if (code !== DOT) continue;
    if (at === labelStart) return 0;
    labelStart = at + 1;
  }
  if (at === url.length || at === labelStart || isDigit(url.charCodeAt(labelStart))) return 0;
  return at;
}

function schemeEnd(url: string): number {
  if (url.startsWith('https://')) return 8;
  return url.startsWith('http://') ? 7 : 0;
}

const isDigit = (code: number) => code >= 0x30 && code <= 0x39;

/** The canonical host of a plain http(s) URL, or `undefined` when only the full parser can tell. */
export function fastHost(url: string): string | undefined {
  const start = schemeEnd(url);
  if (start === 0) return undefined;
  const end = hostEnd(url, start);
  if (end === 0) return undefined;
  const host = url.slice(start, end);
  return host.includes('xn--') ? undefined : host;
}

/** `readTarget`, without the parser where the URL is canonical already, as those that browsers hand over nearly always are. */
export function fastTarget(url: string): Target {
  const start = schemeEnd(url);
  const end = start === 0 ? 0 : hostEnd(url, start);
  if (end === 0 || !isCanonical(url)) return readTarget(url);
  const host = url.slice(start, end);
  if (host.includes('xn--')) return readTarget(url);
  return { kind: 'network', url, host, hostStart: start, port: start === 8 ? 443 : 80 };
}

/** Path and query hold no character that would be encoded, no fragment, and no dot segment in any spelling (WHATWG URL §4.4). */
function isCanonical(url: string): boolean {
  return !NOT_CANONICAL.test(url) && !url.includes('/.') && !url.includes('/%');
}
