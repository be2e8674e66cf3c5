import { readTarget } from '../../url/target.ts';
import { refused, rules, type LineOutcome, type LineSource } from '../outcome.ts';

/** http and https differ only in how a page gets here, so their default ports name no port. */
const DEFAULT_PORTS: ReadonlySet<number> = new Set([80, 443, 21]);

/** A line of a URL list, with or without a scheme: the host alone, and the path and query if there is one. */
export function readUrlLine(url: string, text: string, source: LineSource): LineOutcome {
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(url);
  const target = readTarget(hasScheme ? url : `http://${url.replace(/^\/\//, '')}`);
  if (target.kind !== 'network') return refused('this is no address of a site');
  const authorityEnd = target.url.indexOf('/', target.hostStart);
  const queryStart = target.url.indexOf('?', target.hostStart);
  const pathStart = authorityEnd === -1 ? queryStart : authorityEnd;
  const path = pathStart === -1 ? '' : comparablePath(target.url.slice(pathStart));
  const isDefault =
    target.url.slice(target.hostStart + target.host.length, pathStart === -1 ? undefined : pathStart) === '' ||
    DEFAULT_PORTS.has(target.port);
  return rules({
    kind: 'url',
    rule: {
      host: target.host,
      path: path === '' || path === '/' ? null : path,
      port: isDefault ? 0 : target.port,
      effect: source.effect,
      list: source.list,
      category: source.category,
      text,
    },
  });
}

/**
 * One spelling for paths that ask for the same page: no empty query, and percent-encoding as in RFC 3986 §6.2.2 (upper-case digits,
 * none for letters, digits and `-._~`), since a server takes the other spellings for the same.
 */
export function comparablePath(path: string): string {
  const short = path.endsWith('?') && path.indexOf('?') === path.length - 1 ? path.slice(0, -1) : path;
  return short.includes('%') ? short.replaceAll(/%[0-9a-f]{2}/gi, decodedIfUnreserved) : short;
}

function decodedIfUnreserved(triplet: string): string {
  const char = String.fromCharCode(Number.parseInt(triplet.slice(1), 16));
  return /[A-Za-z0-9\-._~]/.test(char) ? char : triplet.toUpperCase();
}
