/**
 * Whether a document's policies let it open a WebSocket there (CSP 3 §6.7.2, for `connect-src`). Chromium checks this
 * itself for what it sends; a socket that the stand-in carries through Node never gets that far.
 * @param policies the values of every Content-Security-Policy header, with the product's own URLs in them
 */
export function allowsConnect(policies: readonly string[], target: string, documentUrl: string): boolean {
  return policies.flatMap((header) => header.split(',')).every((policy) => policyAllows(policy, target, documentUrl));
}

function policyAllows(policy: string, target: string, documentUrl: string): boolean {
  const directives = new Map<string, string[]>();
  for (const part of policy.split(';')) {
    const [name, ...sources] = part.trim().split(/\s+/);
    if (name !== undefined && name !== '' && !directives.has(name.toLowerCase()))
      directives.set(name.toLowerCase(), sources);
  }
  const sources = directives.get('connect-src') ?? directives.get('default-src');
  return (
    sources === undefined || sources.some((source) => sourceMatches(source, new URL(target), new URL(documentUrl)))
  );
}

const DEFAULT_PORT: Readonly<Record<string, string>> = { 'http:': '80', 'ws:': '80', 'https:': '443', 'wss:': '443' };
const portOf = (url: URL): string => (url.port === '' ? (DEFAULT_PORT[url.protocol] ?? '') : url.port);

function schemeMatches(wanted: string, actual: string): boolean {
  const upgrades: Readonly<Record<string, readonly string[]>> = {
    'http:': ['http:', 'https:', 'ws:', 'wss:'],
    'https:': ['https:', 'wss:'],
    'ws:': ['ws:', 'wss:'],
  };
  return (upgrades[wanted] ?? [wanted]).includes(actual);
}

function sourceMatches(source: string, target: URL, self: URL): boolean {
  if (source.toLowerCase() === "'self'") {
    const samePlace = target.hostname === self.hostname && portOf(target) === portOf(self);
    return samePlace && schemeMatches(self.protocol, target.protocol);
  }
  if (source === '*') return ['http:', 'https:', 'ws:', 'wss:', self.protocol].includes(target.protocol);
  if (/^[a-z][a-z0-9+.-]*:$/i.test(source)) return schemeMatches(source.toLowerCase(), target.protocol);
  const parts = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(\*|(?:\*\.)?[^/:*'[]+|\[[^\]]+\])(?::(\d+|\*))?(\/.*)?$/i.exec(source);
  if (parts === null) return false;
  const [, scheme, host = '', port, path] = parts;
  if (!schemeMatches(scheme === undefined ? self.protocol : `${scheme.toLowerCase()}:`, target.protocol)) return false;
  if (!hostMatches(host.toLowerCase(), target.hostname)) return false;
  if (port === undefined ? target.port !== '' : port !== '*' && port !== portOf(target)) return false;
  return (
    path === undefined ||
    path === '/' ||
    (path.endsWith('/') ? target.pathname.startsWith(path) : target.pathname === path)
  );
}

function hostMatches(pattern: string, host: string): boolean {
  if (pattern === '*') return true;
  return pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : pattern === host;
}
