/** Under which names the server may be spoken to. Known for good only once the port is. */
export interface Origins {
  /** Without a slash at the end. */
  publicUrl(): string;
  isHttps(): boolean;
  /** Against DNS rebinding: a request for any other name is not for us. */
  allowsHost(host: string | undefined): boolean;
  allowsOrigin(origin: string): boolean;
}

const LOOPBACK_NAMES = ['127.0.0.1', 'localhost', '[::1]'];

export function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

export function createOrigins(input: {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  readonly publicUrl: string | null;
}): Origins {
  const scheme = input.tls ? 'https' : 'http';
  const own = isLoopbackHost(input.host) ? LOOPBACK_NAMES : [bracketed(input.host)];
  const urls = own.map((name) => new URL(`${scheme}://${name}:${input.port}`));
  const given = input.publicUrl === null ? null : new URL(input.publicUrl);
  const first = new URL(`${scheme}://${bracketed(input.host)}:${input.port}`);
  const all = given === null ? [first, ...urls] : [given, first, ...urls];
  // URL drops the scheme's own port from `host`, and so do browsers from the header.
  const hosts = new Set(all.map((url) => url.host));
  const origins = new Set(all.map((url) => url.origin));
  const publicUrl = (given ?? first).origin;
  return {
    publicUrl: () => publicUrl,
    isHttps: () => publicUrl.startsWith('https:'),
    allowsHost: (host) => host !== undefined && hosts.has(host.toLowerCase()),
    allowsOrigin: (origin) => origins.has(origin),
  };
}

function bracketed(host: string): string {
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
}
