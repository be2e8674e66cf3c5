import { describe, expect, it } from 'vitest';
import { startProxy } from './support/proxy.ts';
import { exchange, rawClient, statusOf } from './support/raw.ts';

describe('the proxy as a web server', () => {
  it('gives the PAC to whoever knows this run’s secret, by our own names only', async () => {
    const { port, place } = await startProxy();
    const path = new URL(place.pacUrl).pathname;
    expect(path).toMatch(/^\/[0-9a-f]{64}\/1\/proxy\.pac$/);
    const answer = await exchange(port, control(path, `127.0.0.1:${port}`));
    expect(statusOf(answer)).toBe(200);
    expect(answer).toMatch(/Content-Type: application\/x-ns-proxy-autoconfig/);
    expect(answer).toContain('Cache-Control: no-store');
    expect(answer).not.toMatch(/access-control-/i);
    const six = await rawClient(port, '::1');
    six.send(control(path, `[::1]:${port}`));
    expect(await six.until(/FindProxyForURL/)).toContain('200 OK');
  });

  it('has another secret and another port each time', async () => {
    const places = await Promise.all([startProxy(), startProxy()]);
    expect(new Set(places.map(({ place }) => place.pacUrl.split('/')[3])).size).toBe(2);
    expect(new Set(places.map(({ port }) => port)).size).toBe(2);
  });

  it.each([
    'evil.example',
    'evil.example:PORT',
    'localhost:PORT',
    '127.0.0.1',
    '127.0.0.1:80',
    '127.0.0.1:PORT.evil.example',
    '127.0.0.1.evil.example:PORT',
    '0.0.0.0:PORT',
    '127.1:PORT',
    '2130706433:PORT',
    '[::ffff:127.0.0.1]:PORT',
    '[::]:PORT',
    'LOCALHOST',
  ])('answers 421 to the name %s, secret or not', async (host) => {
    const { port, place, refused } = await startProxy();
    const named = host.replace('PORT', String(port));
    for (const path of [new URL(place.pacUrl).pathname, '/', '/favicon.ico'])
      expect(statusOf(await exchange(port, control(path, named)))).toBe(421);
    expect(refused).toEqual(['foreign-host', 'foreign-host', 'foreign-host']);
  });

  it.each([
    'Origin: https://evil.example',
    'Origin: null',
    'Referer: https://evil.example/',
    'Sec-Fetch-Site: cross-site',
    'Sec-Fetch-Mode: no-cors',
    'Sec-Fetch-Site: none',
    'Sec-Fetch-Site: none\r\nSec-Fetch-Dest: document\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-User: ?1',
    'Sec-Fetch-Site: none\r\nSec-Fetch-Dest: empty\r\nReferer: https://evil.example/',
    'Sec-Fetch-Site: cross-site\r\nSec-Fetch-Dest: empty',
    'Sec-Fetch-Dest: script',
    'Cookie: a=b',
    'Access-Control-Request-Private-Network: true',
  ])('refuses whatever a page sends: %s', async (field) => {
    const { port, place, refused } = await startProxy();
    const path = new URL(place.pacUrl).pathname;
    const answer = await exchange(port, control(path, `127.0.0.1:${port}`, field));
    expect(statusOf(answer)).toBe(403);
    expect(answer).not.toContain('FindProxyForURL');
    expect(refused).toEqual(['from-a-page']);
  });

  it('knows how Firefox reads a PAC', async () => {
    const { port, place } = await startProxy();
    const marks = 'Sec-Fetch-Dest: empty\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Site: none';
    expect(statusOf(await exchange(port, control(new URL(place.pacUrl).pathname, `127.0.0.1:${port}`, marks)))).toBe(
      200,
    );
  });

  it.each([
    '/',
    '/proxy.pac',
    '/wpad.dat',
    '/SECRET',
    '/SECRET/',
    '/SECRET/1/',
    '/SECRET/1/proxy.pac/x',
    '/SECRET/x/proxy.pac',
    '/0/1/proxy.pac',
  ])('has nothing at %s', async (path) => {
    const { port, place } = await startProxy();
    const secret = new URL(place.pacUrl).pathname.split('/')[1] ?? '';
    const asked = path.replace('SECRET', secret);
    expect(statusOf(await exchange(port, control(asked, `127.0.0.1:${port}`)))).toBe(404);
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'PROPFIND'])('does nothing for %s', async (method) => {
    const { port, place } = await startProxy();
    const path = new URL(place.pacUrl).pathname;
    const answer = await exchange(port, control(path, `127.0.0.1:${port}`, 'Content-Length: 0').replace('GET', method));
    expect(statusOf(answer)).toBe(405);
  });

  it('opens no WebSocket to a page', async () => {
    const { port } = await startProxy();
    const fields =
      'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==';
    const answer = await exchange(port, control('/', `127.0.0.1:${port}`, `Origin: https://evil.example\r\n${fields}`));
    expect(statusOf(answer)).toBe(403);
  });

  it('is not reached through itself', async () => {
    const { port, place, refused } = await startProxy();
    const answer = await exchange(port, `GET ${place.pacUrl} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`);
    expect(statusOf(answer)).toBe(403);
    for (const host of ['127.0.0.1', 'localhost.example', '[::1]', '127.9.9.9', '[::ffff:127.0.0.1]', '0x7f.1'])
      expect(statusOf(await exchange(port, `CONNECT ${host}:${port} HTTP/1.1\r\nHost: x\r\n\r\n`))).toBe(403);
    expect(new Set(refused)).toEqual(new Set(['itself']));
  });
});

describe('the probe', () => {
  it('answers once to the browser that was sent to it, and names its family', async () => {
    const { port, proxy } = await startProxy();
    const probe = proxy.issueProbe();
    const request = `GET ${probe.url} HTTP/1.1\r\nHost: offhook-probe.invalid\r\nUser-Agent: Mozilla/5.0 Gecko/20100101 Firefox/140.0\r\n\r\n`;
    expect(await exchange(port, request)).toContain('This browser is protected');
    expect(await probe.seen).toBe('firefox');
    expect(statusOf(await exchange(port, request))).toBe(502);
    expect(proxy.browsersSeen()).toHaveProperty('firefox');
  });

  it('looks to everybody else like a name that does not exist', async () => {
    const { port } = await startProxy();
    const guess = await exchange(port, 'GET http://offhook-probe.invalid/00 HTTP/1.1\r\nHost: a\r\n\r\n');
    const missing = await exchange(port, 'GET http://www.nowhere.example/ HTTP/1.1\r\nHost: a\r\n\r\n');
    expect(guess).toBe(missing);
    expect(statusOf(await exchange(port, 'CONNECT offhook-probe.invalid:443 HTTP/1.1\r\nHost: a\r\n\r\n'))).toBe(502);
  });

  it('gives up after a while', async () => {
    const { proxy } = await startProxy({ timeouts: { probe: 50 } });
    expect(await proxy.issueProbe().seen).toBeNull();
  });

  it('learns a browser’s family from any request, and nothing about where it went', async () => {
    const { port, proxy } = await startProxy();
    const agents = {
      chrome: 'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
      edge: 'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0',
      opera: 'Mozilla/5.0 AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36 OPR/120.0.0.0',
      safari: 'Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15',
    };
    for (const [family, agent] of Object.entries(agents)) {
      expect(proxy.browsersSeen()).not.toHaveProperty(family);
      await exchange(port, `CONNECT x.nowhere.example:443 HTTP/1.1\r\nHost: a\r\nUser-Agent: ${agent}\r\n\r\n`);
      expect(proxy.browsersSeen()).toHaveProperty(family);
    }
    expect(JSON.stringify(proxy.browsersSeen())).not.toContain('nowhere');
  });
});

function control(path: string, host: string, field = 'Accept: */*'): string {
  return `GET ${path} HTTP/1.1\r\nHost: ${host}\r\n${field}\r\n\r\n`;
}
