import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

vi.mock('electron', () => ({ protocol: {} }));
const { respond } = await import('../../../electron/app/protocol.ts');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'offhook-pages-'));
  mkdirSync(join(folder, 'agent'));
  writeFileSync(join(folder, 'agent', 'index.html'), '<!doctype html>');
  writeFileSync(join(folder, 'secret.html'), 'outside');
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const ask = (url: string, method = 'GET') =>
  respond({ root: join(folder, 'agent'), contentPolicy: () => "default-src 'none'; script-src 'self'" }, method, url);

describe('app://ui', () => {
  it('serves a page with its type, its content policy and no guessing of types', async () => {
    const response = await ask('app://ui/index.html');
    expect(await response.text()).toBe('<!doctype html>');
    expect(response.headers.get('content-security-policy')).toBe("default-src 'none'; script-src 'self'");
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each([
    'app://ui/missing.html',
    'app://ui/..%2fsecret.html',
    'app://other/index.html',
    'app://ui/'.concat('agent'),
  ])('answers 404 without a body to %s', async (url) => {
    const response = await ask(url);
    expect([response.status, await response.text()]).toEqual([404, '']);
  });

  it('answers nothing but GET', async () => {
    expect((await ask('app://ui/index.html', 'POST')).status).toBe(404);
  });
});
