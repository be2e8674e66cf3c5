import type { App, Event, Session, WebContents } from 'electron';
import { isAppUrl } from '../ipc/app-page.ts';

/** Where a page may go by itself. Our own page stays what it is; the work browser stays on the web, under its own filter. */
export function mayNavigate(kind: 'app' | 'work', url: string): boolean {
  if (kind === 'app') return isAppUrl(url);
  return URL.canParse(url) && ['http:', 'https:'].includes(new URL(url).protocol);
}

/** Guards every web contents from its first moment (Electron's security checklist 11 to 14). To be called before any is made. */
export function guardAllContents(app: App, isWorkSession: (session: Session) => boolean): void {
  app.on('web-contents-created', (_event, contents) => {
    guardContents(contents, () => (isWorkSession(contents.session) ? 'work' : 'app'));
  });
}

function guardContents(contents: WebContents, kind: () => 'app' | 'work'): void {
  const check = (details: Event<{ readonly url: string; readonly isMainFrame: boolean }>): void => {
    // Frames inside a page may hold about:blank or data of that very page; what they load is the request filter's.
    if (kind() === 'work' && !details.isMainFrame) return;
    if (!mayNavigate(kind(), details.url)) details.preventDefault();
  };
  contents.on('will-navigate', check);
  contents.on('will-redirect', check);
  contents.on('will-frame-navigate', check);
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
  });
  // The work browser's view replaces this with one that opens the address in itself; it never makes a window either.
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}
