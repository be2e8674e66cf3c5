import { WebContentsView, type BrowserWindow, type Session } from 'electron';
import type { Bounds, WebSurface, WebSurfaceEvents } from './web-browser.ts';

/** The page of the work browser: sandboxed, without preload, in its own session, drawn inside our window. */
export function createWebView(window: BrowserWindow, session: Session, events: WebSurfaceEvents): WebSurface {
  const view = new WebContentsView({
    webPreferences: {
      session,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  const contents = view.webContents;
  // No address of this laptop's own networks is told to a page (RFC 8828 mode 4).
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  contents.setWindowOpenHandler(({ url }) => {
    setImmediate(() => {
      if (!contents.isDestroyed()) events.onWindowWanted(url);
    });
    return { action: 'deny' };
  });
  const { onChange } = events;
  contents.on('did-start-loading', onChange);
  contents.on('did-stop-loading', onChange);
  contents.on('page-title-updated', onChange);
  contents.on('did-navigate-in-page', onChange);
  contents.on('did-navigate', (_event, url) => {
    events.onArrived(url);
  });
  contents.on('did-fail-load', (_event, _code, description, url, isMainFrame) => {
    if (isMainFrame) events.onFailed(url, description);
  });
  contents.on('render-process-gone', () => {
    events.onFailed(contents.getURL(), 'ERR_PAGE_CRASHED');
  });
  view.setVisible(false);
  window.contentView.addChildView(view);
  return {
    load(url) {
      // The failure is told by did-fail-load.
      contents.loadURL(url).catch(() => undefined);
    },
    url: () => contents.getURL(),
    title: () => contents.getTitle(),
    isLoading: () => contents.isLoading(),
    canGoBack: () => contents.navigationHistory.canGoBack(),
    canGoForward: () => contents.navigationHistory.canGoForward(),
    go(where) {
      if (where === 'back') contents.navigationHistory.goBack();
      else if (where === 'forward') contents.navigationHistory.goForward();
      else if (where === 'reload') contents.reload();
      else contents.stop();
    },
    place(bounds: Bounds | null) {
      if (bounds !== null) view.setBounds({ ...bounds });
      view.setVisible(bounds !== null);
    },
    destroy() {
      if (!window.isDestroyed()) window.contentView.removeChildView(view);
      if (!contents.isDestroyed()) contents.close();
    },
  };
}
