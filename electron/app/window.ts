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
      // A hidden window still holds the phone: its timers renew the registration.
      backgroundThrottling: false,
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
    // Not within the event: a process started while another is being taken down has ended Electron (electron/electron#51900).
    setImmediate(() => {
      if (!window.isDestroyed()) window.webContents.reload();
    });
  });
  return window;
}

/** Rejects when the page can't be had; not when a reload took the place of its first load, or the window is closed already. */
export async function loadAppPage(window: Pick<BrowserWindow, 'loadURL' | 'isDestroyed'>): Promise<void> {
  try {
    await window.loadURL(APP_PAGE_URL);
  } catch (error) {
    const overtaken = error instanceof Error && error.message.includes('ERR_ABORTED');
    if (!overtaken && !window.isDestroyed()) throw error;
  }
}

export function showWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
