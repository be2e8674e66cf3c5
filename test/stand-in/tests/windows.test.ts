import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodePng, encodePng, type Picture } from '../png.ts';
import { invoke, SampleApp, seenBy } from './sample-app.ts';

let app: SampleApp;
let page: Page;
const folder = mkdtempSync(join(tmpdir(), 'stand-in-shots-'));
const icon = join(folder, 'icon.png');

function colourAt(picture: Picture, x: number, y: number): number[] {
  return [...picture.pixels.subarray((y * picture.width + x) * 4, (y * picture.width + x) * 4 + 3)];
}

async function look(): Promise<Picture> {
  return decodePng(Buffer.from(String(await app.ask({ ask: 'screenshot' })), 'base64'));
}

beforeAll(async () => {
  writeFileSync(icon, encodePng({ width: 1, height: 1, pixels: Buffer.from([1, 2, 3, 255]) }));
  app = new SampleApp({
    main: 'windows.ts',
    args: ['--enrol', 'x'],
    env: { SAMPLE_ICON: icon, OFFHOOK_STAND_IN_SCREENSHOTS: join(folder, 'shots'), OFFHOOK_STAND_IN_BANNER: '1' },
  });
  page = await app.windowPage();
  await app.until('the title', (state) => state.windows[0]?.title === 'Sample');
}, 60_000);
afterAll(async () => {
  await app.stop();
  rmSync(folder, { recursive: true });
});

test('the app knows its arguments, its version and its window', async () => {
  const seen = await seenBy(page);
  const { version } = (await import('../../../package.json')) as { version: string };
  expect(seen).toMatchObject({
    arguments: '["--enrol","x"]',
    packaged: 'false',
    version,
    dark: 'false',
    size: '[640,400]',
    icon: 'false',
    'no icon': 'true',
    'ready-to-show': '',
  });
  const { windows } = await app.state();
  expect(windows).toMatchObject([{ title: 'Sample', url: 'app://ui/', isVisible: true, isProtected: true }]);
  expect(await page.evaluate(() => [innerWidth, innerHeight])).toEqual([640, 400]);
});

describe('a picture of a window', () => {
  const blue = [0, 128, 255];

  test('shows its visible view at its bounds', async () => {
    const picture = await look();
    expect([picture.width, picture.height]).toEqual([640, 400]);
    expect(colourAt(picture, 100, 50)).toEqual(blue);
    expect(colourAt(picture, 299, 199)).toEqual(blue);
    expect(colourAt(picture, 300, 200)).not.toEqual(blue);
    expect(colourAt(picture, 99, 50)).not.toEqual(blue);
  });

  test('leaves out a view that is hidden or removed', async () => {
    await invoke(page, 'act', 'hide view');
    expect(colourAt(await look(), 150, 100)).not.toEqual(blue);
    await invoke(page, 'act', 'show view');
    expect(colourAt(await look(), 150, 100)).toEqual(blue);
    await invoke(page, 'act', 'remove view');
    expect(colourAt(await look(), 150, 100)).not.toEqual(blue);
  });

  test('is saved whenever the window looks another way', async () => {
    await expect.poll(() => existsSync(join(folder, 'shots', 'latest.png')), { timeout: 10_000 }).toBe(true);
    await page.evaluate(() => document.querySelector('h1')?.replaceChildren('Quite another heading'));
    const before = readdirSync(join(folder, 'shots')).length;
    await expect.poll(() => readdirSync(join(folder, 'shots')).length, { timeout: 10_000 }).toBeGreaterThan(before);
    const names = readdirSync(join(folder, 'shots')).filter(
      (name) => name.endsWith('.png') && !name.includes('latest'),
    );
    expect(names.every((name) => /^\d{4}-\d\d-\d\d_[\d-]+\.\d{3}-1-\w+\.png$/.test(name))).toBe(true);
  });
});

test('the banner is a note of its own that covers nothing and can’t be clicked away', async () => {
  const notice = page.locator('stand-in-banner');
  expect(await notice.count()).toBe(1);
  expect(
    await page.evaluate(() => document.querySelector('stand-in-banner')?.parentElement === document.documentElement),
  ).toBe(true);
  const top = await page.evaluate(() => document.querySelector('h1')?.getBoundingClientRect().top ?? 0);
  expect(top).toBeGreaterThanOrEqual(28);
  expect(colourAt(await look(), 630, 5)).toEqual([255, 214, 90]);
});

test('the system is told, and nothing happens on this machine', async () => {
  await invoke(page, 'act', 'notify');
  await invoke(page, 'act', 'open');
  const state = await app.state();
  expect(state.notifications).toEqual([{ title: 'Closed', body: 'Turn the firewall on' }]);
  expect(state.openedExternally).toEqual(['https://example.org/settings']);
});

test('a test can click the tray and the menus, and send the laptop to sleep', async () => {
  expect((await app.state()).trays).toEqual([{ toolTip: 'Phone: closed', menu: ['Open', '', 'Off'] }]);
  await app.ask({ ask: 'tray-click' });
  await app.ask({ ask: 'menu-click', menu: 'tray', path: ['Open'] });
  expect(await seenBy(page)).toMatchObject({ tray: 'clicked', menu: 'open' });
  await app.ask({ ask: 'menu-click', menu: 'application', path: ['Edit', 'Find'] });
  await app.ask({ ask: 'power', event: 'suspend' });
  expect(await seenBy(page)).toMatchObject({ menu: 'find', power: 'suspend' });
  await expect(app.ask({ ask: 'menu-click', menu: 'tray', path: ['Off'] })).rejects.toThrow('is off');
});

test('a window hides and shows; another closes without an end of the app', async () => {
  expect(await invoke(page, 'act', 'hide')).toBe(false);
  expect(await invoke(page, 'act', 'show')).toBe(true);
  expect(await invoke(page, 'second window')).toEqual([true, 'gone']);
  expect((await app.state()).windows.length).toBe(1);
});
