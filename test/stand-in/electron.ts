import type * as Electron from 'electron';
import { app, wireApp } from './app.ts';
import { BrowserWindow, windows } from './browser-window.ts';
import { allHosts } from './contents-registry.ts';
import { openControl } from './control.ts';
import { ipcMain } from './ipc-main.ts';
import { endWithParent } from './lifetime.ts';
import { Menu } from './menu.ts';
import { protocol } from './protocol.ts';
import { settings } from './runtime.ts';
import { keepScreenshots } from './screenshots.ts';
import { session } from './session.ts';
import { strict } from './strict.ts';
import { nativeTheme, Notification, powerMonitor, screen, shell } from './system.ts';
import { nativeImage, Tray } from './tray.ts';
import { WebContentsView } from './web-contents-view.ts';

/**
 * Every name that is offered must be one of Electron's own, at each level that the product touches; each class holds its
 * methods to electron.d.ts by `implements Pick<Electron.X, …>`.
 */
type NamesOf<T> = { readonly [K in keyof T]?: unknown };
type Real = typeof Electron;

export const standIn = {
  app,
  ipcMain,
  nativeImage,
  nativeTheme,
  powerMonitor,
  protocol,
  screen,
  session,
  shell,
  BrowserWindow: strict('BrowserWindow', BrowserWindow),
  Menu: strict('Menu', Menu),
  Notification: strict('Notification', Notification),
  Tray: strict('Tray', Tray),
  WebContentsView: strict('WebContentsView', WebContentsView),
} as const satisfies NamesOf<Real> & {
  readonly app: NamesOf<Electron.App>;
  readonly ipcMain: Pick<Electron.IpcMain, 'handle' | 'removeHandler'>;
  readonly nativeTheme: Pick<Electron.NativeTheme, 'shouldUseDarkColors'>;
  readonly protocol: Pick<Electron.Protocol, 'registerSchemesAsPrivileged'>;
  readonly session: NamesOf<Real['session']>;
  readonly shell: Pick<Electron.Shell, 'openExternal'>;
  readonly BrowserWindow: { readonly prototype: NamesOf<Electron.BrowserWindow> };
  readonly WebContentsView: { readonly prototype: NamesOf<Electron.WebContentsView> };
  readonly Tray: { readonly prototype: NamesOf<Electron.Tray> };
};

wireApp(
  {
    closeAll: () => {
      for (const window of windows) window.close();
      return windows.size === 0;
    },
    destroyAll: () => {
      for (const window of windows) window.destroy();
      for (const host of allHosts()) host.close();
    },
  },
  () => Promise.resolve(),
);
endWithParent();
if (settings.CONTROL) openControl();
if (settings.SCREENSHOTS !== undefined) keepScreenshots(settings.SCREENSHOTS);

const { BrowserWindow: Window, Menu: AppMenu, Notification: Note, Tray: TrayIcon, WebContentsView: View } = standIn;
export { app, ipcMain, nativeImage, nativeTheme, powerMonitor, protocol, screen, session, shell };
export { Window as BrowserWindow, AppMenu as Menu, Note as Notification, TrayIcon as Tray, View as WebContentsView };
