import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { invoke, SampleApp, type Bridge } from './sample-app.ts';

type InPage = typeof globalThis & {
  bridge: Bridge & { nested: { list: number[] }; fail(): void };
  attempts: Record<string, string>;
};

let app: SampleApp;
let page: Page;

beforeAll(async () => {
  app = new SampleApp({ main: 'bridge.ts' });
  page = await app.windowPage();
  await page.waitForFunction(() => 'ran' in globalThis);
}, 60_000);
afterAll(async () => {
  await app.stop();
});

describe('a sandboxed preload', () => {
  test.each([
    ['require fs', /module not found: node:fs/],
    ['electron.shell', /doesn't offer electron\.shell/],
    ['ipcRenderer.sendSync', /doesn't offer ipcRenderer\.sendSync/],
    ['symbol', /a symbol can't cross/],
    ['class instance', /prototype of its own can't cross/],
    ['ipcRenderer itself', /part of Electron itself can't cross/],
    ['second expose', /Cannot bind an API on top of an existing property on the window object/],
  ])('may not: %s', async (name, words) => {
    const attempts = await page.evaluate(() => (globalThis as InPage).attempts);
    expect(attempts[name]).toMatch(/^threw /);
    expect(attempts[name]).toMatch(words);
  });

  test('exposes what no page can change', async () => {
    const outcome = await page.evaluate(() => {
      const { bridge } = globalThis as InPage;
      const attempts = [
        Reflect.set(globalThis, 'bridge', 1),
        Reflect.deleteProperty(globalThis, 'bridge'),
        Reflect.set(bridge, 'invoke', 1),
        Reflect.set(bridge.nested.list, 0, 9),
      ];
      return { attempts, list: bridge.nested.list };
    });
    expect(outcome).toEqual({ attempts: [false, false, false, false], list: [1, 2] });
  });

  test('throws across the bridge what its functions throw, and refuses their symbols', async () => {
    const [thrown, symbol] = await page.evaluate(() => {
      const { bridge } = globalThis as InPage;
      const caught = (act: () => unknown): string => {
        try {
          return String(act());
        } catch (error) {
          return String(error);
        }
      };
      return [caught(() => bridge.fail()), caught(() => bridge.symbolResult())];
    });
    expect(thrown).toBe('RangeError: too far');
    expect(symbol).toMatch(/a symbol can't cross/);
  });

  test('leaves no trace of the stand-in’s own way to Node', async () => {
    const names = await page.evaluate(() =>
      Object.getOwnPropertyNames(globalThis).filter((name) => name.startsWith('standIn')),
    );
    expect(names).toEqual([]);
  });

  test('runs in the top frame alone', async () => {
    const inFrame = await page.evaluate(() => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      const has = frame.contentWindow !== null && 'bridge' in frame.contentWindow;
      frame.remove();
      return has;
    });
    expect(inFrame).toBe(false);
  });
});

describe('invoke', () => {
  test('names the frame that asks, with the scheme that the product knows', async () => {
    expect(await invoke(page, 'who')).toEqual({
      url: 'app://ui/index.html?x=1#part',
      origin: 'app://ui',
      isMainFrame: true,
      isTop: true,
      sender: 1,
    });
  });

  test('carries what structured clone carries, both ways', async () => {
    const kinds = await page.evaluate(async () => {
      const { bridge } = globalThis as InPage;
      const args = [
        1,
        -0,
        1n,
        undefined,
        null,
        new Date(5),
        /x/g,
        new Map([[1, 2]]),
        new Set([1]),
        new Uint8Array([1]),
        new TypeError('no'),
      ];
      const back = (await bridge.invoke('echo', ...args)) as unknown[];
      const here = back.map((arg) => Object.prototype.toString.call(arg));
      return {
        there: await bridge.invoke('kinds', ...args),
        here,
        zero: Object.is(back[1], -0),
        date: Number(back[5]),
      };
    });
    const expected = [
      'Number',
      'Number',
      'BigInt',
      'Undefined',
      'Null',
      'Date',
      'RegExp',
      'Map',
      'Set',
      'Uint8Array',
      'Error',
    ];
    expect(kinds).toEqual({
      there: expected.map((kind) => `[object ${kind}]`),
      here: expected.map((kind) => `[object ${kind}]`),
      zero: true,
      date: 5,
    });
  });

  test('refuses a function, which structured clone can’t carry', async () => {
    const error = await page.evaluate(() => (globalThis as InPage).bridge.invoke('echo', () => 1).catch(String));
    expect(error).toBe('Error: An object could not be cloned.');
  });

  test.each([
    ['fail', "Error: Error invoking remote method 'fail': RangeError: too far"],
    ['nobody', "Error: Error invoking remote method 'nobody': Error: No handler registered for 'nobody'"],
    ['removed', "Error: Error invoking remote method 'removed': Error: No handler registered for 'removed'"],
    ['unclonable', "Error: Error invoking remote method 'unclonable': Error: An object could not be cloned."],
  ])('rejects %s in Electron’s words', async (channel, words) => {
    const error = await page.evaluate((name) => (globalThis as InPage).bridge.invoke(name).catch(String), channel);
    expect(error).toBe(words);
  });
});

test('webContents.send reaches the listeners, and none that was removed', async () => {
  const heard = await page.evaluate(async () => {
    const { bridge } = globalThis as InPage;
    const list: unknown[][] = [];
    const removed: unknown[][] = [];
    bridge.on('news', (...args) => list.push(args));
    const remove = bridge.on('news', (...args) => removed.push(args));
    remove();
    await bridge.invoke('push');
    while (list.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    const [first] = list as [[{ at: Date }, Map<number, Set<number>>, string]];
    return { at: first[0].at.getTime(), inside: [...(first[1].get(1) ?? [])], last: first[2], removed: removed.length };
  });
  expect(heard).toEqual({ at: 5, inside: [2], last: 'last', removed: 0 });
});
