import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { invoke, SampleApp, seenBy } from './sample-app.ts';

let userData = '';
const apps: SampleApp[] = [];
const starters: ChildProcess[] = [];

function open(options: ConstructorParameters<typeof SampleApp>[0]): SampleApp {
  const app = new SampleApp({ userData, ...options });
  apps.push(app);
  return app;
}

function endpointOf(app: SampleApp): Promise<string> {
  return app.until('the DevTools endpoint', (state) => state.endpoint);
}

async function answers(endpoint: string): Promise<boolean> {
  return await fetch(`${endpoint}/json/version`).then(
    () => true,
    () => false,
  );
}

beforeEach(() => {
  userData = mkdtempSync(join(tmpdir(), 'stand-in-life-'));
});
afterEach(async () => {
  for (const starter of starters.splice(0)) starter.kill('SIGKILL');
  await Promise.all(apps.splice(0).map((app) => app.stop()));
  rmSync(userData, { recursive: true, force: true });
});

describe('Chromium ends with the app', () => {
  test.each(['SIGTERM', 'SIGINT', 'SIGKILL'] as const)(
    'on %s',
    async (signal) => {
      const app = open({ main: 'life.ts' });
      const endpoint = await endpointOf(app);
      expect(await answers(endpoint)).toBe(true);
      app.child.kill(signal);
      await app.ended;
      await expect.poll(() => answers(endpoint), { timeout: 10_000 }).toBe(false);
    },
    40_000,
  );

  test('when whoever started the app is gone', async () => {
    const register = join(import.meta.dirname, '..', 'register.mjs');
    const main = join(import.meta.dirname, 'fixtures', 'life.ts');
    const note = join(userData, 'endpoint.json');
    const starter = `require('node:child_process').spawn(process.execPath, ${JSON.stringify(['--import', register, main])}, { stdio: 'ignore' })`;
    const env = {
      ...process.env,
      OFFHOOK_STAND_IN_CDP_PORT: '0',
      OFFHOOK_STAND_IN_USER_DATA: userData,
      SAMPLE_NOTE: note,
    };
    const parent = spawn(process.execPath, ['-e', starter], { env, stdio: 'ignore' });
    starters.push(parent);
    await expect
      .poll(() => existsSync(note) && readFileSync(note, 'utf8').endsWith('}'), { timeout: 20_000 })
      .toBe(true);
    const { pid } = JSON.parse(readFileSync(note, 'utf8')) as { pid: number };
    parent.kill('SIGKILL');
    const isThere = (): boolean => {
      try {
        return process.kill(pid, 0);
      } catch {
        return false;
      }
    };
    await expect.poll(isThere, { timeout: 15_000 }).toBe(false);
  }, 60_000);

  test('when the app quits by itself, after all were asked', async () => {
    const app = open({ main: 'life.ts' });
    const endpoint = await endpointOf(app);
    const page = await app.windowPage();
    await invoke(page, 'quit later');
    expect(await app.ended).toBe(0);
    expect(app.stderr).toMatch(/before-quit.*close.*closed.*will-quit/s);
    expect(await answers(endpoint)).toBe(false);
  }, 40_000);
});

test('a listener of before-quit, or of a window’s close, can keep the app', async () => {
  const app = open({ main: 'life.ts' });
  const page = await app.windowPage();
  await invoke(page, 'keep', 'before-quit');
  await app.ask({ ask: 'quit' });
  await invoke(page, 'keep', 'close');
  await app.ask({ ask: 'quit' });
  expect((await app.state()).windows.length).toBe(1);
  await invoke(page, 'keep', '');
  await app.ask({ ask: 'quit' }).catch(() => undefined);
  expect(await app.ended).toBe(0);
}, 40_000);

test('a second start hands its arguments to the first and ends without a window', async () => {
  const first = open({ main: 'life.ts' });
  const page = await first.windowPage();
  const second = open({ main: 'life.ts', args: ['offhook://enrol/x'] });
  expect(await second.ended).toBe(0);
  await expect
    .poll(() => seenBy(page))
    .toMatchObject({ 'second-instance': expect.stringContaining('offhook://enrol/x') as string });
}, 40_000);

test('a lock whose owner was killed holds nobody up', async () => {
  const first = open({ main: 'life.ts' });
  await endpointOf(first);
  first.child.kill('SIGKILL');
  await first.ended;
  const second = open({ main: 'life.ts' });
  expect((await second.windowPage()).url()).toContain('stand-in.invalid');
}, 60_000);

test('exit ends with its code, before Chromium is even there', async () => {
  expect(await open({ main: 'exit-early.ts' }).ended).toBe(3);
}, 20_000);
