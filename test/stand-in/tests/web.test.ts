import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { invoke, SampleApp } from './sample-app.ts';
import { startWebServer, type WebServer } from './web-server.ts';

let app: SampleApp;
let window: Page;
let view: Page;
let web: WebServer;
let read = 0;

/** What the main process saw since the last test. */
async function news(): Promise<string[]> {
  const all = (await invoke(window, 'seen')) as [string, string][];
  const fresh = all.slice(read).map((entry) => entry.join(' ').trim());
  return fresh;
}

async function until(line: string): Promise<string[]> {
  await expect.poll(news, { timeout: 10_000 }).toContain(line);
  return await news();
}

async function load(path: string, host?: string): Promise<string | undefined> {
  await invoke(window, 'load', web.url(path, host));
  return (await news()).findLast((line) => line.startsWith('load '));
}

beforeAll(async () => {
  web = await startWebServer((port) => ({
    '/many': `<link rel="stylesheet" href="/blocked.css"><img src="/to-image"><img src="/good.png">
      <iframe src="http://localhost:${port}/inner"></iframe><script src="/many.js"></script>`,
    '/inner': '<img src="/blocked-in-frame.png"><iframe src="/nested"></iframe>',
    '/nested': '<img src="/blocked-in-nested.png"><img src="/good-in-nested.png">',
    '/many.js':
      "fetch('/blocked-fetch').catch(() => 0); new Worker('/worker.js'); navigator.serviceWorker?.register('/sw.js')",
    '/worker.js': "fetch('/blocked-in-worker').catch(() => 0); fetch('/good-in-worker')",
    '/sw.js': "fetch('/blocked-in-service-worker').catch(() => 0); fetch('/good-in-service-worker')",
    '/to-image': 'to /blocked.png',
    '/to-trap': 'to /trap',
    '/to-later': 'to /blocked-later',
    '/frames': '<iframe src="/goodframe"></iframe><iframe src="/badframe"></iframe>',
    '/links': `<a id="forbidden" href="/forbidden">x</a><a id="good" href="/good">x</a><a id="trap" href="/to-trap">x</a>
      <a id="new" href="/popup" target="_blank">x</a><a id="noopener" href="/popup2" target="_blank" rel="noopener">x</a>
      <a id="file" href="/file">x</a><a id="part" href="#part">x</a>`,
  }));
  app = new SampleApp({ main: 'web.ts' });
  window = await app.windowPage();
  const targetId = await app.until('the view', (state) => state.windows[0]?.views[0]?.targetId);
  view = await app.page(targetId);
}, 60_000);
afterEach(async () => {
  read = ((await invoke(window, 'seen')) as unknown[]).length;
  web.asked.length = 0;
});
afterAll(async () => {
  await app.stop();
  await web.close();
});

describe('loadURL', () => {
  test('tells of a load in the order of Electron', async () => {
    expect(await load('/first')).toBe('load done');
    const lines = await until('did-stop-loading');
    const order = [
      'did-start-loading',
      'request mainFrame GET http://127.0.0.1/first',
      'did-navigate 200 http://127.0.0.1/first',
      'did-finish-load',
      'did-stop-loading',
    ];
    expect(lines.filter((line) => order.includes(line))).toEqual(order);
    expect(lines.some((line) => line.startsWith('will-navigate'))).toBe(false);
    expect(await invoke(window, 'where')).toEqual({
      url: 'http://127.0.0.1/first',
      title: '/first',
      canGoBack: false,
      canGoForward: false,
      isLoading: false,
    });
  });

  test('rejects as Electron does when the listener cancels, and nothing leaves', async () => {
    expect(await load('/blocked')).toMatch(/^load threw ERR_BLOCKED_BY_CLIENT \(-20\) loading 'http/);
    expect(await until('did-fail-load -20 ERR_BLOCKED_BY_CLIENT http://127.0.0.1/blocked true')).not.toContain(
      'did-finish-load',
    );
    expect(web.asked).toEqual([]);
  });

  test('asks again at each redirect', async () => {
    expect(await load('/to-later')).toMatch(/ERR_BLOCKED_BY_CLIENT/);
    expect(await until('will-redirect http://127.0.0.1/blocked-later')).toContain(
      'request mainFrame GET http://127.0.0.1/blocked-later',
    );
    expect(web.asked).toEqual(['/to-later']);
  });

  test('goes where the listener redirects', async () => {
    expect(await load('/moved')).toBe('load done');
    await until('did-navigate 200 http://127.0.0.1/arrived');
    expect(web.asked).toContain('/arrived');
    expect(web.asked).not.toContain('/moved');
  });

  test('names a host that is not there', async () => {
    await invoke(window, 'load', 'http://127.0.0.1:9/');
    expect((await news()).findLast((line) => line.startsWith('load '))).toMatch(/^load threw ERR_\w+ \(-\d+\) loading/);
  });

  test('knows the product’s scheme only in the session that handles it', async () => {
    await invoke(window, 'no handler');
    expect(await news()).toContain("no handler threw ERR_UNKNOWN_URL_SCHEME (-302) loading 'app://ui/'");
  });
});

test('history goes back and forward without asking will-navigate', async () => {
  await load('/one');
  await load('/two');
  await invoke(window, 'go', 'back');
  await expect
    .poll(() => invoke(window, 'where'), { timeout: 10_000 })
    .toMatchObject({ url: 'http://127.0.0.1/one', canGoForward: true });
  await invoke(window, 'go', 'forward');
  await expect
    .poll(() => invoke(window, 'where'), { timeout: 10_000 })
    .toMatchObject({ url: 'http://127.0.0.1/two', canGoForward: false, canGoBack: true });
  await invoke(window, 'go', 'reload');
  await expect.poll(() => web.asked.filter((path) => path === '/two').length, { timeout: 10_000 }).toBeGreaterThan(1);
  expect((await news()).filter((line) => line.startsWith('will-navigate'))).toEqual([]);
});

test('every request of a page, its frames and its workers is asked for before it leaves', async () => {
  await load('/many');
  const good = ['/good.png', '/good-in-nested.png', '/good-in-worker', '/good-in-service-worker'];
  await expect.poll(() => web.asked, { timeout: 10_000 }).toEqual(expect.arrayContaining(good));
  await expect
    .poll(news, { timeout: 10_000 })
    .toEqual(
      expect.arrayContaining([
        'request stylesheet GET http://127.0.0.1/blocked.css',
        'request image GET http://127.0.0.1/blocked.png',
        'request subFrame GET http://localhost/inner',
        'request image GET http://localhost/blocked-in-frame.png',
        'request image GET http://localhost/blocked-in-nested.png',
        'request xhr GET http://127.0.0.1/blocked-fetch',
        'request xhr GET http://127.0.0.1/blocked-in-worker',
        'request xhr GET http://127.0.0.1/blocked-in-service-worker',
      ]),
    );
  expect(web.asked.filter((path) => path.includes('blocked'))).toEqual([]);
});

test('a WebSocket is asked for too, and carries both kinds of message', async () => {
  await load('/first');
  const outcome = await view.evaluate(async (port) => {
    const open = (path: string): Promise<string> =>
      new Promise((resolve) => {
        const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`);
        socket.binaryType = 'arraybuffer';
        const heard: string[] = [];
        socket.addEventListener('open', () => {
          socket.send('hello');
          socket.send(new Uint8Array([1, 2]));
        });
        socket.addEventListener('message', ({ data }) => {
          heard.push(typeof data === 'string' ? data : String(new Uint8Array(data as ArrayBuffer)));
          if (heard.length === 2) resolve(heard.join(' '));
        });
        socket.addEventListener('close', ({ code }) => resolve(`closed ${code}`));
      });
    return [await open('/blocked'), await open('/echo')];
  }, web.port);
  expect(outcome).toEqual(['closed 1006', 'hello 1,2']);
  expect(await news()).toEqual(
    expect.arrayContaining([
      'request webSocket GET ws://127.0.0.1/blocked',
      'request webSocket GET ws://127.0.0.1/echo',
    ]),
  );
  expect(web.asked.filter((path) => path.startsWith('socket'))).toEqual(['socket /echo']);
});

describe('what a page begins by itself', () => {
  test('a navigation that is prevented does not happen', async () => {
    await load('/links');
    await view.click('#forbidden');
    await until('will-navigate http://127.0.0.1/forbidden');
    await view.click('#good');
    await until('did-navigate 200 http://127.0.0.1/good');
    expect(web.asked).not.toContain('/forbidden');
  });

  test('a redirect that is prevented does not happen', async () => {
    await load('/links');
    await view.click('#trap');
    await until('will-redirect http://127.0.0.1/trap');
    expect(await view.title()).toBe('/links');
    expect(web.asked).not.toContain('/trap');
  });

  test('a frame that is prevented does not load', async () => {
    await load('/frames');
    await until('will-frame-navigate http://127.0.0.1/badframe');
    await expect.poll(() => web.asked, { timeout: 10_000 }).toContain('/goodframe');
    expect(web.asked).not.toContain('/badframe');
  });

  test('a step within the document is told of', async () => {
    await load('/links');
    await view.click('#part');
    expect(await until('did-navigate-in-page http://127.0.0.1/links#part')).not.toContain('did-fail-load');
  });

  test('window.open asks the handler and gives null', async () => {
    await load('/links');
    expect(await view.evaluate(() => globalThis.open('/popup', 'name') === null)).toBe(true);
    await until('window.open http://127.0.0.1/popup name');
    expect(web.asked).not.toContain('/popup');
  });

  test.each(['new', 'noopener'])('a link with a target asks the handler and opens no window: %s', async (id) => {
    await load('/links');
    await view.click(`#${id}`);
    await until(`window.open http://127.0.0.1/${id === 'new' ? 'popup' : 'popup2'}`);
    await expect
      .poll(
        () =>
          view
            .context()
            .pages()
            .filter((page) => page.url() === '' || page.url().includes('popup')).length,
      )
      .toBe(0);
    expect(web.asked.filter((path) => path.startsWith('/popup'))).toEqual([]);
  });

  test('a download asks the session', async () => {
    await load('/links');
    await view.click('#file');
    expect(await until('download a.zip')).not.toContain('did-navigate 200 http://127.0.0.1/file');
  });
});

test('clearStorageData forgets cookies and storage', async () => {
  await load('/first');
  await view.evaluate(() => {
    document.cookie = 'a=1';
    localStorage.setItem('b', '2');
  });
  await invoke(window, 'clear');
  await load('/first');
  expect(await view.evaluate(() => [document.cookie, localStorage.length])).toEqual(['', 0]);
});

test('every webContents is announced as it is created', async () => {
  const ids = (await invoke(window, 'created')) as number[];
  expect(ids.slice(0, 2)).toEqual([1, 2]);
  expect(ids.slice(-2)).toEqual([2, 1]);
});

test('the page of the app is served by its handler, by fetch as well', async () => {
  const echo = await window.evaluate(
    async () => await (await fetch('/echo?x=1', { method: 'POST', body: 'y' })).text(),
  );
  expect(echo).toMatch(/^POST app:\/\/ui\/echo\?x=1 app:\/\/ui\//);
  expect(await window.evaluate(() => fetch('/gone').then(() => 'answered', String))).toMatch(/TypeError/);
  expect(await window.evaluate((url) => fetch(url).then(() => 'answered', String), web.url('/outside'))).toMatch(
    /TypeError/,
  );
  expect(web.asked).not.toContain('/outside');
});
