import { hostOfUrl } from './canonical-host.ts';

/** A request with a network host, in the one spelling that rules are matched against. */
export interface NetworkTarget {
  readonly kind: 'network';
  /** `scheme://host[:port]/path?query`: no user information, no fragment, host canonical, a default port left out. */
  readonly url: string;
  readonly host: string;
  /** Where `host` starts in `url`. */
  readonly hostStart: number;
  /** The port in effect; 0 when the scheme has none by default and the URL names none. */
  readonly port: number;
}

/** `local`: nothing leaves the machine, as for `data:`. `invalid`: no URL, so refused. */
export type Target = NetworkTarget | { readonly kind: 'local' } | { readonly kind: 'invalid' };

/** WHATWG URL §3.1, "special schemes", with their default ports. */
const DEFAULT_PORTS: Readonly<Record<string, number>> = {
  'http:': 80,
  'https:': 443,
  'ws:': 80,
  'wss:': 443,
  'ftp:': 21,
};

/** Their request is the one of the URL inside. */
const WRAPPERS: ReadonlySet<string> = new Set(['blob:', 'filesystem:', 'view-source:']);

/** More layers than any browser makes; a deeper nest is an attempt to hide something. */
const MAX_LAYERS = 8;

const LOCAL: Target = { kind: 'local' };
const INVALID: Target = { kind: 'invalid' };

/** Reads a URL as a browser would (WHATWG URL). */
export function readTarget(url: string, base?: string): Target {
  let text = url;
  for (let layer = 0; layer < MAX_LAYERS; layer += 1) {
    const parsed = tryParse(text, layer === 0 ? base : undefined);
    if (parsed === undefined) return INVALID;
    if (!WRAPPERS.has(parsed.protocol)) return targetOf(parsed);
    text = parsed.href.slice(parsed.protocol.length);
  }
  return INVALID;
}

function tryParse(text: string, base: string | undefined): URL | undefined {
  if (!URL.canParse(text, base)) return undefined;
  return new URL(text, base);
}

function targetOf(parsed: URL): Target {
  const { protocol, hostname, href } = parsed;
  if (hostname === '') return LOCAL;
  const special = DEFAULT_PORTS[protocol];
  const host = special === undefined && protocol !== 'file:' ? opaqueHost(hostname) : hostOfUrl(hostname);
  if (host === '') return INVALID;
  const hostStart = protocol.length + 2;
  const portSuffix = parsed.port === '' ? '' : `:${parsed.port}`;
  return {
    kind: 'network',
    url: `${protocol}//${host}${portSuffix}${afterAuthority(href, hostStart)}`,
    host,
    hostStart,
    port: parsed.port === '' ? (special ?? 0) : Number(parsed.port),
  };
}

/** Path and query. In a serialized URL the authority ends at the first of these, whatever its user information holds. */
function afterAuthority(href: string, from: number): string {
  const fragment = href.indexOf('#', from);
  const end = fragment === -1 ? href.length : fragment;
  for (let at = from; at < end; at += 1) {
    const code = href.charCodeAt(at);
    if (code === 0x2f || code === 0x3f) return href.slice(at, end);
  }
  return '';
}

/** WHATWG URL leaves hosts of unknown schemes as typed; whoever handles the scheme will still look up the same name. */
function opaqueHost(hostname: string): string {
  const address = `http://${hostname}/`;
  return hostOfUrl(URL.canParse(address) ? new URL(address).hostname : hostname.toLowerCase());
}
