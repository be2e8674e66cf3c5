import { EventEmitter } from 'node:events';
import type { App, Session } from 'electron';
import { describe, expect, it } from 'vitest';
import { guardAllContents, mayNavigate } from '../../../electron/security/guards.ts';

const WORK = {} as Session;

class FakeContents extends EventEmitter {
  readonly session: Session;
  opener: (() => { readonly action: string }) | null = null;
  constructor(session: Session) {
    super();
    this.session = session;
  }
  setWindowOpenHandler(handler: () => { readonly action: string }): void {
    this.opener = handler;
  }
  /** Whether an event of this kind is stopped. */
  stops(event: string, url: string, isMainFrame = true): boolean {
    let stopped = false;
    this.emit(event, {
      url,
      isMainFrame,
      preventDefault: () => {
        stopped = true;
      },
    });
    return stopped;
  }
}

function created(session: Session): FakeContents {
  const app = new EventEmitter();
  guardAllContents(app as unknown as App, (one) => one === WORK);
  const contents = new FakeContents(session);
  app.emit('web-contents-created', {}, contents);
  return contents;
}

describe('every web contents, from its first moment', () => {
  it.each(['will-navigate', 'will-redirect', 'will-frame-navigate'])('keeps our own page where it is: %s', (event) => {
    const ours = created({} as Session);
    for (const url of ['https://example.com', 'file:///etc/passwd', 'javascript:1', 'app://other/', 'about:blank', ''])
      expect([url, ours.stops(event, url)]).toEqual([url, true]);
    expect(ours.stops(event, 'https://example.com', false)).toBe(true);
    expect(ours.stops(event, 'app://ui/index.html')).toBe(false);
  });

  it.each(['will-navigate', 'will-redirect', 'will-frame-navigate'])(
    'keeps the work browser on the web: %s',
    (event) => {
      const work = created(WORK);
      for (const url of [
        'file:///etc/passwd',
        'app://ui/index.html',
        'ms-settings:vpn',
        'javascript:1',
        'data:text/html,x',
        '',
      ])
        expect([url, work.stops(event, url)]).toEqual([url, true]);
      expect(work.stops(event, 'https://example.com')).toBe(false);
    },
  );

  it('opens no window and attaches no webview', () => {
    for (const contents of [created({} as Session), created(WORK)]) {
      expect(contents.opener?.()).toEqual({ action: 'deny' });
      expect(contents.stops('will-attach-webview', '')).toBe(true);
    }
  });

  it('knows our own page from one that only looks like it', () => {
    expect(mayNavigate('app', 'app://ui/x')).toBe(true);
    for (const url of ['app://ui.evil/', 'app://evil@ui:80/', 'APP-X://ui/', 'https://ui/'])
      expect(mayNavigate('app', url)).toBe(false);
  });
});
