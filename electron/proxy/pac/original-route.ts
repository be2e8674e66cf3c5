import { Script } from 'node:vm';
import type { Hop, HostPort } from '../contract.ts';

/** How the computer reached the internet before us; ours goes on the same way. */
export type OriginalRoute =
  | { readonly kind: 'direct' }
  | {
      readonly kind: 'manual';
      readonly http: HostPort | null;
      readonly https: HostPort | null;
      /** Hosts for which the proxies were not used, as the system wrote them: `*.local`, `10.*`, `<local>`. */
      readonly bypass: readonly string[];
    }
  | { readonly kind: 'pac'; readonly text: string };

export const NO_ORIGINAL: OriginalRoute = { kind: 'direct' };

/** More ways than this is not what a person wrote. */
const MAX_ROUTES = 16;
/** Chromium refuses a PAC above 1 MiB (net/proxy_resolution/pac_file_fetcher_impl.cc); ours goes round it. */
const MAX_PAC_CHARACTERS = 900_000;

/**
 * The ways that the original route may name, each a list of hops to try in turn. A PAC's are taken from the strings in its
 * text; of what it puts together only at run time the single proxies are known, and not their order.
 */
export function routesOf(original: OriginalRoute): (readonly Hop[])[] {
  switch (original.kind) {
    case 'direct':
      return [];
    case 'manual':
      return distinct([original.http, original.https].flatMap((proxy) => (proxy === null ? [] : [[proxy]])));
    case 'pac': {
      const strings = [...original.text.matchAll(/(["'`])([^"'`\r\n]{1,1000})\1/g)].map(([, , text = '']) => text);
      const lists = strings
        .map((text) => text.split(';').flatMap((part) => readHop(part) ?? []))
        .map((hops) => hops.map(({ hop }) => hop));
      const singles = [...original.text.matchAll(PROXY)]
        .flatMap(([part]) => readHop(part) ?? [])
        .map(({ hop }) => [hop]);
      return distinct([...lists, ...singles].filter((hops) => hops.some((hop) => hop !== null)));
    }
  }
}

const PROXY = /\b(?:PROXY|HTTP)\s+(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?/gi;

function readHop(part: string): { readonly hop: Hop } | null {
  if (/^\s*DIRECT\s*$/i.test(part)) return { hop: null };
  const match = /^\s*(?:PROXY|HTTP)\s+([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::(\d{1,5}))?\s*$/i.exec(part);
  const port = Number(match?.[2] ?? 80);
  if (match === null || port < 1 || port > 65_535) return null;
  return { hop: { host: (match[1] ?? '').toLowerCase().replace(/^\[|\]$/g, ''), port } };
}

/** As a PAC writes it: what a route is called on both sides. */
export function nameOfRoute(hops: readonly Hop[]): string {
  return hops.map((hop) => (hop === null ? 'DIRECT' : `PROXY ${nameOfHop(hop)}`)).join('; ');
}

export function nameOfHop({ host, port }: HostPort): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`.toLowerCase();
}

function distinct(routes: readonly (readonly Hop[])[]): (readonly Hop[])[] {
  return [...new Map(routes.map((hops) => [nameOfRoute(hops), hops])).values()].slice(0, MAX_ROUTES);
}

/**
 * The original PAC as an expression whose value is its function or null. It runs in the browsers' own sandbox for PACs and
 * never here: this only parses it. Text that is not a whole script by itself could end our wrapper early, and is refused.
 */
export function wrapOriginal(text: string): string | null {
  const source = text.replace(/^\uFEFF/, '');
  if (source.length > MAX_PAC_CHARACTERS || !parses(source)) return null;
  // With a variable of that name, an original that assigns without declaring can't replace ours.
  return [true, false].map((declared) => wrapped(source, declared)).find((code) => parses(`(${code})`)) ?? null;
}

function wrapped(source: string, declared: boolean): string {
  const declaration = declared ? 'var FindProxyForURL, FindProxyForURLEx;' : '';
  const names = ['FindProxyForURL', 'FindProxyForURLEx'];
  const found = names
    .map(
      (name) =>
        `if (typeof ${name} === "function") return ${name}; if (typeof this.${name} === "function") return this.${name};`,
    )
    .join('\n');
  return `(function () {\n${declaration}\n${source}\n;${found}\nreturn null;\n}).call({})`;
}

function parses(code: string): boolean {
  try {
    // Compiles and does not run.
    return new Script(code) instanceof Script;
  } catch {
    return false;
  }
}
