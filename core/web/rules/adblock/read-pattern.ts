import { canonicalHost } from '../../url/canonical-host.ts';
import { createSafeRegex } from '../../regex/safe-regex.ts';
import type { Glob, Pattern } from '../rule.ts';

export type PatternResult =
  | { readonly ok: true; readonly pattern: Pattern; readonly port: number }
  | { readonly ok: false; readonly reason: string };

const MAX_PATTERN = 4096;

/** `||host^`, with or without a port; also `||host^*`. */
const WHOLE_HOST = /^\|\|(\[[0-9a-f:.]+\]|[^/^*|:?&=#%@$+!~,;()[\]{}<>"'\\\s]+)(?::(\d{1,5}))?\^\**$/i;
const BARE_IPV6 = /^\|\|([0-9a-f]*:[0-9a-f:.]+)\^\**$/i;

/** Reads the pattern of a network rule, without its options (Adblock Plus's filter syntax). */
export function readPattern(text: string, matchCase: boolean): PatternResult {
  if (text.length > MAX_PATTERN) return { ok: false, reason: 'the pattern is too long' };
  if (text.length > 2 && text.startsWith('/') && text.endsWith('/')) return regexOf(text, matchCase);
  const whole = WHOLE_HOST.exec(text) ?? BARE_IPV6.exec(text);
  if (whole !== null) {
    const host = canonicalHost(whole[1] ?? '');
    if (host === undefined) return { ok: false, reason: 'no URL can have this host' };
    return { ok: true, pattern: { kind: 'host', host }, port: Number(whole[2] ?? 0) };
  }
  return { ok: true, pattern: globOf(text, matchCase), port: 0 };
}

function regexOf(text: string, matchCase: boolean): PatternResult {
  const made = createSafeRegex(encoded(text.slice(1, -1)), !matchCase);
  if (!made.ok) return { ok: false, reason: `the regular expression is refused: ${made.reason}` };
  return { ok: true, pattern: { kind: 'regex', regex: made.regex, matchCase }, port: 0 };
}

function globOf(text: string, matchCase: boolean): Glob {
  let start: Glob['start'] = 'anywhere';
  let body = text;
  if (body.startsWith('||')) {
    start = 'host-label';
    body = body.slice(2);
  } else if (body.startsWith('|')) {
    start = 'url';
    body = body.slice(1);
  }
  let atEnd = body.endsWith('|');
  if (atEnd) body = body.slice(0, -1);
  if (body.startsWith('*') && start === 'url') start = 'anywhere';
  if (body.endsWith('*')) atEnd = false;
  body = asInUrls(body, start);
  const pieces = (matchCase ? body : body.toLowerCase()).split('*');
  // A leading or trailing wildcard leaves an empty piece, which only says that the piece beside it floats.
  const floats = start === 'host-label' && pieces[0] === '' && pieces.length > 1;
  return {
    kind: 'glob',
    start,
    atEnd,
    pieces: pieces.filter((piece, index) => piece !== '' || (floats && index === 0)),
    matchCase,
  };
}

/** Serialized URLs hold ASCII alone: A-labels in the host, percent-encoded UTF-8 behind it. */
function asInUrls(body: string, start: Glob['start']): string {
  const scheme = start === 'host-label' ? '' : (/^[a-z][a-z0-9+.-]*:\/\//i.exec(body)?.[0] ?? '');
  if (start !== 'host-label' && scheme === '') return encoded(body);
  const rest = body.slice(scheme.length);
  const end = rest.search(/[/^*|:?]/);
  const host = end === -1 ? rest : rest.slice(0, end);
  const tail = encoded(end === -1 ? '' : rest.slice(end));
  const needsCare = /[^\x21-\x7e]/.test(host) || (end !== -1 && host.endsWith('.') && rest[end] !== '*');
  const canonical = needsCare ? canonicalHost(host) : undefined;
  // Even with $match-case: hosts and schemes have no case.
  return `${scheme.toLowerCase()}${canonical ?? encoded(host).toLowerCase()}${tail}`;
}

function encoded(text: string): string {
  if (!/[^\x20-\x7e]/.test(text)) return text;
  return text.replaceAll(/[^\x20-\x7e]+/g, (run) => encodeURIComponent(run.toWellFormed()));
}
