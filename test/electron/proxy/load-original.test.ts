import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { fetchPac, loadOriginal } from '../../../electron/proxy/pac/load-original.ts';
import { resolveBySystem } from '../../../electron/proxy/resolve-by-system.ts';
import { startOrigin } from './support/origin.ts';
import { onEnd } from './support/proxy.ts';

const PAC = 'function FindProxyForURL() { return "PROXY corp.example:8080"; }';

describe('the route that was there before', () => {
  it('is the PAC that the settings name', async () => {
    const origin = await startOrigin((_request, response) => response.end(PAC));
    const loaded = await loadOriginal({ kind: 'pac', url: `http://127.0.0.1:${origin.port}/proxy.pac` }, fetchPac);
    expect(loaded).toEqual({ route: { kind: 'pac', text: PAC }, problem: null });
  });

  it('may be a file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'offhook-pac-'));
    onEnd(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, 'proxy.pac'), PAC);
    expect(await fetchPac(pathToFileURL(join(folder, 'proxy.pac')).href)).toBe(PAC);
  });

  it('is named as a problem when it can’t be had or is no PAC', async () => {
    const origin = await startOrigin((request, response) => {
      if (request.url === '/big') return response.end('x'.repeat(2_000_000));
      return request.url === '/page' ? response.end('<title>Log in</title>') : response.writeHead(404).end();
    });
    const load = async (path: string) =>
      (await loadOriginal({ kind: 'pac', url: `http://127.0.0.1:${origin.port}${path}` }, fetchPac)).problem;
    expect([await load('/missing'), await load('/big'), await load('/page')]).toEqual([
      'pac-unreachable',
      'pac-unreachable',
      'pac-unreadable',
    ]);
    await expect(fetchPac('data:text/plain,x')).rejects.toThrow('http, https or file');
  });

  it('is looked for by name where the system looks for it by itself', async () => {
    const asked: string[] = [];
    const found = await loadOriginal({ kind: 'auto-detect' }, (url) => {
      asked.push(url);
      return Promise.resolve(PAC);
    });
    expect([asked, found.route.kind]).toEqual([['http://wpad/wpad.dat'], 'pac']);
    for (const none of [() => Promise.reject(new Error('no such host')), () => Promise.resolve('<html>')])
      expect(await loadOriginal({ kind: 'auto-detect' }, none)).toEqual({ route: { kind: 'direct' }, problem: null });
  });

  it('set by hand stays as it is', async () => {
    const manual = { kind: 'manual', http: { host: 'a.example', port: 1 }, https: null, bypass: [] } as const;
    expect((await loadOriginal(manual, fetchPac)).route).toEqual(manual);
    expect((await loadOriginal({ kind: 'direct' }, fetchPac)).route).toEqual({ kind: 'direct' });
  });
});

describe('the system’s resolver', () => {
  it('knows this computer, and says when it knows nothing', async () => {
    expect(await resolveBySystem('localhost')).toEqual(
      expect.arrayContaining([expect.stringMatching(/^(127\.0\.0\.1|::1)$/)]),
    );
    await expect(resolveBySystem('offhook-probe.invalid')).rejects.toThrow(/ENOTFOUND|EAI_AGAIN/);
  });
});
