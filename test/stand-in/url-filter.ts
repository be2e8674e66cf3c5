const PATTERN = /^(\*|[a-z][a-z0-9+.-]*):\/\/(\*|(?:\*\.)?[^/*]+|)(\/.*)$/i;

/**
 * Chrome's match patterns, as webRequest takes them (developer.chrome.com/docs/extensions/develop/concepts/match-patterns).
 * A `*` scheme is http and https alone, so that a filter that forgets WebSockets is seen to.
 */
export function matchPattern(pattern: string): (url: string) => boolean {
  if (pattern === '<all_urls>') return () => true;
  const parts = PATTERN.exec(pattern);
  if (parts === null) throw new TypeError(`Invalid url pattern ${pattern}`);
  const [, scheme = '', host = '', path = ''] = parts;
  const [hostName, hostPort] = host.split(/:(?=\d+$|\*$)/);
  const pathTest = new RegExp(`^${path.split('*').map(escape).join('.*')}$`, 's');
  return (url) => {
    const parsed = URL.parse(url);
    if (parsed === null) return false;
    const protocol = parsed.protocol.slice(0, -1);
    const schemeFits = scheme === '*' ? protocol === 'http' || protocol === 'https' : protocol === scheme.toLowerCase();
    if (!schemeFits || !hostFits(hostName ?? '', parsed.hostname)) return false;
    if (hostPort !== undefined && hostPort !== '*' && hostPort !== parsed.port) return false;
    return pathTest.test(`${parsed.pathname === '' ? '/' : parsed.pathname}${parsed.search}`);
  };
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function hostFits(pattern: string, host: string): boolean {
  if (pattern === '*') return true;
  return pattern.startsWith('*.')
    ? host === pattern.slice(2) || host.endsWith(pattern.slice(1))
    : pattern.toLowerCase() === host;
}
