import { BrowserWindow, type Session } from 'electron';
import { APP_PAGE_URL } from '../ipc/app-page.ts';

export interface WindowDeps {
  readonly session: Session;
  readonly preload: string;
  readonly icon: string;
  readonly devTools: boolean;
  readonly isDark: boolean;
  /** Whether closing the window should only hide it, as in a call. */
  readonly keepOnClose: () => boolean;
  /** The page is gone or another: what it said of the phone no longer holds. */
  readonly onPageGone: () => void;
}

export function createAppWindow(deps: WindowDeps): BrowserWindow {
  const window = new BrowserWindow({
    width: 420,
    height: 720,
    minWidth: 380,
    minHeight: 560,
    show: false,
    title: 'Offhook',
    // The page's own ground, so that nothing flashes before the first paint.
    backgroundColor: deps.isDark ? '#1a1917' : '#faf9f7',
    autoHideMenuBar: true,
    icon: deps.icon,
    webPreferences: {
      session: deps.session,
      preload: deps.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      devTools: deps.devTools,
    },
  });
  window.once('ready-to-show', () => {
    window.show();
  });
  window.on('close', (event) => {
    if (!deps.keepOnClose()) return;
    event.preventDefault();
    window.hide();
  });
  window.webContents.on('did-navigate', deps.onPageGone);
  window.webContents.on('render-process-gone', () => {
    deps.onPageGone();
    if (!window.isDestroyed()) window.webContents.reload();
  });
  return window;
}

export async function loadAppPage(window: BrowserWindow): Promise<void> {
  await window.loadURL(APP_PAGE_URL);
}

export function showWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
