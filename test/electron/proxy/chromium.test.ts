import { chromium, type Browser, type Page } from 'playwright';
import { afterEach, describe, expect, it } from 'vitest';
import type { OriginalRoute } from '../../../electron/proxy/pac/original-route.ts';
import { findChromium } from '../../../scripts/find-chromium.ts';
import { freePort } from '../../support/free-port.ts';
import { startProxy } from './support/proxy.ts';
import { html, startWebOrigin } from './support/web-origin.ts';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--ignore-certificate-errors',
];
const executablePath = findChromium();
let browser: Browser | undefined;

afterEach(() => browser?.close());

/** A real browser that knows nothing but our PAC. */
async function openPage(pacUrl: string): Promise<Page> {
  if (executablePath === null) throw new Error('These tests need a Chromium.');
  browser = await chromium.launch({ executablePath, args: [...FLAGS, `--proxy-pac-url=${pacUrl}`] });
  return (await browser.newContext({ ignoreHTTPSErrors: true })).newPage();
}

describe('a browser behind the PAC', () => {
  it('loads sites over HTTP and HTTPS and talks over WebSockets, all by way of the proxy', async () => {
    const plain = await startWebOrigin(html('plain'));
    const secure = await startWebOrigin(html('secure'), true);
    const { place, asked } = await startProxy();
    const page = await openPage(place.pacUrl);
    await page.goto(`http://plain.example:${plain.port}/`);
    expect(await page.textContent('body')).toContain('plain');
    const echo = (url: string): Promise<string> =>
      page.evaluate(
        (address) =>
          new Promise<string>((resolve) => {
            const socket = new WebSocket(address);
            socket.addEventListener('open', () => socket.send('hello'));
            socket.addEventListener('message', ({ data }) => resolve(String(data)));
            socket.addEventListener('error', () => resolve('error'));
          }),
        url,
      );
    expect(await echo(`ws://ws.example:${plain.port}/`)).toBe('HELLO');
    expect(await echo(`ws://blocked.example:${plain.port}/`)).toBe('error');
    await page.goto(`https://secure.example:${secure.port}/`);
    expect(await page.textContent('body')).toContain('secure');
    expect(await echo(`wss://wss.example:${secure.port}/`)).toBe('HELLO');
    const urls = asked.map(({ url }) => url);
    for (const host of ['plain.example', 'ws.example', 'secure.example', 'wss.example'])
      expect(urls.some((url) => url.includes(host))).toBe(true);
    // The browser named the TLS server as the tunnel was named, so the filter was asked once for each.
    expect(asked.filter(({ sni }) => sni !== undefined)).toEqual([]);
  });

  it('shows the block page over HTTP, and its own error over HTTPS', async () => {
    const origin = await startWebOrigin(html('never'));
    const { place, hits } = await startProxy();
    const page = await openPage(place.pacUrl);
    const answer = await page.goto(`http://www.blocked.example:${origin.port}/`);
    expect(answer?.status()).toBe(403);
    expect(await page.textContent('h1')).toBe('Offhook blocked this site');
    // Our style applies under our own policy, and the reason is text, not markup.
    expect(await page.evaluate(() => getComputedStyle(document.body).maxWidth)).toBe('576px');
    expect(await page.locator('b').count()).toBe(0);
    await expect(page.goto(`https://www.blocked.example:${origin.port}/`)).rejects.toThrow(
      'ERR_TUNNEL_CONNECTION_FAILED',
    );
    expect(new Set(hits.map(({ via }) => via))).toEqual(new Set(['http', 'connect']));
    expect(origin.requests).toEqual([]);
  });

  it('proves by the probe that it is there', async () => {
    const { place, proxy } = await startProxy();
    const page = await openPage(place.pacUrl);
    const probe = proxy.issueProbe();
    await page.goto(probe.url);
    expect(await page.textContent('h1')).toBe('This browser is protected');
    expect(await probe.seen).toBe('chrome');
  });

  it('gives its pages no way into the proxy', async () => {
    const origin = await startWebOrigin(html('<form method=post></form>'));
    const { place, port, refused } = await startProxy();
    const page = await openPage(place.pacUrl);
    await page.goto(`http://site.example:${origin.port}/`);
    const path = new URL(place.pacUrl).pathname;
    const results = await page.evaluate(
      async ({ port, path }) => {
        const tried: string[] = [];
        const bases = [
          `http://127.0.0.1:${port}`,
          `http://[::1]:${port}`,
          `http://localhost:${port}`,
          `http://0.0.0.0:${port}`,
          `http://[::]:${port}`,
          `http://[::ffff:127.0.0.1]:${port}`,
        ];
        for (const base of bases) {
          for (const options of [
            {},
            { mode: 'no-cors' },
            { method: 'POST', mode: 'no-cors', body: 'x' },
          ] as RequestInit[]) {
            const answer = await fetch(base + path, options).then(
              (got) => got.text(),
              () => 'failed',
            );
            tried.push(answer);
          }
          tried.push(
            await new Promise<string>((resolve) => {
              const script = document.createElement('script');
              script.src = base + path;
              script.addEventListener('load', () => resolve(typeof Reflect.get(window, 'FindProxyForURL')));
              script.addEventListener('error', () => resolve('failed'));
              document.head.append(script);
            }),
          );
          tried.push(
            await new Promise<string>((resolve) => {
              const socket = new WebSocket(base.replace('http', 'ws') + path);
              socket.addEventListener('open', () => resolve('open'));
              socket.addEventListener('error', () => resolve('failed'));
            }),
          );
        }
        return tried;
      },
      { port, path },
    );
    expect(new Set(results)).toEqual(new Set(['failed', '']));
    const form = await browser?.newContext().then((context) => context.newPage());
    await form?.goto(`http://site.example:${origin.port}/`);
    const answer = form?.waitForResponse((got) => got.url().includes(path), { timeout: 5000 }).catch(() => null);
    await form?.evaluate((action) => {
      const [first] = document.forms;
      if (first === undefined) return;
      first.action = action;
      first.submit();
    }, `http://127.0.0.1:${port}${path}`);
    const status = (await answer)?.status();
    expect([403, undefined]).toContain(status);
    expect(refused.length).toBeGreaterThan(0);
    expect(new Set(refused)).toEqual(
      new Set(['from-a-page', 'itself', 'foreign-host'].filter((why) => refused.includes(why as never))),
    );
  });

  it('reaches no private place by a name that leads there', async () => {
    const router = await startWebOrigin(html('router'));
    const { place, refused } = await startProxy({ access: { hosts: [], networks: [] } });
    const page = await openPage(place.pacUrl);
    const answer = await page.goto(`http://rebind.example:${router.port}/`);
    expect(answer?.status()).toBe(403);
    expect(router.requests).toEqual([]);
    expect(refused).toContain('private-address');
  });

  it('has more than the 32 connections of one proxy', async () => {
    let open = 0;
    const origin = await startWebOrigin((request, response) => {
      if (request.url !== '/stream') return html('slow')(request, response);
      open += 1;
      response.writeHead(200, { 'Access-Control-Allow-Origin': '*' });
      return response.write('first ');
    });
    const { place } = await startProxy();
    const page = await openPage(place.pacUrl);
    await page.goto(`http://site.example:${origin.port}/`);
    await page.evaluate((port) => {
      for (let index = 0; index < 60; index += 1)
        void fetch(`http://h${index}.example:${port}/stream`).catch(() => undefined);
    }, origin.port);
    await expect.poll(() => open, { timeout: 10_000 }).toBe(60);
  });
});

describe('a browser whose organisation has a proxy', () => {
  it('goes by way of us and then of that one, as the organisation’s PAC says', async () => {
    const origin = await startWebOrigin(html('inside'));
    const secure = await startWebOrigin(html('inside, secure'), true);
    const corporate = await startProxy();
    const original: OriginalRoute = {
      kind: 'pac',
      text: `function FindProxyForURL(url, host) { return dnsDomainIs(host, ".direct.example") ? "DIRECT" : "PROXY 127.0.0.1:${corporate.port}"; }`,
    };
    const ours = await startProxy({}, original);
    const page = await openPage(ours.place.pacUrl);
    await page.goto(`http://a.example:${origin.port}/`);
    expect(await page.textContent('body')).toContain('inside');
    await page.goto(`https://b.example:${secure.port}/`);
    expect(await page.textContent('body')).toContain('inside, secure');
    await page.goto(`http://c.direct.example:${origin.port}/`);
    // Chromium also looks for its maker now and then.
    const hosts = (asked: typeof ours.asked) =>
      [...new Set(asked.map(({ url }) => new URL(url).hostname))].filter((host) => host.endsWith('.example'));
    expect(hosts(ours.asked)).toEqual(['a.example', 'b.example', 'c.direct.example']);
    expect(hosts(corporate.asked)).toEqual(['a.example', 'b.example']);
    await page.goto(`http://x.blocked.example:${origin.port}/`);
    expect(hosts(corporate.asked)).toEqual(['a.example', 'b.example']);
  });

  it('goes on to the next of its list when the first is down', async () => {
    const origin = await startWebOrigin(html('still here'));
    const dead = await freePort();
    const text = `function FindProxyForURL() { return "PROXY 127.0.0.1:${dead}; DIRECT"; }`;
    const { place } = await startProxy({}, { kind: 'pac', text });
    const page = await openPage(place.pacUrl);
    await page.goto(`http://a.example:${origin.port}/`);
    expect(await page.textContent('body')).toContain('still here');
    const secure = await startWebOrigin(html('secure too'), true);
    await page.goto(`https://b.example:${secure.port}/`);
    expect(await page.textContent('body')).toContain('secure too');
  });
});

describe('a browser whose proxy is gone', () => {
  it.each([
    ['closed', 'ERR_PROXY_CONNECTION_FAILED'],
    ['open', 'ERR_NAME_NOT_RESOLVED'],
  ] as const)('finds the way %s, as the policy says', async (whenProxyIsGone, error) => {
    const origin = await startWebOrigin(html('x'));
    const { place, proxy } = await startProxy({ whenProxyIsGone });
    const page = await openPage(place.pacUrl);
    await page.goto(`http://a.example:${origin.port}/`);
    await proxy.stop();
    // "open" has gone past us: the name is looked up by the browser itself, and exists nowhere.
    await expect(page.goto(`http://b.example:${origin.port}/`)).rejects.toThrow(error);
  });
});
