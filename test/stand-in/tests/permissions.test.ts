import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SampleApp, seenBy } from './sample-app.ts';

let app: SampleApp;

beforeAll(async () => {
  app = new SampleApp({
    main: 'permissions.ts',
    env: { OFFHOOK_STAND_IN_EXTRA_ARGS: JSON.stringify(['--use-fake-device-for-media-stream']) },
  });
  await app.until('the windows', (state) => state.windows.every((window) => window.url !== ''));
}, 60_000);
afterAll(async () => {
  await app.stop();
});

async function pageAt(path: string): Promise<Page> {
  return await app.page(
    await app.until(path, (state) => state.windows.find((window) => window.url === `app://ui/${path}`)?.targetId),
  );
}

async function listen(page: Page, constraints: { audio?: boolean; video?: boolean }): Promise<string> {
  return await page.evaluate(async (wanted) => {
    try {
      const stream = await navigator.mediaDevices.getUserMedia(wanted);
      return stream
        .getTracks()
        .map((track) => track.kind)
        .join();
    } catch (error) {
      return error instanceof Error ? error.name : String(error);
    }
  }, constraints);
}

describe('a permission', () => {
  test('is given when both handlers say yes', async () => {
    const page = await pageAt('main');
    expect(await listen(page, { audio: true })).toBe('audio');
    const seen = await seenBy(page);
    expect(JSON.parse(seen['check'] ?? '')).toEqual({
      permission: 'media',
      origin: 'app://ui/',
      mediaType: 'audio',
      url: 'app://ui/main',
      isMainFrame: true,
    });
    expect(JSON.parse(seen['request'] ?? '')).toEqual({
      permission: 'media',
      types: ['audio'],
      id: 1,
      url: 'app://ui/main',
    });
  });

  test('is given for the kinds that were allowed alone', async () => {
    const page = await pageAt('main');
    expect(await listen(page, { video: true })).toBe('NotAllowedError');
    expect(await listen(page, { audio: true, video: true })).toBe('NotAllowedError');
  });

  test.each(['request-only', 'none'])('is refused where a handler is missing: %s', async (path) => {
    expect(await listen(await pageAt(path), { audio: true })).toBe('NotAllowedError');
  });

  test('is refused by Chromium too, whatever a page does with the stand-in’s own question', async () => {
    const page = await pageAt('none');
    const outcome = await page.evaluate(async () => {
      const frame = document.createElement('iframe');
      frame.allow = 'microphone';
      document.body.append(frame);
      const media = frame.contentWindow?.navigator.mediaDevices;
      return media === undefined
        ? 'no devices'
        : await media.getUserMedia({ audio: true }).then(
            () => 'heard',
            (error: Error) => error.name,
          );
    });
    expect(outcome).toBe('NotAllowedError');
  });

  test('is refused for all else that a page may ask for', async () => {
    const page = await pageAt('main');
    const answers = await page.evaluate(async () => [
      await Notification.requestPermission(),
      await navigator.clipboard.readText().then(
        () => 'read',
        (error: Error) => error.name,
      ),
      await navigator.mediaDevices.getDisplayMedia().then(
        () => 'seen',
        (error: Error) => error.name,
      ),
      await new Promise((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve('found'),
          (error) => resolve(error.code),
        ),
      ),
    ]);
    expect(answers).toEqual(['denied', 'NotAllowedError', 'NotAllowedError', 1]);
    expect((await seenBy(page))['display']).toBe('asked');
  });
});
