import { request, type IncomingMessage } from 'node:http';
import type { Resolve } from '../contract.ts';
import type { PortalLook } from './portal-watch.ts';

export interface LookOptions {
  /** A plain http address that answers 204 and nothing else, such as the organisation's own server has. */
  readonly url: string;
  readonly resolve: Resolve;
  readonly timeoutMs: number;
}

/** Asks for an address whose answer is known, past any proxy: another answer is a portal's. Follows nothing. */
export async function lookForPortal({ url, resolve, timeoutMs }: LookOptions): Promise<PortalLook> {
  const { hostname } = new URL(url);
  const addresses = await resolve(hostname).catch((): readonly string[] => []);
  const [address] = addresses;
  if (address === undefined) return { state: 'offline' };
  const answer = await ask(url, address, timeoutMs).catch(() => null);
  if (answer === null) return { state: 'offline' };
  answer.destroy();
  if (answer.statusCode === 204) return { state: 'open' };
  const { location } = answer.headers;
  const next = location !== undefined && URL.canParse(location, url) ? new URL(location, url).hostname : hostname;
  const host = next.replace(/^\[|\]$/g, '');
  const there = await resolve(host).catch((): readonly string[] => []);
  return { state: 'captive', hosts: [hostname, host], addresses: [...addresses, ...there] };
}

function ask(url: string, address: string, timeoutMs: number): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const { port, pathname, search, host } = new URL(url);
    const asked = request({
      host: address,
      port: port === '' ? 80 : Number(port),
      path: `${pathname}${search}`,
      headers: { Host: host },
      agent: false,
      signal: AbortSignal.timeout(timeoutMs),
    });
    asked.once('response', resolve).once('error', reject).end();
  });
}
