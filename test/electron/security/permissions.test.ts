import type { Session } from 'electron';
import { describe, expect, it } from 'vitest';
import { denyAll, guardPermissions, mayHave } from '../../../electron/security/permissions.ts';

const OURS = { permission: 'media', url: 'app://ui/index.html', isMainFrame: true, media: ['audio'] };

describe('what a page may ask of Chromium', () => {
  it('is the microphone, for our own page', () => {
    expect(mayHave(OURS)).toBe(true);
  });

  it.each([
    ['the camera', { media: ['video'] }],
    ['the microphone with the camera', { media: ['audio', 'video'] }],
    ['media of no named kind', { media: [] }],
    ['media of an unknown kind', { media: ['unknown'] }],
    ['a frame in our page', { isMainFrame: false }],
    ['a web page', { url: 'https://ui/index.html' }],
    ['another host', { url: 'app://ui.evil/' }],
    ['no page at all', { url: '' }],
  ])('is never %s', (_what, change) => {
    expect(mayHave({ ...OURS, ...change })).toBe(false);
  });

  it.each([
    'geolocation',
    'notifications',
    'clipboard-read',
    'display-capture',
    'usb',
    'fileSystem',
    'openExternal',
    'unknown',
  ])('is never %s', (permission) => {
    expect(mayHave({ ...OURS, permission, media: [] })).toBe(false);
  });
});

type Handlers = Partial<Record<'request' | 'check' | 'device' | 'display', (...args: never[]) => unknown>>;

function guarded(allow: typeof mayHave): Handlers {
  const handlers: Handlers = {};
  guardPermissions(
    {
      setPermissionRequestHandler: (handler: never) => (handlers.request = handler),
      setPermissionCheckHandler: (handler: never) => (handlers.check = handler),
      setDevicePermissionHandler: (handler: never) => (handlers.device = handler),
      setDisplayMediaRequestHandler: (handler: never) => (handlers.display = handler),
    } as unknown as Session,
    allow,
  );
  return handlers;
}

function answersOf(handlers: Handlers): unknown[] {
  const call = handlers as Record<keyof Handlers, (...args: unknown[]) => unknown>;
  const answers: unknown[] = [];
  const details = {
    requestingUrl: 'app://ui/index.html',
    isMainFrame: true,
    mediaTypes: ['audio'],
    mediaType: 'audio',
  };
  call.request(null, 'media', (granted: boolean) => answers.push(granted), details);
  answers.push(call.check(null, 'media', 'app://ui/', details));
  answers.push(call.device({}));
  call.display({}, (streams: unknown) => answers.push(streams));
  return answers;
}

describe('the permission handlers of a session', () => {
  it('let our page’s microphone through, never a device or the screen', () => {
    expect(answersOf(guarded(mayHave))).toEqual([true, true, false, null]);
  });

  it('refuse everything in the work browser', () => {
    expect(answersOf(guarded(denyAll))).toEqual([false, false, false, null]);
  });
});
