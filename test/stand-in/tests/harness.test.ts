import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LaunchedClient } from '../../e2e/harness/client.ts';
import { launchOnStandIn } from '../../e2e/harness/on-stand-in.ts';
import { decodePng, encodePng } from '../png.ts';
import { invoke, seenBy } from './sample-app.ts';
import { writeFileSync } from 'node:fs';

/** The specs' way to an app, on the sample app. */
const folder = mkdtempSync(join(tmpdir(), 'stand-in-harness-'));
let client: LaunchedClient;

beforeAll(async () => {
  const icon = join(folder, 'icon.png');
  writeFileSync(icon, encodePng({ width: 1, height: 1, pixels: Buffer.from([1, 2, 3, 255]) }));
  client = await launchOnStandIn(join(import.meta.dirname, '..', '..', '..'), {
    main: join(import.meta.dirname, 'fixtures', 'windows.ts'),
    args: ['--more'],
    env: { SAMPLE_ICON: icon, OFFHOOK_STAND_IN_USER_DATA: join(folder, 'data') },
    userData: join(folder, 'data'),
    label: 'the sample',
  });
}, 60_000);
afterAll(async () => {
  await client.stop();
  rmSync(folder, { recursive: true });
});

test('a spec drives the window and the work browser of the app that it launched', async () => {
  const window = await client.window();
  await window.waitForFunction(() => 'ran' in globalThis);
  expect(await seenBy(window)).toMatchObject({
    arguments: JSON.stringify(['--user-data', join(folder, 'data'), '--more']),
  });
  const work = await client.workPage();
  expect(work?.url()).toMatch(/^data:text\/html/);
  await client.power('resume');
  expect(await seenBy(window)).toMatchObject({ power: 'resume' });
  await client.screenshot(join(folder, 'window.png'));
  expect(decodePng(readFileSync(join(folder, 'window.png')))).toMatchObject({ width: 640, height: 400 });
  await window.evaluate(() => console.warn('a word to the log'));
  await expect.poll(() => client.log()).toContain('console.warning: a word to the log');
  expect(await invoke(window, 'act', 'remove view')).toBe(true);
  expect(await client.workPage()).toBeNull();
});
